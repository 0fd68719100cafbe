#include "core/eventloop/eventloop.h"

#include <QAbstractEventDispatcher>

#ifdef __linux__
#include "core/eventloop/epolldispatcher.h"
#endif

namespace callscope::eventloop {

#ifdef __linux__

QAbstractEventDispatcher *newDispatcher()
{
    return new EpollDispatcher;
}

void setServiceTickOfThisThread(std::chrono::milliseconds tick)
{
    if (auto *dispatcher = qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance()))
        dispatcher->setService({ .tick = tick });
}

#else

QAbstractEventDispatcher *newDispatcher()
{
    return nullptr;
}

void setServiceTickOfThisThread(std::chrono::milliseconds) { }

#endif

} // namespace callscope::eventloop
