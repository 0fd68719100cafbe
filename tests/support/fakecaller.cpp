#include "tests/support/fakecaller.h"

#include "core/media/mulaw.h"
#include "core/twilio/twilioside.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace callscope::tests {

using namespace std::chrono_literals;

namespace {

twilio::StartMessage startMessage()
{
    twilio::StartMessage start;
    start.sequence = 1;
    start.streamSid = *base::StreamSid::parse(FakeCaller::streamSid);
    start.accountSid = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
    start.callSid = *base::CallSid::parse(FakeCaller::callSid);
    start.tracks = QStringList { QStringLiteral("inbound") };
    start.encoding = QStringLiteral("audio/x-mulaw");
    start.sampleRate = 8000;
    start.channels = 1;
    return start;
}

void put(media::Samples &track, qint64 position, const media::Samples &samples)
{
    const auto end = static_cast<size_t>(position) + samples.size();
    if (track.size() < end)
        track.resize(end);
    std::copy(samples.begin(), samples.end(), track.begin() + position);
}

constexpr int audible = 100;

} // namespace

FakeCaller::FakeCaller(std::unique_ptr<agent::Agent> agent, const call::CallSettings &settings)
    : FakeCaller(std::move(agent), settings, Line {})
{ }

FakeCaller::FakeCaller(std::unique_ptr<agent::Agent> agent, const call::CallSettings &settings, Line line)
    : m_stream(m_clock)
    , m_line(line)
{
    begin(scriptedParts(std::move(agent)), settings);
}

FakeCaller::FakeCaller(const Parts &parts, const call::CallSettings &settings)
    : m_stream(m_clock)
    , m_line(Line {})
{
    begin(parts(m_clock), settings);
}

call::CallParts FakeCaller::scriptedParts(std::unique_ptr<agent::Agent> agent) const
{
    return { std::make_unique<FakeRecognizer>(m_ear), std::make_unique<FakeSynthesizer>(m_voice), std::move(agent) };
}

void FakeCaller::begin(call::CallParts parts, const call::CallSettings &settings)
{
    QObject::connect(&m_stream, &event::EventStream::published, &m_context,
                     [this](const event::Event &event) { m_events.push_back(event); });
    auto socket = std::make_unique<FakeTextSocket>(m_farEnd);
    m_socket = socket.get();
    auto stream = std::make_unique<twilio::MediaStream>(std::move(socket), m_clock);
    say(twilio::ConnectedMessage { QStringLiteral("Call"), QStringLiteral("1.0.0") });
    say(startMessage());
    m_call = std::make_unique<call::Call>(std::move(stream), startMessage(), std::move(parts), settings, m_clock,
                                          m_stream, m_lanes);
    QObject::connect(&m_lanes, &call::SoundLanes::callerAudio, &m_context,
                     [this](const base::CallSid &, qint64 position, const media::Samples &samples) {
                         put(m_recordedCaller, position, samples);
                     });
    QObject::connect(&m_lanes, &call::SoundLanes::botAudio, &m_context,
                     [this](const base::CallSid &, qint64 position, const media::Samples &samples) {
                         put(m_recordedBot, position, samples);
                     });
    m_call->begin();
}

FakeCaller::~FakeCaller() = default;

void FakeCaller::says(const media::Samples &samples)
{
    m_mouthpiece.insert(m_mouthpiece.end(), samples.begin(), samples.end());
}

void FakeCaller::presses(char digit)
{
    twilio::DtmfMessage message;
    message.sequence = ++m_sequence;
    message.streamSid = base::StreamSid::parse(streamSid);
    message.digit = QLatin1Char(digit);
    say(message);
}

void FakeCaller::hangsUp()
{
    twilio::StopMessage message;
    message.sequence = ++m_sequence;
    message.streamSid = base::StreamSid::parse(streamSid);
    say(message);
    m_socket->closes(1000);
    waits(40ms);
}

void FakeCaller::vanishes()
{
    m_socket->vanishes();
    waits(40ms);
}

void FakeCaller::waits(std::chrono::milliseconds length)
{
    for (; length > 0ms; length -= media::frameLength)
        passFrame();
}

void FakeCaller::finishesSaying()
{
    while (!m_mouthpiece.empty())
        passFrame();
}

