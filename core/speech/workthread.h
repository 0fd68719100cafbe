#pragma once

#include <QThread>

namespace callscope::speech {

/// Owns a thread with an event loop; lives anywhere. Objects given to it live there and are deleted there; destruction
/// lets the running piece of work end, then joins.
class WorkThread
{
public:
    explicit WorkThread(const QString &name)
    {
        m_thread.setObjectName(name);
        m_thread.start();
    }
    ~WorkThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    WorkThread(const WorkThread &) = delete;
    WorkThread &operator=(const WorkThread &) = delete;

    /// From here on `object` (without a parent) belongs to this thread.
    void adopt(QObject *object)
    {
        object->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, object, &QObject::deleteLater);
    }
    /// As `adopt`, but the caller deletes the object after this thread has been joined.
    void host(QObject *object) { object->moveToThread(&m_thread); }

private:
    QThread m_thread {};
};

} // namespace callscope::speech
