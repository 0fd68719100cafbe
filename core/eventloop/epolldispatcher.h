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
/// and not what is open, as with Qt's own, which passes all descriptors to poll(2) each time. Patient sockets, those of
/// phone calls, are served once in a `tick` where there are `crowd` of them or more: at 50 frames a second for each
/// call many are ready then, and wake-ups, reads and writes are shared. A loop that is late, has few of them, or finds
/// most of them ready, does not wait. All other sockets are served when they are ready. Timers are right to a
/// millisecond, those of Qt::VeryCoarseTimer to a second.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    struct Service
    {
        std::chrono::microseconds tick { 2000 }; ///< 0: patient sockets are served whenever they are ready as well
        int crowd = 16; ///< patient descriptors
    };

    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    /// Before the loop runs, or on its thread.
    void setService(const Service &service);

    /// On the loop's thread; to be taken back before another socket gets the descriptor's number.
    void setPatient(int descriptor, bool isPatient);

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
        bool isPatient = false;
    };

    bool isCrowded() const { return m_service.tick.count() > 0 && m_patientCount >= m_service.crowd; }
    int epollOf(const Watch &watch) const { return watch.isPatient ? m_patientEpoll : m_epoll; }
    void wakeByPatients(bool doThey);
    Watch &watchOf(int descriptor);
    QSocketNotifier *&slotOf(QSocketNotifier *notifier);
    void change(int descriptor);
    void tellKernel();
    void tellKernel(int descriptor);
    void forget(int descriptor);
    bool serveSockets(bool mayWait);
    int waitForSockets(epoll_event *ready, bool mayWait);
    bool servePatients();
    void activate(const epoll_event &ready);
    void activate(int descriptor, QSocketNotifier *Watch::*kind);
    void waitForWakeUp();
    void drainWakeUps();

    Service m_service {};
    TimerQueue m_timers {};
    std::vector<Watch> m_watches {}; ///< by descriptor
    std::vector<int> m_dirty {}; ///< descriptors
    int m_patientCount = 0; ///< descriptors that are watched
    bool m_wokenByPatients = true; ///< their list is watched by the other one; else they are looked at in ticks
    Instant m_nextService {}; ///< of patient sockets in ticks
    int m_epoll = -1, m_patientEpoll = -1, m_wake = -1;
    std::atomic<bool> m_woken { false }, m_sleeping { false }, m_interrupted { false };
};

} // namespace callscope::eventloop

#endif
