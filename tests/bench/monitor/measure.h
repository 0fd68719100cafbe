#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace callscope::bench {

/// CPU time of the calling thread, and of the whole process, since it was made.
class CpuWatch
{
public:
    CpuWatch();

    /// Shares of one core, in percent.
    double threadShare() const;
    double processShare() const;
    double seconds() const;

private:
    double m_thread, m_process;
    QElapsedTimer m_wall {};
};

/// How late the event loop serves a timer of 5 ms: what a click would have to wait. Lives on the thread that it
/// watches.
class DelayWatch : public QObject
{
public:
    DelayWatch();

    /// Milliseconds; `part` 0.5 is the median, 1 the worst.
    double late(double part) const;

private:
    QTimer m_timer {};
    QElapsedTimer m_since {};
    std::vector<double> m_late {};
};

/// `values` must not be empty.
double median(std::vector<double> values);
/// Runs the event loop until `done` or that much time has passed. Gives back `done`.
bool runUntil(const std::function<bool()> &done, std::chrono::milliseconds most);
void runFor(std::chrono::milliseconds time);

} // namespace callscope::bench
