#include "tests/bench/monitor/traffic.h"

#include <cmath>
#include <numbers>

namespace callscope::bench {

namespace {

using std::chrono::milliseconds;

constexpr int ticksPerTurn = 250, ticksPerPing = 125, ticksPerPartial = 6;
constexpr int samplesPerTick = 320;

base::StreamSid streamSid(int call)
{
    return *base::StreamSid::parse("MZ" + QByteArray::number(call, 16).rightJustified(32, '0'));
}

bool botSpeaks(int tick)
{
    return tick % ticksPerTurn > 120;
}

event::ReplyLeft replyLeft(int turn)
{
    event::ReplyLeft left;
    left.turn = turn;
    left.utterance = turn;
    left.endpointing = milliseconds(460);
    left.recognition = milliseconds(60 + turn % 40);
    left.agent = milliseconds(210);
    left.text = milliseconds(80);
    left.synthesis = milliseconds(120);
    left.gateway = milliseconds(1);
    left.voiceToVoice = milliseconds(931 + turn % 40);
    return left;
}

} // namespace

Traffic::Traffic(int calls, base::Monotonic begin, int firstCall)
    : m_calls(calls)
    , m_firstCall(firstCall)
    , m_begin(begin)
    , m_beginUtc(std::chrono::system_clock::now())
{ }

base::CallSid Traffic::callSid(int call)
{
    return *base::CallSid::parse("CA" + QByteArray::number(call, 16).rightJustified(32, '0'));
}

void Traffic::add(std::vector<event::Event> &events, int call, event::Payload payload)
{
    events.push_back({ .sequence = ++m_sequence,
                       .utc = m_beginUtc + m_time,
                       .monotonic = m_begin + m_time,
                       .callSid = callSid(m_firstCall + call),
                       .streamSid = streamSid(m_firstCall + call),
                       .payload = std::move(payload) });
}

std::vector<event::Event> Traffic::opening()
{
    std::vector<event::Event> events;
    for (int call = 0; call < m_calls; ++call) {
        const QString from = QStringLiteral("+972501%1").arg(call, 6, 10, QLatin1Char('0'));
        add(events, call,
            event::CallIncoming {
                from, QStringLiteral("+97237654321"), QStringLiteral("inbound"), QStringLiteral("ringing"), {} });
        add(events, call, event::StreamStarted { {}, QStringLiteral("audio/x-mulaw"), 8000, 1, {}, {} });
    }
    return events;
}

void Traffic::addTurn(std::vector<event::Event> &events, int call, int phase, int turn)
{
    const QString said = QStringLiteral("go forward ten meters and then turn left, sentence %1").arg(turn);
    switch (phase) {
    case 0:
        return add(events, call, event::SpeechStarted { turn, m_time, 1900, 210 });
    case 100:
        return add(events, call, event::SpeechEnded { turn, m_time, milliseconds(4000), 210 });
    case 112:
        return add(events, call,
                   event::FinalRecognized { turn, said, QStringLiteral("en-US"), 0.87, milliseconds(60), {} });
    case 116:
        return add(
            events, call,
            event::AgentReplied { turn, turn, QStringLiteral("You said: %1").arg(said), QStringLiteral("en-US") });
    case 120:
        return add(events, call, replyLeft(turn));
    case 121:
        return add(events, call, event::SpeechSynthesized { turn, 1, milliseconds(4800), said });
    case 240:
        return add(events, call, event::MarkSent { QStringLiteral("t%1s1").arg(turn) });
    case 245:
        return add(events, call,
                   event::MarkReceived { QStringLiteral("t%1s1").arg(turn), true, turn, milliseconds(4900),
                                         milliseconds(5830) });
    default:
        return;
    }
}

std::vector<event::Event> Traffic::tick(int tick)
{
    std::vector<event::Event> events;
    m_time = tick * tickLength;
    const QString partial = QStringLiteral("go forward ten meters and then turn left").left(6 + tick % 32);
    for (int call = 0; call < m_calls; ++call) {
        const int own = tick + call * 7; // calls do not speak in chorus
        const int turn = own / ticksPerTurn + 1;
        if (own % ticksPerSecond == 0)
            add(events, call, event::MediaReceived { 50, 50 * own / ticksPerSecond, milliseconds(1000), 412.73 });
        if (own % ticksPerSecond == 9)
            add(events, call,
                event::MediaSent { 50, 50 * own / ticksPerSecond, milliseconds(1000), milliseconds(580), 309 });
        if (own % ticksPerPartial == 0)
            add(events, call, event::PartialRecognized { turn, partial, QStringLiteral("en-US") });
        if (own % ticksPerPing == 0)
            add(events, call, event::PingSent { own / ticksPerPing });
        if (own % ticksPerPing == 1)
            add(events, call, event::PongReceived { own / ticksPerPing, 23.5 + tick % 9 });
        addTurn(events, call, own % ticksPerTurn, turn);
    }
    return events;
}

std::vector<event::Event> Traffic::ending(int tick)
{
    std::vector<event::Event> events;
    m_time = tick * tickLength;
    for (int call = 0; call < m_calls; ++call) {
        add(events, call, event::StreamStopped { m_time });
        add(events, call, event::WebSocketClosed { 1000, {}, QStringLiteral("peer") });
        add(events, call, event::CallEnded { QStringLiteral("completed"), m_time, tick / ticksPerTurn });
    }
    return events;
}

ui::PeakRuns Traffic::peaks(int tick) const
{
    ui::PeakRuns runs;
    const qint64 first = tick * samplesPerTick / media::samplesPerPeak;
    const qint64 end = (tick + 1) * samplesPerTick / media::samplesPerPeak;
    for (int call = 0; call < m_calls; ++call) {
        const auto loud = static_cast<quint16>(200 + (tick * 577 + call * 131) % 6000);
        const media::Peak peak { static_cast<media::Sample>(-loud), static_cast<media::Sample>(loud), loud };
        const std::vector<media::Peak> several(static_cast<std::size_t>(end - first), peak);
        for (const media::Lane lane : { media::Lane::Left, media::Lane::Right })
            if (lane == media::Lane::Left || botSpeaks(tick + call * 7))
                runs.push_back({ { 0, callSid(m_firstCall + call) }, lane, first, several });
    }
    return runs;
}

media::Samples Traffic::sound(int tick, media::Lane lane)
{
    if (lane == media::Lane::Right && !botSpeaks(tick))
        return {};
    media::Samples samples(samplesPerTick);
    const double pitch = lane == media::Lane::Left ? 140 : 210;
    for (int i = 0; i < samplesPerTick; ++i) {
        const double time = static_cast<double>(tick * samplesPerTick + i) / media::sampleRate;
        const double loud = 6000 * std::abs(std::sin(time * 5));
        samples[static_cast<std::size_t>(i)]
            = static_cast<media::Sample>(loud * std::sin(2 * std::numbers::pi * pitch * time));
    }
    return samples;
}

} // namespace callscope::bench
