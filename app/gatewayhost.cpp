#include "app/gatewayhost.h"

#include <QDir>
#include <QTimer>

namespace callscope::app {

GatewayHost::GatewayHost(const config::Settings &settings, Voice voice, const QString &version)
    : m_events(m_clock)
    , m_providers(settings, std::move(voice))
    , m_gateway(settings,
                { [this](const twilio::StartMessage &) { return m_providers.callParts(); },
                  [this] { return m_providers.unready(); }, version },
                m_clock, m_events)
{
    connect(&m_providers, &Providers::failed, this, &GatewayHost::failed);
    if (!settings.recordsFolder.isEmpty())
        record(QDir(settings.recordsFolder).absolutePath());
}

GatewayHost::~GatewayHost() = default;

void GatewayHost::record(const QString &folder)
{
    m_recorder = std::make_unique<store::Recorder>(folder);
    connect(&m_events, &event::EventStream::published, m_recorder.get(), &store::Recorder::append);
    connect(&m_gateway, &gateway::Gateway::callerAudio, m_recorder.get(), &store::Recorder::addCallerAudio);
    connect(&m_gateway, &gateway::Gateway::botAudio, m_recorder.get(), &store::Recorder::addBotAudio);
    connect(m_recorder.get(), &store::Recorder::failed, this, &GatewayHost::failed);
}

base::Outcome GatewayHost::listen()
{
    base::Outcome outcome = m_gateway.listen();
    if (outcome)
        QTimer::singleShot(0, &m_providers, &Providers::warmUp);
    return outcome;
}

bool GatewayHost::finish(std::chrono::milliseconds within)
{
    return !m_recorder || m_recorder->finish(within);
}

} // namespace callscope::app