void FakeCaller::passFrame()
{
    for (int half = 0; half < 2; ++half) {
        m_clock.advance(media::frameLength / 2);
        deliver();
        m_call->tick();
        QCoreApplication::processEvents();
        takeMessages();
    }
    m_time += media::frameLength;
    const simulate::FarQueue::Played played = m_queue.play(media::frameSamples);
    sendMarks(played.marks);
    answerPings();
    const media::Samples ear = media::decodeMuLaw(played.mulaw);
    m_heard.insert(m_heard.end(), ear.begin(), ear.end());
    if (m_call->state() != call::Call::State::Open || m_sendsNothing)
        return;
    twilio::MediaMessage media;
    media.sequence = ++m_sequence;
    media.streamSid = base::StreamSid::parse(streamSid);
    media.chunk = ++m_chunk;
    media.timestamp = m_time - media::frameLength;
    media.track = QStringLiteral("inbound");
    media.mulaw = media::encodeMuLaw(nextFrame());
    const auto late = m_line.jitter.count() > 0 ? random() % quint32(m_line.jitter.count()) : 0;
    const base::Monotonic arrives = m_clock.monotonic() + std::chrono::milliseconds(late);
    m_onTheWay.emplace_back(m_onTheWay.empty() ? arrives : std::max(arrives, m_onTheWay.back().first), media);
    deliver();
}

void FakeCaller::deliver()
{
    while (!m_onTheWay.empty() && m_onTheWay.front().first <= m_clock.monotonic()) {
        say(m_onTheWay.front().second);
        m_onTheWay.pop_front();
    }
    QCoreApplication::processEvents();
    takeMessages();
}

quint32 FakeCaller::random()
{
    m_noise = m_noise * 1664525u + 1013904223u;
    return m_noise >> 8;
}

media::Samples FakeCaller::nextFrame()
{
    media::Samples frame(media::frameSamples, 0);
    const auto delay = media::samplesIn(m_line.echoDelay);
    const auto begin = std::ssize(m_heard) - media::frameSamples - delay;
    for (std::ptrdiff_t i = 0; i < media::frameSamples; ++i) {
        double value = 0;
        if (!m_mouthpiece.empty()) {
            value += m_mouthpiece.front();
            m_mouthpiece.pop_front();
        }
        if (m_line.echoGain > 0 && begin + i >= 0)
            value += m_line.echoGain * m_heard[static_cast<size_t>(begin + i)];
        value += m_line.noiseRms * std::numbers::sqrt3 * (random() / 8388608.0 - 1);
        frame[static_cast<size_t>(i)] = static_cast<media::Sample>(std::clamp(value, -32000.0, 32000.0));
    }
    return frame;
}

void FakeCaller::takeMessages()
{
    const base::StreamSid sid = *base::StreamSid::parse(streamSid);
    for (; m_messagesRead < m_farEnd->texts.size(); ++m_messagesRead) {
        const auto message = twilio::parseOutgoing(m_farEnd->texts[m_messagesRead], sid);
        if (!message)
            qFatal("the gateway sent what Twilio refuses: %s", qPrintable(message.error().text));
        if (const auto *media = std::get_if<twilio::MediaMessage>(&*message))
            m_queue.append(media->mulaw);
        else if (const auto *mark = std::get_if<twilio::MarkMessage>(&*message))
            sendMarks(m_queue.mark(mark->name));
        else
            sendMarks(m_queue.clear());
    }
}

void FakeCaller::answerPings()
{
    for (const QByteArray &payload : std::exchange(m_farEnd->pings, {}))
        m_socket->pongs(payload);
}

void FakeCaller::sendMarks(const std::vector<QByteArray> &names)
{
    for (const QByteArray &name : names) {
        twilio::MarkMessage mark;
        mark.sequence = ++m_sequence;
        mark.streamSid = base::StreamSid::parse(streamSid);
        mark.name = name;
        say(mark);
    }
}

void FakeCaller::say(const twilio::IncomingMessage &message)
{
    m_socket->says(twilio::twilioMessage(message));
}

media::Samples FakeCaller::voice(std::chrono::milliseconds length, double rms)
{
    media::Samples samples(static_cast<size_t>(media::samplesIn(length)));
    for (size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / media::sampleRate;
        const double syllables = 1 + 0.4 * std::sin(2 * std::numbers::pi * 4 * t);
        const double buzz = std::sin(2 * std::numbers::pi * 180 * t) + 0.5 * std::sin(2 * std::numbers::pi * 930 * t);
        samples[i] = static_cast<media::Sample>(rms * syllables * buzz * 1.2);
    }
    return samples;
}

std::chrono::milliseconds FakeCaller::heardLength() const
{
    return media::lengthOf(
        std::count_if(m_heard.begin(), m_heard.end(), [](media::Sample sample) { return std::abs(sample) > audible; }));
}

std::chrono::milliseconds FakeCaller::silence() const
{
    const auto last = std::find_if(m_heard.rbegin(), m_heard.rend(),
                                   [](media::Sample sample) { return std::abs(sample) > audible; });
    return media::lengthOf(last - m_heard.rbegin());
}

QStringList FakeCaller::eventNames() const
{
    QStringList names;
    for (const event::Event &event : m_events)
        names << QString::fromLatin1(event.name());
    return names;
}

} // namespace callscope::tests
