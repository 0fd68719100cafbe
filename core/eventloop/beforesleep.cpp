#include "core/eventloop/beforesleep.h"

#include <QAbstractEventDispatcher>

namespace callscope::eventloop {

BeforeSleep::BeforeSleep()
{
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &BeforeSleep::runAll);
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

void BeforeSleep::runAll()
{
    m_running.swap(m_tasks); // tasks may call run()
    for (const auto &[context, task] : m_running) {
        if (context)
            task();
    }
    m_running.clear();
}

} // namespace callscope::eventloop
