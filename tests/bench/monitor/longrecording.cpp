#include "core/event/jsonform.h"
#include "core/media/wavwriter.h"
#include "tests/bench/monitor/desk.h"
#include "tests/bench/monitor/measure.h"
#include "tests/bench/monitor/scenario.h"
#include "tests/bench/monitor/traffic.h"
#include "ui/events/eventspage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace callscope::bench {

namespace {

using namespace std::chrono_literals;

/// Gives back how many events there are.
int writeEvents(const QString &path, int ticks)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    Traffic traffic(1, base::Monotonic(std::chrono::hours(1)));
    int count = 0;
    const auto write = [&](const std::vector<event::Event> &events) {
        for (const event::Event &event : events)
            file.write(event::toJsonLine(event) + '\n');
        count += static_cast<int>(events.size());
    };
    write(traffic.opening());
    for (int tick = 0; tick < ticks; ++tick)
        write(traffic.tick(tick));
    write(traffic.ending(ticks));
    return count;
}

void writeSound(const QString &path, int ticks)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(path));
    media::WavWriter wav(file, 2);
    for (int tick = 0; tick < ticks; ++tick) {
        const media::Samples left = Traffic::sound(tick % 250, media::Lane::Left);
        const media::Samples right = Traffic::sound(tick % 250, media::Lane::Right);
        media::Samples both(left.size() * 2);
        for (std::size_t i = 0; i < left.size(); ++i) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right.empty() ? media::Sample(0) : right[i];
        }
        if (!wav.append(both))
            qFatal("cannot write %s", qPrintable(path));
    }
    if (!wav.finish())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

Figures openLongRecording(const Amount &amount)
{
    const QTemporaryDir root;
    const QString folder = root.filePath(Traffic::callSid(1).toString());
    QDir().mkpath(folder);
    const auto ticks = static_cast<int>(amount.recorded / Traffic::tickLength);
    const int events = writeEvents(folder + QStringLiteral("/events.jsonl"), ticks);
    writeSound(folder + QStringLiteral("/audio.wav"), ticks);

    Desk desk;
    auto &page = desk.page<ui::EventsPage>();
    const ui::CallKey key { 0, Traffic::callSid(1) };
    const qint64 peaks = media::samplesIn(amount.recorded) / media::samplesPerPeak;
    const DelayWatch delay;
    const CpuWatch cpu;
    desk.window().openRecording(folder);
    const bool shown = runUntil([&] { return page.model()->rowCount() == events; }, 2min);
    const double rows = cpu.seconds();
    const bool drawn
        = runUntil([&] { return desk.session().peaks(key, media::Lane::Right).size() >= peaks - 1; }, 2min);
    const double waveform = cpu.seconds();
    return { { QStringLiteral("events"), static_cast<double>(events), QString() },
             { QStringLiteral("all rows shown"), shown ? rows : qQNaN(), QStringLiteral("s") },
             { QStringLiteral("whole waveform drawn"), drawn ? waveform : qQNaN(), QStringLiteral("s") },
             { QStringLiteral("event loop late, p99"), delay.late(0.99), QStringLiteral("ms") },
             { QStringLiteral("event loop late, most"), delay.late(1), QStringLiteral("ms") } };
}

} // namespace callscope::bench
