#include "app/monitor/livefeed.h"

#include "app/monitor/livegateway.h"
#include "core/eventloop/eventloop.h"

#include <QAbstractEventDispatcher>

namespace callscope::app {

namespace {

/// Who acts, in the events of the operator group.
QString desktop()
{
    return QStringLiteral("desktop");
}

} // namespace

LiveFeed::LiveFeed(const config::Settings &settings, const Voice &voice, QObject *parent)
    : Feed(parent)
    , m_gateway(new LiveGateway(settings, voice))
{
    m_status.name = QStringLiteral("%1:%2").arg(settings.host).arg(settings.port);
    m_thread.setObjectName(QStringLiteral("gateway"));
    if (QAbstractEventDispatcher *dispatcher = eventloop::newDispatcher())
        m_thread.setEventDispatcher(dispatcher);
    m_gateway->moveToThread(&m_thread);
    // Straight through on the gateway's thread: the sound's thread must not wait for the screen.
    connect(m_gateway, &LiveGateway::collected, this, &Feed::batchArrived, Qt::DirectConnection);
    connect(m_gateway, &LiveGateway::failed, this, &Feed::refused);
    connect(m_gateway, &LiveGateway::statusKnown, this, [this](const ui::FeedStatus &status) {
        m_status = status;
        Q_EMIT statusChanged();
    });
}

LiveFeed::~LiveFeed()
{
    if (m_thread.isRunning()) {
        post([](LiveGateway &gateway) {
            gateway.close();
            QThread::currentThread()->quit();
        });
        m_thread.wait();
    }
    delete m_gateway;
}

void LiveFeed::start()
{
    m_thread.start();
    post([](LiveGateway &gateway) { gateway.open(); });
}

void LiveFeed::post(std::function<void(LiveGateway &)> job)
{
    QMetaObject::invokeMethod(
        m_gateway, [gateway = m_gateway, job = std::move(job)] { job(*gateway); }, Qt::QueuedConnection);
}

void LiveFeed::command(std::function<base::Outcome(call::Control &)> act)
{
    post([act = std::move(act)](LiveGateway &gateway) { gateway.command(act); });
}

void LiveFeed::hangUp(const base::CallSid &callSid)
{
    command([callSid](call::Control &control) { return control.hangUp(callSid, desktop()); });
}

void LiveFeed::say(const base::CallSid &callSid, const QString &text)
{
    command([callSid, text](call::Control &control) { return control.say(callSid, text, desktop()); });
}

void LiveFeed::takeOver(const base::CallSid &callSid)
{
    command([callSid](call::Control &control) { return control.takeOver(callSid, desktop()); });
}

void LiveFeed::giveBack(const base::CallSid &callSid)
{
    command([callSid](call::Control &control) { return control.giveBack(callSid, desktop()); });
}

void LiveFeed::noteListening(const base::CallSid &callSid, bool listening)
{
    command(
        [callSid, listening](call::Control &control) { return control.noteListening(callSid, listening, desktop()); });
}

void LiveFeed::resend(const event::HttpRequested &request)
{
    post([request](LiveGateway &gateway) { gateway.resend(request); });
}

} // namespace callscope::app
