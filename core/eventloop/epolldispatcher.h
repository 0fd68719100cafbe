#pragma once

#ifdef __linux__

#include "core/eventloop/timerqueue.h"

#include <QAbstractEventDispatcher>

#include <atomic>
#include <chrono>
#include <optional>
#include <vector>

struct epoll_event;

namespace callscope::eventloop {

/// An event loop for many sockets (Linux): the kernel keeps the list of them, so a turn of the loop costs what is ready
/// and not what is open, as with Qt's own, which passes all descriptors to poll(2) each time. With `crowd` descriptors
/// or more it serves sockets once in a `serviceTick` and sleeps in between: at 50 frames a second for each call many
/// are ready then, and wake-ups, reads and writes are shared. A loop that is late, has few sockets, or finds most of
/// them ready, does not wait. Timers are right to a millisecond, those of Qt::VeryCoarseTimer to a second.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    struct Service
    {
        std::chrono::microseconds tick { 2000 }; ///< 0: sockets are served whenever they are ready
        int crowd = 16; ///< descriptors
    };

    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    /// Before the loop runs, or on its thread.
    void setService(const Service &service) { m_service = service; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;

    /// From any thread.
    void wakeUp() override;
    void interrupt() override;

private:
    using Instant = TimerQueue::Instant;
    /// What is watched of one descriptor.
    struct Watch
    {
        QSocketNotifier *read = nullptr, *write = nullptr, *exception = nullptr;
        quint32 known = 0; ///< events that the kernel looks for
        bool isDirty = false; ///< it has to be told of a change
    };

    bool isCrowded() const { return m_service.tick.count() > 0 && m_watched >= m_service.crowd; }
    QSocketNotifier *&slotOf(QSocketNotifier *notifier);
    void change(int descriptor);
    void tellKernel();
    void tellKernel(int descriptor);
    bool serveSockets(std::optional<std::chrono::nanoseconds> atMost);
    void activate(const epoll_event &ready);
    void activate(int descriptor, QSocketNotifier *Watch::*kind);
    void sleepUntilService(Instant until);
    void drainWakeUps();

    Service m_service {};
    TimerQueue m_timers {};
    std::vector<Watch> m_watches {}; ///< by descriptor
    std::vector<int> m_dirty {}; ///< descriptors
    int m_watched = 0; ///< descriptors
    Instant m_nextService {};
    int m_epoll = -1, m_wake = -1;
    std::atomic<bool> m_woken { false }, m_sleeping { false }, m_interrupted { false };
};

} // namespace callscope::eventloop

#endif
