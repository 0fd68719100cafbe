#include "tests/bench/monitor/desk.h"
#include "tests/bench/monitor/measure.h"
#include "tests/bench/monitor/scenario.h"
#include "tests/bench/monitor/traffic.h"
#include "ui/events/eventspage.h"

namespace callscope::bench {

namespace {

using namespace std::chrono_literals;

constexpr int calls = 100;
constexpr std::size_t batchSize = 1000;

std::vector<event::Event> manyEvents(std::size_t count)
{
    Traffic traffic(calls, std::chrono::steady_clock::now());
    std::vector<event::Event> events = traffic.opening();
    for (int tick = 0; events.size() < count; ++tick)
        for (event::Event &event : traffic.tick(tick))
            events.push_back(std::move(event));
    events.resize(count);
    return events;
}

} // namespace

Figures appendManyEvents(const Amount &amount)
{
    Desk desk;
    const std::vector<event::Event> events = manyEvents(static_cast<std::size_t>(amount.events));
    auto &page = desk.page<ui::EventsPage>();
    page.intake()->setScope(ui::EventIntake::Scope::AllCalls);
    const int source = desk.session().addSource(QStringLiteral("load"), false);

    std::size_t next = 0;
    QTimer append;
    const DelayWatch delay;
    const CpuWatch cpu;
    QObject::connect(&append, &QTimer::timeout, &desk.session(), [&] {
        const std::size_t count = std::min(batchSize, events.size() - next);
        desk.session().append(source, std::span(events).subspan(next, count));
        next += count;
        if (next == events.size())
            append.stop();
    });
    append.start(0ms);
    const bool shown = runUntil([&] { return page.model()->rowCount() == amount.events; }, 5min);
    const double seconds = shown ? cpu.seconds() : qQNaN();
    return { { QStringLiteral("all rows shown"), seconds, QStringLiteral("s") },
             { QStringLiteral("event loop late, p50"), delay.late(0.5), QStringLiteral("ms") },
             { QStringLiteral("event loop late, p99"), delay.late(0.99), QStringLiteral("ms") },
             { QStringLiteral("event loop late, most"), delay.late(1), QStringLiteral("ms") } };
}

} // namespace callscope::bench
