#include "core/store/backgroundqueue.h"

#include <QDeadlineTimer>

namespace callscope::store {

BackgroundQueue::BackgroundQueue(const QString &threadName)
    : m_thread(std::make_unique<QThread>())
    , m_context(std::make_unique<QObject>())
    , m_waiting(std::make_shared<std::atomic<int>>(0))
{
    m_thread->setObjectName(threadName);
    m_context->moveToThread(m_thread.get());
    m_thread->start();
}

BackgroundQueue::~BackgroundQueue()
{
    finish(std::chrono::seconds(2));
}

bool BackgroundQueue::post(Job job, int limit)
{
    if (!m_thread || m_waiting->load() >= limit)
        return false;
    ++*m_waiting;
    QMetaObject::invokeMethod(
        m_context.get(),
        [job = std::move(job), waiting = m_waiting] {
            if (!isGivenUp())
                job();
            --*waiting;
        },
        Qt::QueuedConnection);
    return true;
}

bool BackgroundQueue::finish(std::chrono::milliseconds within)
{
    if (!m_thread)
        return true;
    QMetaObject::invokeMethod(
        m_context.get(), [thread = m_thread.get()] { thread->quit(); }, Qt::QueuedConnection);
    const bool inTime = m_thread->wait(QDeadlineTimer(within));
    if (!inTime) {
        m_thread->requestInterruption();
        if (!m_thread->wait(QDeadlineTimer(std::chrono::seconds(1)))) {
            // The kernel holds the job, on a dead network disk for one. A running QThread must not be destroyed.
            static_cast<void>(m_context.release());
            static_cast<void>(m_thread.release());
            return false;
        }
    }
    m_context.reset();
    m_thread.reset();
    return inTime;
}

} // namespace callscope::store
