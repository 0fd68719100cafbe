#pragma once

#include <QtGlobal>

#include <chrono>

class QAbstractEventDispatcher;

/// The event loop of threads that hold many sockets: EpollDispatcher where there is one (Linux), elsewhere Qt's own.
namespace callscope::eventloop {

/// For QThread::setEventDispatcher and QCoreApplication::setEventDispatcher, which take it; null: leave Qt its own.
QAbstractEventDispatcher *newDispatcher();

/// See EpollDispatcher::Service; no effect on Qt's own loop.
void setServiceTickOfThisThread(std::chrono::milliseconds tick);

/// As long as it lives, a socket of this thread is served in ticks where many are: a phone frame is due every 20 ms
/// and may wait for a moment, which nothing else should. No effect on Qt's own loop.
class PatientSocket
{
public:
    explicit PatientSocket(qintptr descriptor);
    ~PatientSocket();
    Q_DISABLE_COPY_MOVE(PatientSocket)

private:
    int m_descriptor;
};

} // namespace callscope::eventloop
