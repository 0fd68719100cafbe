#pragma once

#include <QThread>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace callscope::store {

/// Owns one thread and the jobs that wait for it, so that slow disks and blocked pipes are never felt by calls. It
/// lives on the thread that posts; jobs run one after the other on the other one and own or share all that they touch.
/// The first of a rush runs at once, those that follow together, a moment later: a thread that is woken for each frame
/// of each call costs more than what it writes.
class BackgroundQueue
{
public:
    using Job = std::function<void()>;

    /// `kept` lives as long as a job may run, also one that was given up: jobs may point into it.
    explicit BackgroundQueue(const QString &threadName, std::shared_ptr<void> kept = {});
    /// Gives waiting jobs two seconds.
    ~BackgroundQueue();
    Q_DISABLE_COPY_MOVE(BackgroundQueue)

    /// False: `limit` jobs are waiting already, or the queue has been finished; the job is not taken.
    bool post(Job job, int limit);
    /// Runs what waits and ends the thread. False: time was over; a running job was told by `isGivenUp`, waiting ones
    /// were dropped. It comes back within `within` and one second.
    bool finish(std::chrono::milliseconds within);
    int waiting() const { return m_shared->waiting; }

    /// To be asked by a job that may last: true when nobody waits for it any more.
    static bool isGivenUp() { return QThread::currentThread()->isInterruptionRequested(); }

private:
    /// What both threads see.
    struct Shared
    {
        std::shared_ptr<void> kept {};
        std::mutex mutex {};
        std::condition_variable changed {};
        std::vector<Job> jobs {};
        bool isEnding = false; ///< no more jobs come
        bool isResting = false; ///< after a batch: there is no need to wake it
        std::atomic<int> waiting { 0 };
    };

    static void work(Shared &shared);

    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QThread> m_thread;
};

} // namespace callscope::store
