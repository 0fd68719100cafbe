#include "core/simulate/caller.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr double quietestSound = 120; ///< RMS at the ear that counts as sound
constexpr milliseconds bridgedPause { 200 };
constexpr int framesPerKey = 15; ///< 300 ms
constexpr int framesPerWait = 25; ///< `w` is half a second, as in Twilio's SendDigits

} // namespace

std::optional<milliseconds> TurnRecord::latency() const
{
    return replyStart ? std::optional(*replyStart - speechEnd) : std::nullopt;
}

Caller::Caller(const CallScript &script)
    : m_bargeIn(script.bargeIn)
    , m_botQuiet(script.botQuiet)
    , m_greetingPatience(script.greetingPatience)
    , m_replyPatience(script.replyPatience)
    , m_soundFloor(std::max(quietestSound, 2 * script.line.noiseRms)) // noise may come back through a line test
{
    if (!script.keys.isEmpty())
        m_script.emplace_back(script.keys);
    m_script.insert(m_script.end(), script.utterances.begin(), script.utterances.end());
}

Caller::Frame Caller::process(std::span<const media::Sample> ear)
{
    hear(ear);
    if (m_state == State::Listening)
        considerTurn();
    Frame frame { media::Samples(media::frameSamples, 0) };
    if (m_state == State::Speaking) {
        const Turn &turn = m_script[m_turns.size() - 1];
        if (const auto *utterance = std::get_if<Utterance>(&turn))
            frame.mouth = speak(*utterance);
        else
            frame.keys = press(std::get<QString>(turn));
    }
    ++m_frames;
    return frame;
}

void Caller::hear(std::span<const media::Sample> ear)
{
    const bool sound = media::rms(ear) >= m_soundFloor;
    if (sound && !m_botSpeaking) {
        m_botSpeaking = true;
        if (!m_firstSound)
            m_firstSound = now();
        if (m_state == State::Listening && !m_botBegan)
            m_botBegan = now();
        noteOnset();
    }
    m_quiet = sound ? milliseconds(0) : m_quiet + media::frameLength;
    if (sound && !m_turns.empty() && m_turns.back().replyStart)
        m_turns.back().replyLength += media::frameLength;
    if (!m_botSpeaking || m_quiet < bridgedPause)
        return;
    m_botSpeaking = false;
    if (!m_turns.empty() && m_turns.back().bargedIn && !m_turns.back().yieldedAfter)
        m_turns.back().yieldedAfter = now() + media::frameLength - m_quiet - m_turns.back().speechStart;
}

void Caller::noteOnset()
{
    if (m_turns.empty())
        return;
    TurnRecord &turn = m_turns.back();
    const bool inside = m_state == State::Speaking && now() < turn.speechEnd;
    if (inside)
        turn.yieldedAfter.reset(); // that was a pause between sentences
    if (inside || !turn.replyStart) {
        turn.replyStart = now();
        turn.replyLength = milliseconds(0);
    }
}

void Caller::considerTurn()
{
    const milliseconds patience = m_turns.empty() ? m_greetingPatience : m_replyPatience;
    const bool outOfPatience = !m_botBegan && now() - m_listeningSince >= patience;
    const bool botFinished = m_botBegan && m_quiet >= m_botQuiet;
    const bool bargesIn = m_bargeIn && m_botBegan && m_botSpeaking && now() - *m_botBegan >= *m_bargeIn;
    const bool more = m_turns.size() < m_script.size();
    if (more && (botFinished || outOfPatience || bargesIn))
        beginTurn();
    else if (!more && (botFinished || outOfPatience))
        m_state = State::Done;
}

void Caller::beginTurn()
{
    const Turn &turn = m_script[m_turns.size()];
    TurnRecord record;
    const auto *utterance = std::get_if<Utterance>(&turn);
    record.said = utterance ? utterance->name : QStringLiteral("keys ") + std::get<QString>(turn);
    record.speechStart = now() + (utterance ? media::lengthOf(utterance->speechBegin) : milliseconds(0));
    record.speechEnd = utterance ? now() + media::lengthOf(utterance->speechEnd) : record.speechStart;
    record.bargedIn = m_botSpeaking;
    m_turns.push_back(record);
    m_said = 0;
    m_state = State::Speaking;
}

void Caller::endTurn()
{
    TurnRecord &turn = m_turns.back();
    turn.finished = true;
    // What began inside the utterance is an answer only when it goes on after it.
    const milliseconds lastSound = now() + media::frameLength - m_quiet;
    if (turn.replyStart && *turn.replyStart < turn.speechEnd && lastSound < turn.speechEnd) {
        turn.replyStart.reset();
        turn.replyLength = milliseconds(0);
    }
    m_botBegan = turn.replyStart;
    m_listeningSince = now() + media::frameLength;
    m_state = State::Listening;
}

media::Samples Caller::speak(const Utterance &utterance)
{
    media::Samples frame(media::frameSamples, 0);
    const auto whole = static_cast<std::int64_t>(utterance.samples.size());
    const auto count = std::min<std::int64_t>(media::frameSamples, whole - m_said);
    std::copy_n(utterance.samples.begin() + m_said, count, frame.begin());
    m_said += count;
    if (m_said >= whole)
        endTurn();
    return frame;
}

QString Caller::press(const QString &keys)
{
    std::int64_t due = 0;
    QString pressed;
    for (const QChar key : keys) {
        const bool wait = key == u'w';
        if (!wait && due == m_said)
            pressed = key;
        due += wait ? framesPerWait : framesPerKey;
    }
    if (!pressed.isEmpty())
        m_turns.back().speechEnd = now();
    if (++m_said >= due)
        endTurn();
    return pressed;
}

} // namespace callscope::simulate
