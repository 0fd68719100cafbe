#include "core/media/mulaw.h"
#include "core/media/pacer.h"
#include "core/twilio/mediastream.h"
#include "tests/bench/silentsocket.h"
#include "tests/bench/spokenline.h"
#include "tests/support/manualclock.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <benchmark/benchmark.h>

namespace callscope::bench {

namespace {

QByteArray spokenSentence()
{
    QByteArray mulaw;
    for (const media::Samples &frame : callerSpeaks().received)
        mulaw += media::encodeMuLaw(frame);
    return mulaw;
}

/// One frame an iteration: the clock goes on by 20 ms, the frame that is due leaves. The queue is filled again by whole
/// sentences, as a synthesizer does it.
void paceAndWrite(benchmark::State &state)
{
    const QByteArray sentence = spokenSentence();
    const base::StreamSid sid = *base::StreamSid::parse(streamSid);
    tests::ManualClock clock;
    SilentSocket socket;
    media::Pacer pacer(media::frameLength);
    media::Pacer::Item item;
    std::int64_t frames = 0;
    for (auto _ : state) {
        if (pacer.queued() == std::chrono::milliseconds(0))
            pacer.enqueue(sentence);
        clock.advance(media::frameLength);
        while (pacer.takeDue(clock.monotonic(), item)) {
            socket.sendText(twilio::mediaMessage(sid, std::get<media::Pacer::Frame>(item).mulaw));
            ++frames;
        }
    }
    if (frames != static_cast<std::int64_t>(state.iterations()))
        state.SkipWithError("not one frame in each 20 ms");
}
BENCHMARK(paceAndWrite)->Name("A frame goes out: queue, pace, write the message")->Unit(benchmark::kMicrosecond);

void write(benchmark::State &state)
{
    const QByteArray frame = spokenSentence().first(media::frameSamples);
    const base::StreamSid sid = *base::StreamSid::parse(streamSid);
    for (auto _ : state)
        benchmark::DoNotOptimize(twilio::mediaMessage(sid, frame));
}
BENCHMARK(write)->Name("A frame goes out: write the message")->Unit(benchmark::kMicrosecond);

void writeByQt(benchmark::State &state)
{
    const QByteArray frame = spokenSentence().first(media::frameSamples);
    const QString sid = QString::fromLatin1(streamSid);
    for (auto _ : state) {
        const QJsonObject payload { { QStringLiteral("payload"), QString::fromLatin1(frame.toBase64()) } };
        const QJsonObject message { { QStringLiteral("event"), QStringLiteral("media") },
                                    { QStringLiteral("streamSid"), sid },
                                    { QStringLiteral("media"), payload } };
        benchmark::DoNotOptimize(QJsonDocument(message).toJson(QJsonDocument::Compact));
    }
}
BENCHMARK(writeByQt)->Name("A frame goes out: write the message, peer QJsonDocument")->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace callscope::bench
