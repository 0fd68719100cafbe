#include "core/store/backgroundqueue.h"

#include <QDeadlineTimer>

#include <utility>

namespace callscope::store {

namespace {

/// Between two batches: sound and events of so long are written together.
constexpr std::chrono::milliseconds rest { 20 };

} // namespace

BackgroundQueue::BackgroundQueue(const QString &threadName, std::shared_ptr<void> kept)
    : m_shared(std::make_shared<Shared>())
    , m_thread(QThread::create([shared = m_shared] { work(*shared); }))
{
    m_shared->kept = std::move(kept);
    m_thread->setObjectName(threadName);
    m_thread->start();
}

BackgroundQueue::~BackgroundQueue()
{
    finish(std::chrono::seconds(2));
}

bool BackgroundQueue::post(Job job, int limit)
{
    if (!m_thread || m_shared->waiting >= limit)
        return false;
    ++m_shared->waiting;
    const std::lock_guard lock(m_shared->mutex);
    m_shared->jobs.push_back(std::move(job));
    if (m_shared->jobs.size() == 1 && !m_shared->isResting)
        m_shared->changed.notify_one();
    return true;
}

void BackgroundQueue::work(Shared &shared)
{
    std::vector<Job> batch;
    std::unique_lock lock(shared.mutex);
    while (true) {
        shared.changed.wait(lock, [&shared] { return !shared.jobs.empty() || shared.isEnding; });
        if (shared.jobs.empty())
            return;
        batch.swap(shared.jobs); // both keep their memory
        lock.unlock();
        for (Job &job : batch) {
            if (!isGivenUp())
                std::exchange(job, {})();
            --shared.waiting;
        }
        batch.clear();
        lock.lock();
        shared.isResting = true;
        shared.changed.wait_for(lock, rest, [&shared] { return shared.isEnding; });
        shared.isResting = false;
    }
}

bool BackgroundQueue::finish(std::chrono::milliseconds within)
{
    if (!m_thread)
        return true;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->isEnding = true;
        m_shared->changed.notify_one();
    }
    const bool inTime = m_thread->wait(QDeadlineTimer(within));
    if (!inTime) {
        m_thread->requestInterruption();
        if (!m_thread->wait(QDeadlineTimer(std::chrono::seconds(1)))) {
            // The kernel holds the job, on a dead network disk for one. A running QThread must not be destroyed.
            static_cast<void>(m_thread.release());
            return false;
        }
    }
    m_thread.reset();
    return inTime;
}

} // namespace callscope::store
