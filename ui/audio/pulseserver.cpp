#include "ui/audio/pulseserver.h"

#include <QAbstractEventDispatcher>
#include <QChildEvent>
#include <QThread>

#include <pulse/pulseaudio.h>

namespace callscope::ui {

PulseServer::PulseServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_retry, &QTimer::timeout, this, &PulseServer::connectToServer);
}

PulseServer::~PulseServer()
{
    disconnectFromServer();
}

void PulseServer::watch()
{
    QAbstractEventDispatcher::instance(thread())->installEventFilter(this);
    connectToServer();
}

/// QTimer::singleShot, by which Qt plans its next try, makes a timer that is a child of the thread's event dispatcher
/// and ticks until its tick has arrived. Nothing else on this thread uses one. Where Qt does it otherwise nothing is
/// held back here, and its own ways of recovery count.
bool PulseServer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ChildAdded)
        static_cast<QChildEvent *>(event)->child()->installEventFilter(this);
    return event->type() == QEvent::Timer && watched->parent() && !m_answers;
}

void PulseServer::connectToServer()
{
    disconnectFromServer();
    m_retry.start(pollPeriod);
    m_loop = pa_threaded_mainloop_new();
    if (!m_loop || pa_threaded_mainloop_start(m_loop) != 0)
        return;
    pa_threaded_mainloop_lock(m_loop);
    m_context = pa_context_new(pa_threaded_mainloop_get_api(m_loop), "Callscope");
    pa_context_set_state_callback(
        m_context,
        [](pa_context *context, void *self) {
            const int state = pa_context_get_state(context);
            QMetaObject::invokeMethod(
                static_cast<PulseServer *>(self),
                [server = static_cast<PulseServer *>(self), context, state] {
                    if (context == server->m_context)
                        server->noteState(state);
                },
                Qt::QueuedConnection);
        },
        this);
    // Flags as Qt's: on a system that starts its server on demand, this is the demand.
    pa_context_connect(m_context, nullptr, PA_CONTEXT_NOFLAGS, nullptr); // how it went is told by the callback
    pa_threaded_mainloop_unlock(m_loop);
}

void PulseServer::disconnectFromServer()
{
    if (m_context) {
        pa_threaded_mainloop_lock(m_loop);
        pa_context_set_state_callback(m_context, nullptr, nullptr);
        pa_context_disconnect(m_context);
        pa_context_unref(std::exchange(m_context, nullptr));
        pa_threaded_mainloop_unlock(m_loop);
    }
    if (m_loop) {
        pa_threaded_mainloop_stop(m_loop);
        pa_threaded_mainloop_free(std::exchange(m_loop, nullptr));
    }
}

void PulseServer::noteState(int state)
{
    const bool answers = state == PA_CONTEXT_READY;
    if (answers)
        m_retry.stop();
    else if (!PA_CONTEXT_IS_GOOD(static_cast<pa_context_state_t>(state)) && !m_retry.isActive())
        m_retry.start(pollPeriod);
    if (answers == m_answers)
        return;
    m_answers = answers;
    if (answers)
        Q_EMIT appeared();
    else
        Q_EMIT vanished();
}

} // namespace callscope::ui
