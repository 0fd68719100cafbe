#include "app/monitor/livegateway.h"

#include "core/call/soundlanes.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace callscope::app {

namespace {

/// How long records may take to reach the disk when the desktop is closed.
constexpr std::chrono::seconds flushWithin { 3 };
/// And how long the callers' side may take to close the streams.
constexpr std::chrono::milliseconds callsEndWithin { 2500 };
constexpr std::chrono::seconds providersSeenEvery { 1 };

} // namespace

LiveGateway::LiveGateway(const config::Settings &settings, Voice voice)
    : m_settings(settings)
    , m_voice(std::move(voice))
{
    if (m_settings.buildTime.isEmpty())
        m_settings.buildTime = QStringLiteral(CALLSCOPE_BUILD_TIME);
}

LiveGateway::~LiveGateway() = default;

void LiveGateway::open()
{
    m_host = std::make_unique<GatewayHost>(m_settings, m_voice, QCoreApplication::applicationVersion());
    connectHost();
    if (const base::Outcome outcome = m_host->listen(); !outcome) {
        ui::FeedStatus status;
        status.state = ui::FeedStatus::State::Failed;
        status.name = QStringLiteral("%1:%2").arg(m_settings.host).arg(m_settings.port);
        status.error = outcome.error();
        Q_EMIT statusKnown(status);
        return;
    }
    m_host->startRecording();
    const ui::FeedStatus status = runningStatus();
    m_resender = std::make_unique<Resender>(status.url, m_settings.publicBaseUrl, m_settings.twilioAuthToken);
    connect(m_resender.get(), &Resender::failed, this, &LiveGateway::failed);
    Q_EMIT statusKnown(status);
    m_toldProviders = status.providers;
    m_providerWatch = std::make_unique<QTimer>();
    connect(m_providerWatch.get(), &QTimer::timeout, this, &LiveGateway::watchProviders);
    m_providerWatch->start(providersSeenEvery);
}

void LiveGateway::connectHost()
{
    m_collector = std::make_unique<BatchCollector>();
    BatchCollector *collector = m_collector.get();
    connect(collector, &BatchCollector::collected, this, &LiveGateway::collected);
    connect(&m_host->events(), &event::EventStream::published, collector, &BatchCollector::addEvent);
    connect(&m_host->gateway().lanes(), &call::SoundLanes::callerAudio, collector,
            [collector](const base::CallSid &callSid, qint64 position, const media::Samples &samples) {
                collector->addSound(callSid, media::Lane::Left, position, samples);
            });
    connect(&m_host->gateway().lanes(), &call::SoundLanes::botAudio, collector,
            [collector](const base::CallSid &callSid, qint64 position, const media::Samples &samples) {
                collector->addSound(callSid, media::Lane::Right, position, samples);
            });
    connect(m_host.get(), &GatewayHost::failed, this, &LiveGateway::failed);
}

ui::FeedStatus LiveGateway::runningStatus() const
{
    const quint16 port = m_host->gateway().port();
    ui::FeedStatus status;
    status.state = ui::FeedStatus::State::Running;
    status.name = QStringLiteral("%1:%2").arg(m_settings.host).arg(port);
    status.url = m_host->localUrl();
    status.version = QCoreApplication::applicationVersion();
    status.deployId = m_settings.deployId;
    status.warnings = m_host->gateway().warnings();
    status.providers = providers();
    return status;
}

std::vector<ui::ProviderState> LiveGateway::providers() const
{
    std::vector<ui::ProviderState> states;
    const provider::Health &health = m_host->health();
    for (const provider::Health::Row &row : health.rows())
        states.push_back({ provider::kindName(row.kind), row.provider, !health.isResting(row.kind, row.provider),
                           row.lastError ? row.lastError->text : QString() });
    return states;
}

void LiveGateway::watchProviders()
{
    if (!m_host || m_toldProviders == providers())
        return;
    m_toldProviders = providers();
    Q_EMIT statusKnown(runningStatus());
}

void LiveGateway::close()
{
    if (!m_host)
        return;
    endCalls();
    if (!m_host->finish(flushWithin))
        Q_EMIT failed(
            { base::ErrorCode::Io, QStringLiteral("The last records are not whole: the disk took too long.") });
    m_collector->flush();
    m_providerWatch.reset();
    m_resender.reset();
    m_host.reset();
    m_collector.reset();
}

/// Their last events and sound are on the way from other threads, so this waits a while for `drained`.
void LiveGateway::endCalls()
{
    QEventLoop loop;
    bool isDrained = false;
    connect(&m_host->gateway(), &gateway::Gateway::drained, &loop, [&] {
        isDrained = true;
        loop.quit();
    });
    QTimer::singleShot(callsEndWithin, &loop, &QEventLoop::quit);
    m_host->gateway().hurry();
    if (!isDrained)
        loop.exec();
}

void LiveGateway::command(const std::function<base::Outcome(call::Control &)> &act)
{
    if (!m_host)
        return;
    if (const base::Outcome outcome = act(m_host->gateway().control()); !outcome)
        Q_EMIT failed(outcome.error());
}

void LiveGateway::resend(const event::HttpRequested &request)
{
    if (m_resender)
        m_resender->resend(request);
}

} // namespace callscope::app
