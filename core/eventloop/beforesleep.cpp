#include "core/eventloop/beforesleep.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>

namespace callscope::eventloop {

BeforeSleep::BeforeSleep()
{
    const QAbstractEventDispatcher *const loop = QAbstractEventDispatcher::instance();
    connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, &BeforeSleep::runAll);
    connect(loop, &QAbstractEventDispatcher::awake, this, &BeforeSleep::runAll); // turns of a loop that does not sleep
}

BeforeSleep &BeforeSleep::ofThisThread()
{
    thread_local BeforeSleep own;
    return own;
}

void BeforeSleep::run(QObject *context, std::function<void()> task)
{
    m_tasks.emplace_back(context, std::move(task));
}

/// As an event, because of Qt's deleteLater: what is asked for outside of all events waits for the end of the loop.
void BeforeSleep::runAll()
{
    if (m_tasks.empty() || !m_running.empty()) // the latter: a task runs a loop of its own
        return;
    QEvent turn(QEvent::User);
    QCoreApplication::sendEvent(this, &turn);
}

void BeforeSleep::customEvent(QEvent *)
{
    m_running.swap(m_tasks); // tasks may call run()
    for (const auto &[context, task] : m_running) {
        if (context)
            task();
    }
    m_running.clear();
}

} // namespace callscope::eventloop
