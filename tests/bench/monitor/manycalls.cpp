#include "tests/bench/monitor/desk.h"
#include "tests/bench/monitor/loadfeed.h"
#include "tests/bench/monitor/measure.h"
#include "tests/bench/monitor/scenario.h"
#include "ui/calls/callspage.h"

namespace callscope::bench {

namespace {

using namespace std::chrono_literals;

/// Long enough for the calls to be there and all pages to have settled.
constexpr auto warmUp = 2s;

Figures measure(const Amount &amount)
{
    runFor(warmUp);
    const CpuWatch cpu;
    runFor(amount.time);
    const double share = cpu.threadShare();
    const DelayWatch delay; // costs time of its own
    runFor(amount.time / 2);
    return { { QStringLiteral("GUI thread"), share, QStringLiteral("% of a core") },
             { QStringLiteral("event loop late, p99"), delay.late(0.99), QStringLiteral("ms") },
             { QStringLiteral("event loop late, most"), delay.late(1), QStringLiteral("ms") } };
}

} // namespace

Figures listManyCalls(const Amount &amount)
{
    ui::Session session;
    ui::Selection selection;
    ui::CallsPage page(session, selection);
    page.resize(1600, 1000);
    page.show();
    const int source = session.addSource(QStringLiteral("load"), false);
    LoadFeed feed(amount.calls, Generator::Sound::Peaks);
    QObject::connect(&feed, &ui::Feed::batchArrived, &session,
                     [&](const ui::FeedBatchPtr &batch) { session.append(source, batch->events); });
    QObject::connect(&feed, &LoadFeed::peaksMade, &session, &ui::Session::addPeaks);
    feed.start();
    return measure(amount);
}

Figures showManyCalls(const Amount &amount)
{
    Desk desk;
    auto feed = std::make_unique<LoadFeed>(amount.calls, Generator::Sound::Peaks);
    QObject::connect(feed.get(), &LoadFeed::peaksMade, &desk.session(), &ui::Session::addPeaks);
    desk.add(std::move(feed));
    return measure(amount);
}

} // namespace callscope::bench
