#include "core/eventloop/eventloop.h"

#include <QAbstractEventDispatcher>

#ifdef __linux__
#include "core/eventloop/epolldispatcher.h"
#endif

namespace callscope::eventloop {

#ifdef __linux__

namespace {

/// Null: it is Qt's own.
EpollDispatcher *ofThisThread()
{
    return qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance());
}

void setPatient(int descriptor, bool isPatient)
{
    if (auto *const loop = ofThisThread(); loop && descriptor >= 0)
        loop->setPatient(descriptor, isPatient);
}

} // namespace

QAbstractEventDispatcher *newDispatcher()
{
    return new EpollDispatcher;
}

void setServiceTickOfThisThread(std::chrono::milliseconds tick)
{
    if (auto *const loop = ofThisThread())
        loop->setService({ .tick = tick });
}

#else

QAbstractEventDispatcher *newDispatcher()
{
    return nullptr;
}

namespace {

void setPatient(int, bool) { }

} // namespace

void setServiceTickOfThisThread(std::chrono::milliseconds) { }

#endif

PatientSocket::PatientSocket(qintptr descriptor)
    : m_descriptor(static_cast<int>(descriptor))
{
    setPatient(m_descriptor, true);
}

PatientSocket::~PatientSocket()
{
    setPatient(m_descriptor, false);
}

} // namespace callscope::eventloop
