#include "tests/bench/monitor/desk.h"
#include "tests/bench/monitor/loadfeed.h"
#include "tests/bench/monitor/measure.h"
#include "tests/bench/monitor/scenario.h"

namespace callscope::bench {

Figures drawLiveCall(const Amount &amount)
{
    Desk desk;
    desk.add(std::make_unique<LoadFeed>(1, Generator::Sound::Samples));
    const CpuWatch cpu;
    runFor(amount.time);
    const double gui = cpu.threadShare(), process = cpu.processShare();
    const DelayWatch delay; // costs time of its own
    runFor(amount.time / 2);
    const ui::CallKey key { 0, Traffic::callSid(1) };
    const bool heard = desk.session().peaks(key, media::Lane::Left).size() > 0;
    return { { QStringLiteral("GUI thread"), heard ? gui : qQNaN(), QStringLiteral("% of a core") },
             { QStringLiteral("whole process, made-up call included"), process, QStringLiteral("% of a core") },
             { QStringLiteral("event loop late, p99"), delay.late(0.99), QStringLiteral("ms") } };
}

} // namespace callscope::bench
