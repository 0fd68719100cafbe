#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

namespace callscope::eventloop {

/// The timers of one event loop, in the order in which they are due. Not a QObject; lives with its loop.
class TimerQueue
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// `interval` in ms.
    void add(int id, qint64 interval, Qt::TimerType type, QObject *object);
    bool remove(int id);
    bool removeAll(const QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> of(const QObject *object) const;
    /// Milliseconds; -1: there is no such timer.
    int remaining(int id) const;
    /// When the first is due; empty: none waits.
    std::optional<Instant> next() const;
    /// Sends each timer that is due its event, once; true when there was one. A slot may add and remove timers and may
    /// run an event loop: a timer is not sent an event while it serves one.
    bool activateDue();

private:
    struct Timer
    {
        std::chrono::milliseconds interval;
        Qt::TimerType type;
        QObject *object;
        Instant due;
        bool isServed = false;
    };
    using Order = std::set<std::pair<Instant, int>>;

    void activate(int id, Timer &timer, Instant now);
    static Instant dueAfter(const Timer &timer, Instant from);

    std::unordered_map<int, Timer> m_timers {}; ///< by id
    Order m_order {};
};

} // namespace callscope::eventloop
