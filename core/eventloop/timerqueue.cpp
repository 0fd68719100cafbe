#include "core/eventloop/timerqueue.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <utility>
#include <vector>

namespace callscope::eventloop {

void TimerQueue::add(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    Timer timer { std::chrono::milliseconds(interval), type, object, {} };
    timer.due = dueAfter(timer, std::chrono::steady_clock::now());
    m_order.emplace(timer.due, id);
    m_timers.insert_or_assign(id, timer);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_order.erase({ found->second.due, id });
    m_timers.erase(found);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    std::erase_if(m_order, [this, object](const auto &entry) { return m_timers.at(entry.second).object == object; });
    return std::erase_if(m_timers, [object](const auto &entry) { return entry.second.object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> TimerQueue::of(const QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            timers.append({ id, static_cast<int>(timer.interval.count()), timer.type });
    }
    return timers;
}

int TimerQueue::remaining(int id) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return -1;
    const auto left = found->second.due - std::chrono::steady_clock::now();
    return static_cast<int>(std::max<qint64>(std::chrono::ceil<std::chrono::milliseconds>(left).count(), 0));
}

std::optional<TimerQueue::Instant> TimerQueue::next() const
{
    return m_order.empty() ? std::nullopt : std::optional(m_order.begin()->first);
}

bool TimerQueue::activateDue()
{
    const Instant now = std::chrono::steady_clock::now();
    std::vector<int> due; // what becomes due meanwhile waits for the next turn
    for (const auto &[when, id] : m_order) {
        if (when > now)
            break;
        due.push_back(id);
    }
    for (const int id : due) {
        const auto found = m_timers.find(id);
        if (found != m_timers.end() && found->second.due <= now)
            activate(id, found->second, now);
    }
    return !due.empty();
}

/// A timer that is late by more than its interval skips what it has missed.
void TimerQueue::activate(int id, Timer &timer, Instant now)
{
    m_order.erase({ timer.due, id });
    timer.due = std::max(timer.due + timer.interval, now);
    if (timer.type == Qt::VeryCoarseTimer || timer.due == now)
        timer.due = dueAfter(timer, now);
    m_order.emplace(timer.due, id);
    if (std::exchange(timer.isServed, true))
        return;
    QObject *const object = timer.object;
    QTimerEvent event(id);
    QCoreApplication::sendEvent(object, &event);
    const auto still = m_timers.find(id); // it may have been stopped, or another timer may have its number
    if (still != m_timers.end() && still->second.object == object)
        still->second.isServed = false;
}

TimerQueue::Instant TimerQueue::dueAfter(const Timer &timer, Instant from)
{
    if (timer.type != Qt::VeryCoarseTimer)
        return from + timer.interval;
    const auto rounded = std::chrono::round<std::chrono::seconds>(timer.interval);
    return std::chrono::round<std::chrono::seconds>(from + std::max(rounded, std::chrono::seconds(1)));
}

} // namespace callscope::eventloop
