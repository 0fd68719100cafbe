#include "tests/bench/monitor/measure.h"

#include <QEventLoop>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>

namespace callscope::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 5ms;

double cpuSeconds(int who)
{
    rusage usage {};
    getrusage(who, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

CpuWatch::CpuWatch()
    : m_thread(cpuSeconds(RUSAGE_THREAD))
    , m_process(cpuSeconds(RUSAGE_SELF))
{
    m_wall.start();
}

double CpuWatch::seconds() const
{
    return static_cast<double>(m_wall.nsecsElapsed()) / 1e9;
}

double CpuWatch::threadShare() const
{
    return 100 * (cpuSeconds(RUSAGE_THREAD) - m_thread) / seconds();
}

double CpuWatch::processShare() const
{
    return 100 * (cpuSeconds(RUSAGE_SELF) - m_process) / seconds();
}

DelayWatch::DelayWatch()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const double passed = static_cast<double>(m_since.nsecsElapsed()) / 1e6;
        m_since.restart();
        m_late.push_back(std::max(0.0, passed - static_cast<double>(interval.count())));
    });
    m_since.start();
    m_timer.start();
}

double DelayWatch::late(double part) const
{
    if (m_late.empty())
        return 0;
    std::vector<double> sorted = m_late;
    std::sort(sorted.begin(), sorted.end());
    const double place = std::ceil(part * static_cast<double>(sorted.size())) - 1;
    return sorted[static_cast<std::size_t>(std::max(0.0, place))];
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

bool runUntil(const std::function<bool()> &done, std::chrono::milliseconds most)
{
    QEventLoop loop;
    QTimer look, enough;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    QObject::connect(&enough, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(2ms);
    enough.start(most);
    loop.exec();
    return done();
}

void runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace callscope::bench
