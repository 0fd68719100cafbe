#include "core/media/mulaw.h"
#include "tests/bench/loopbackcall.h"
#include "tests/bench/spokenline.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <benchmark/benchmark.h>

namespace callscope::bench {

namespace {

constexpr std::size_t minuteOfFrames = 3000;

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
