#pragma once

#include <QObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace callscope::store {

/// Owns one thread and the jobs that wait for it, so that slow disks and blocked pipes are never felt by calls. It
/// lives on the thread that posts; jobs run one after the other on the other one and own or share all that they touch.
class BackgroundQueue
{
public:
    using Job = std::function<void()>;

    explicit BackgroundQueue(const QString &threadName);
    /// Gives waiting jobs two seconds.
    ~BackgroundQueue();
    Q_DISABLE_COPY_MOVE(BackgroundQueue)

    /// False: `limit` jobs are waiting already, or the queue has been finished; the job is not taken.
    bool post(Job job, int limit);
    /// Runs what waits and ends the thread. False: time was over; a running job was told by `isGivenUp`, waiting ones
    /// were dropped. It comes back within `within` and one second.
    bool finish(std::chrono::milliseconds within);
    int waiting() const { return m_waiting->load(); }

    /// To be asked by a job that may last: true when nobody waits for it any more.
    static bool isGivenUp() { return QThread::currentThread()->isInterruptionRequested(); }

private:
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<QObject> m_context; ///< lives on m_thread: jobs are posted to it
    std::shared_ptr<std::atomic<int>> m_waiting; ///< the one value both threads write; counting needs no order
};

} // namespace callscope::store
