#include "core/agent/loopbackagent.h"
#include "core/call/call.h"
#include "core/media/mulaw.h"
#include "core/twilio/twilioside.h"
#include "tests/bench/silentsocket.h"
#include "tests/bench/spokenline.h"
#include "tests/support/manualclock.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <benchmark/benchmark.h>

namespace callscope::bench {

namespace {

constexpr std::size_t minuteOfFrames = 3000;

twilio::StartMessage startMessage()
{
    twilio::StartMessage start;
    start.sequence = 1;
    start.streamSid = *base::StreamSid::parse(streamSid);
    start.accountSid = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
    start.callSid = *base::CallSid::parse(callSid);
    start.tracks = QStringList { QStringLiteral("inbound") };
    start.encoding = QStringLiteral("audio/x-mulaw");
    start.sampleRate = 8000;
    start.channels = 1;
    return start;
}

/// A line test on a manual clock without a network: all that the gateway does with a frame between two sockets.
class LoopbackCall
{
public:
    explicit LoopbackCall()
    {
        auto socket = std::make_unique<SilentSocket>();
        m_socket = socket.get();
        auto stream = std::make_unique<twilio::MediaStream>(std::move(socket), m_clock);
        m_socket->says(twilio::twilioMessage(startMessage()));
        call::CallParts parts { nullptr, nullptr, std::make_unique<agent::LoopbackAgent>() };
        m_call = std::make_unique<call::Call>(std::move(stream), startMessage(), std::move(parts),
                                              call::CallSettings {}, m_clock, m_events, m_lanes);
        m_call->begin();
    }

    void passFrame(const QByteArray &message)
    {
        m_clock.advance(media::frameLength);
        m_call->tick();
        m_socket->says(message);
    }

    std::int64_t returned() const { return m_socket->texts(); }

private:
    tests::ManualClock m_clock {};
    event::EventStream m_events { m_clock };
    call::SoundLanes m_lanes {};
    SilentSocket *m_socket = nullptr;
    std::unique_ptr<call::Call> m_call {};
};

void loopback(benchmark::State &state)
{
    const std::vector<QByteArray> messages = longStream(callerSpeaks(), minuteOfFrames);
    auto call = std::make_unique<LoopbackCall>();
    std::size_t i = 0;
    std::int64_t returned = 0;
    for (auto _ : state) {
        if (i == messages.size()) {
            returned += call->returned();
            call = std::make_unique<LoopbackCall>();
            i = 0;
        }
        call->passFrame(messages[i++]);
    }
    if (returned + call->returned() != static_cast<std::int64_t>(state.iterations()))
        state.SkipWithError("not every frame came back");
}
BENCHMARK(loopback)->Name("A frame goes through a loopback call, without sockets")->Unit(benchmark::kMicrosecond);

/// Parse, base64, mu-law, level, and back, without any check, track, recording lane, guard or event.
QByteArray returnedByQt(const QByteArray &text, double &level)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QString payload = message[QLatin1String("media")][QLatin1String("payload")].toString();
    const QByteArray mulaw = QByteArray::fromBase64(payload.toLatin1());
    level = media::rms(media::decodeMuLaw(mulaw));
    const QJsonObject body { { QStringLiteral("payload"), QString::fromLatin1(mulaw.toBase64()) } };
    const QJsonObject answer { { QStringLiteral("event"), QStringLiteral("media") },
                               { QStringLiteral("streamSid"), message[QLatin1String("streamSid")] },
                               { QStringLiteral("media"), body } };
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

void loopbackByQt(benchmark::State &state)
{
    const std::vector<QByteArray> messages = longStream(callerSpeaks(), minuteOfFrames);
    SilentSocket socket;
    std::size_t i = 0;
    for (auto _ : state) {
        double level = 0;
        socket.sendText(returnedByQt(messages[i++ % messages.size()], level));
        benchmark::DoNotOptimize(level);
    }
}
BENCHMARK(loopbackByQt)
    ->Name("A frame goes through a loopback call, peer QJsonDocument both ways")
    ->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace callscope::bench
