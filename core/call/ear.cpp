#include "core/call/ear.h"

#include <algorithm>

namespace callscope::call {

namespace {

/// Echo that pauses for less than this is told as one piece.
constexpr std::chrono::milliseconds echoPause { 400 };
/// Shorter suppressions are single frames at the edge of a decision and say nothing.
constexpr std::chrono::milliseconds shortestEcho { 60 };
/// Frames lost in a row that pass for a hiccup of the line; a longer gap is silence.
constexpr int believedFills = 5;

} // namespace

Ear::Ear(std::unique_ptr<speech::Recognizer> recognizer, const CallSettings &settings, const base::Clock &clock,
         const QByteArray &grammar)
    : m_recognizer(std::move(recognizer))
    , m_settings(settings)
    , m_clock(clock)
    , m_detector(settings.voice)
{
    using speech::Recognizer;
    m_recognizer->useGrammar(grammar);
    connect(m_recognizer.get(), &Recognizer::partialReady, this, [this](int utterance, const speech::Transcript &text) {
        if (m_speaking && m_speaking->utterance == utterance)
            m_partial = text;
        Q_EMIT partialRecognized(utterance, text);
    });
    connect(m_recognizer.get(), &Recognizer::finalReady, this, &Ear::takeFinal);
    connect(m_recognizer.get(), &Recognizer::failed, this, &Ear::fail);
    connect(m_recognizer.get(), &Recognizer::recovered, this, &Ear::recognizerFailed);
    connect(m_recognizer.get(), &Recognizer::switched, this, &Ear::recognizerSwitched);
}

void Ear::hear(const CallerTrack::Frame &frame, std::span<const media::Sample> played)
{
    const media::EchoGuard::Verdict verdict = m_echoGuard.process(frame.samples, played);
    noteEcho(verdict.suppressed);
    remember(frame.samples);
    const double level = levelOf(frame, verdict.callerLevel);
    const auto change = m_detector.process(level);
    if (change == media::VoiceDetector::Change::Started)
        startSpeech(frame.position, level);
    else if (m_speaking)
        continueSpeech(frame.samples, level);
    if (change == media::VoiceDetector::Change::Ended && m_speaking)
        endSpeech();
    else if (m_speaking && m_detector.speechLength() >= m_settings.longestUtterance) {
        endSpeech();
        m_detector.reset();
        m_recent.clear(); // the next utterance begins where this one was cut
    }
}

/// A frame that was lost tells nothing about the line: for a moment it counts as loud as the one before, so that it
/// neither ends a word nor teaches the detector that the line is silent.
double Ear::levelOf(const CallerTrack::Frame &frame, double heardLevel)
{
    m_filledFrames = frame.filled ? m_filledFrames + 1 : 0;
    if (!frame.filled || m_filledFrames > believedFills)
        m_lastLevel = heardLevel;
    return m_lastLevel;
}

void Ear::remember(std::span<const media::Sample> frame)
{
    const auto frames = (m_settings.preRoll + m_settings.voice.toStart) / media::frameLength;
    const std::int64_t surplus = std::ssize(m_recent) + std::ssize(frame) - frames * media::frameSamples;
    if (surplus > 0)
        m_recent.erase(m_recent.begin(), m_recent.begin() + std::min(surplus, std::ssize(m_recent)));
    m_recent.reserve(static_cast<std::size_t>(frames * media::frameSamples));
    if (frames > 0)
        m_recent.insert(m_recent.end(), frame.begin(), frame.end());
}

void Ear::startSpeech(std::int64_t position, double level)
{
    const std::chrono::milliseconds begin = media::lengthOf(position) + media::frameLength - m_detector.speechLength();
    m_speaking = Speech { ++m_lastUtterance,         std::max(begin, std::chrono::milliseconds(0)),
                          m_detector.speechLength(), level,
                          m_detector.threshold(),    m_clock.monotonic() };
    m_confirmed = false;
    m_lost = false;
    m_partial = {};
    m_recognizer->begin(m_lastUtterance);
    for (std::span<const media::Sample> left = m_recent; !left.empty(); left = left.subspan(media::frameSamples))
        m_recognizer->feed(left.first(media::frameSamples));
    Q_EMIT speechStarted(*m_speaking);
}

void Ear::continueSpeech(std::span<const media::Sample> frame, double level)
{
    if (!m_lost)
        m_recognizer->feed(frame);
    m_speaking->threshold = m_detector.threshold();
    if (level > m_speaking->threshold)
        m_speaking->lastHeard = m_clock.monotonic();
    m_speaking->length = m_detector.speechLength();
    if (!m_confirmed && m_speaking->length >= m_settings.bargeInAfter) {
        m_confirmed = true;
        Q_EMIT speechConfirmed(m_speaking->utterance);
    }
}

void Ear::endSpeech()
{
    const Speech speech = *m_speaking;
    m_speaking.reset();
    m_awaited.push_back({ speech.utterance, m_clock.monotonic(), m_partial });
    Q_EMIT speechEnded(speech);
    if (m_lost)
        takeFinal(speech.utterance, m_partial);
    else
        m_recognizer->finish();
}

void Ear::endOfLine()
{
    if (m_speaking)
        endSpeech();
}

void Ear::tick()
{
    m_recognizer->tick();
    if (m_awaited.empty() || m_clock.monotonic() - m_awaited.front().since < m_settings.finalWithin)
        return;
    const Awaited late = m_awaited.front();
    Q_EMIT recognizerFailed(
        { base::ErrorCode::Timeout,
          QStringLiteral("No final text for utterance %1 within %2 ms: its last partial is used; give "
                         "the recognizer more threads or a faster machine.")
              .arg(late.utterance)
              .arg(m_settings.finalWithin.count()) });
    takeFinal(late.utterance, late.lastPartial);
}

void Ear::fail(int utterance, const base::Error &error)
{
    Q_EMIT recognizerFailed(error);
    if (m_speaking && m_speaking->utterance == utterance)
        m_lost = true; // the caller still talks: the detector ends the utterance, with the last partial as its text
    else
        takeFinal(utterance, lastPartialOf(utterance));
}

/// Of an utterance that is over: better an answer to most of it than to nothing.
speech::Transcript Ear::lastPartialOf(int utterance) const
{
    const auto awaited = std::find_if(m_awaited.begin(), m_awaited.end(),
                                      [utterance](const Awaited &one) { return one.utterance == utterance; });
    return awaited != m_awaited.end() ? awaited->lastPartial : speech::Transcript();
}

void Ear::takeFinal(int utterance, const speech::Transcript &transcript)
{
    const auto awaited = std::find_if(m_awaited.begin(), m_awaited.end(),
                                      [utterance](const Awaited &one) { return one.utterance == utterance; });
    if (awaited == m_awaited.end())
        return; // given up after finalWithin: an utterance is answered once
    m_awaited.erase(awaited);
    Q_EMIT finalRecognized(utterance, transcript);
}

void Ear::noteEcho(bool suppressed)
{
    if (suppressed) {
        m_echoLength += media::frameLength;
        m_sinceEcho = {};
        return;
    }
    m_sinceEcho += media::frameLength;
    if (m_echoLength.count() == 0 || m_sinceEcho < echoPause)
        return;
    if (m_echoLength >= shortestEcho)
        Q_EMIT echoSuppressed({ m_echoLength, m_echoGuard.delay(), m_echoGuard.gainDecibels() });
    m_echoLength = {};
}

} // namespace callscope::call
