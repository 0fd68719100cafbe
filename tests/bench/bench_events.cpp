#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "tests/bench/spokenline.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <benchmark/benchmark.h>

namespace callscope::bench {

namespace {

event::Event eventOf(event::Payload payload)
{
    event::Event event;
    event.sequence = 7;
    event.utc = base::Utc(std::chrono::microseconds(1768469400123456));
    event.monotonic = base::Monotonic(std::chrono::hours(1));
    event.callSid = *base::CallSid::parse(callSid);
    event.streamSid = *base::StreamSid::parse(streamSid);
    event.payload = std::move(payload);
    return event;
}

event::FinalRecognized finalRecognized()
{
    return { 1,    QStringLiteral("go forward ten meters"), QStringLiteral("en-US"),
             0.87, std::chrono::milliseconds(86),           {} };
}

event::MediaReceived mediaReceived()
{
    return { 50, 1250, std::chrono::milliseconds(1000), 412.73 };
}

void write(benchmark::State &state, const event::Event &event, QByteArray (*form)(const event::Event &))
{
    for (auto _ : state)
        benchmark::DoNotOptimize(form(event));
    if (!form(event).contains(event.name()))
        state.SkipWithError("the line does not name its event");
}

void finalAsText(benchmark::State &state)
{
    write(state, eventOf(finalRecognized()), event::toTextLine);
}
BENCHMARK(finalAsText)->Name("An event becomes a line: STT_FINAL as text")->Unit(benchmark::kMicrosecond);

void finalAsJson(benchmark::State &state)
{
    write(state, eventOf(finalRecognized()), event::toJsonLine);
}
BENCHMARK(finalAsJson)->Name("An event becomes a line: STT_FINAL as JSON")->Unit(benchmark::kMicrosecond);

/// The same members with Qt's own classes.
QByteArray finalByQt(const event::Event &event)
{
    const auto &happened = std::get<event::FinalRecognized>(event.payload);
    const auto sinceEpoch = event.utc.time_since_epoch();
    const qint64 utc = std::chrono::floor<std::chrono::milliseconds>(sinceEpoch).count();
    const QJsonObject line {
        { QStringLiteral("seq"), static_cast<qint64>(event.sequence) },
        { QStringLiteral("utc"), QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC).toString(Qt::ISODateWithMs) },
        { QStringLiteral("mono_us"), static_cast<qint64>(event.monotonic.time_since_epoch().count() / 1000) },
        { QStringLiteral("call_sid"), event.callSid.toString() },
        { QStringLiteral("stream_sid"), event.streamSid.toString() },
        { QStringLiteral("event"), QLatin1String(event.name()) },
        { QStringLiteral("utterance"), happened.utterance },
        { QStringLiteral("text"), happened.text },
        { QStringLiteral("language"), happened.language },
        { QStringLiteral("confidence"), *happened.confidence },
        { QStringLiteral("latency_ms"), static_cast<qint64>(happened.latency.count()) },
        { QStringLiteral("tags"), QJsonArray::fromStringList(happened.tags) },
    };
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

void finalAsJsonByQt(benchmark::State &state)
{
    write(state, eventOf(finalRecognized()), finalByQt);
}
BENCHMARK(finalAsJsonByQt)
    ->Name("An event becomes a line: STT_FINAL as JSON, peer QJsonDocument")
    ->Unit(benchmark::kMicrosecond);

void mediaAsText(benchmark::State &state)
{
    write(state, eventOf(mediaReceived()), event::toTextLine);
}
BENCHMARK(mediaAsText)->Name("An event becomes a line: MEDIA_RX as text")->Unit(benchmark::kMicrosecond);

void mediaAsJson(benchmark::State &state)
{
    write(state, eventOf(mediaReceived()), event::toJsonLine);
}
BENCHMARK(mediaAsJson)->Name("An event becomes a line: MEDIA_RX as JSON")->Unit(benchmark::kMicrosecond);

void jsonBack(benchmark::State &state)
{
    const QByteArray line = event::toJsonLine(eventOf(finalRecognized()));
    for (auto _ : state) {
        if (!event::fromJsonLine(line))
            state.SkipWithError("our own line could not be read");
    }
}
BENCHMARK(jsonBack)->Name("A JSON line becomes an event: STT_FINAL")->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace callscope::bench
