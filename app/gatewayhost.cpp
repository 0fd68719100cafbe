#include "app/gatewayhost.h"

#include <QDir>
#include <QTimer>

namespace callscope::app {

GatewayHost::GatewayHost(const config::Settings &settings, Voice voice, const QString &version)
    : m_settings(settings)
    , m_events(m_clock)
    , m_providers(settings, std::move(voice), m_clock)
    , m_gateway(settings,
                { [this] { return m_providers.newCallPartsFactory(); },
                  [this] { return m_heldBack.isEmpty() ? m_providers.unready() : m_heldBack; }, version,
                  m_providers.health(), m_providers.areRemote() },
                m_clock, m_events)
{
    connect(&m_providers, &Providers::failed, this, &GatewayHost::failed);
    connect(&m_events, &event::EventStream::published, this, &GatewayHost::file);
}

GatewayHost::~GatewayHost() = default;

void GatewayHost::startRecording()
{
    if (m_settings.recordsFolder.isEmpty() || m_recorder)
        return;
    m_recorder = std::make_unique<store::Recorder>(QDir(m_settings.recordsFolder).absolutePath());
    const call::SoundLanes *lanes = &m_gateway.lanes();
    connect(lanes, &call::SoundLanes::callerAudio, m_recorder.get(), &store::Recorder::addCallerAudio);
    connect(lanes, &call::SoundLanes::botAudio, m_recorder.get(), &store::Recorder::addBotAudio);
    connect(&m_gateway, &gateway::Gateway::messageFetched, m_recorder.get(), &store::Recorder::addFile);
    connect(m_recorder.get(), &store::Recorder::failed, this, &GatewayHost::failed);
    connect(m_recorder.get(), &store::Recorder::closedInterrupted, this, &GatewayHost::closedInterrupted);
    connect(m_recorder.get(), &store::Recorder::soundBroke, &m_gateway, &gateway::Gateway::noteSoundBroke);
    connect(m_recorder.get(), &store::Recorder::soundResumed, &m_gateway, &gateway::Gateway::noteSoundResumed);
    m_recorder->closeInterruptedRecords();
}

void GatewayHost::file(const event::Event &event)
{
    if (!m_recorder && !m_settings.recordsFolder.isEmpty())
        m_unfiled.insert(event.callSid);
    else if (m_recorder && !m_unfiled.contains(event.callSid))
        m_recorder->append(event);
}

QString GatewayHost::localUrl() const
{
    const QString &host = m_settings.host;
    const bool everywhere = host == QLatin1String("0.0.0.0") || host == QLatin1String("::");
    const config::Endpoint reached { everywhere ? QStringLiteral("127.0.0.1") : host, m_gateway.port() };
    const QString scheme = m_gateway.isEncrypted() ? QStringLiteral("https") : QStringLiteral("http");
    return QStringLiteral("%1://%2").arg(scheme, reached.text());
}

base::Outcome GatewayHost::listen()
{
    if (const base::Outcome loaded = m_providers.load(); !loaded)
        return loaded;
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
