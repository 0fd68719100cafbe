#pragma once

#include <chrono>

class QAbstractEventDispatcher;

/// The event loop of threads that hold many sockets: EpollDispatcher where there is one (Linux), elsewhere Qt's own.
namespace callscope::eventloop {

/// For QThread::setEventDispatcher and QCoreApplication::setEventDispatcher, which take it; null: leave Qt its own.
QAbstractEventDispatcher *newDispatcher();

/// See EpollDispatcher::Service; no effect on Qt's own loop.
void setServiceTickOfThisThread(std::chrono::milliseconds tick);

} // namespace callscope::eventloop
