#include "core/gateway/gateway.h"

#include "core/gateway/limits.h"
#include "core/net/tlsfiles.h"
#include "core/twilio/paths.h"
#include "core/twilio/signature.h"
#include "core/twilio/twiml.h"

#include <QTcpSocket>
#include <QThread>

namespace callscope::gateway {

namespace {

/// Ends of calls are told, and callers in need helped, that often while there are some; without a stream only the
/// deadlines of announced calls are served.
constexpr std::chrono::milliseconds busyTick { 20 }, idleTick { 500 };
/// A call that is over may still have its stream's status on the way: that long the port stays open behind the last.
constexpr std::chrono::seconds lastWords { 1 };

call::CallSettings callSettings(const config::Settings &settings)
{
    call::CallSettings call;
    call.voice.rmsFloor = settings.voiceRms;
    call.voice.endOfUtterance = settings.endOfUtterance;
    call.bargeIn = settings.bargeIn;
    call.language = settings.language;
    call.holdAfter = settings.watchdog.hold;
    call.giveUpAfter = settings.watchdog.giveUp;
    call.mediaWithin = settings.watchdog.media;
    return call;
}

GatewayThread::Parts threadParts(const config::Settings &settings, const GatewayParts &parts, const base::Clock &clock,
                                 event::EventStream &events, call::SoundLanes &lanes)
{
    return { parts.newCallPartsFactory,
             callSettings(settings),
             { streamLimits(settings.limits), { settings.limits.frameBytes, settings.limits.messageBytes } },
             settings.serviceTick,
             clock,
             events,
             lanes };
}

int threadCount(const config::Settings &settings)
{
    return settings.threads > 0 ? settings.threads : QThread::idealThreadCount();
}

/// And loopback: a proxy on the same machine needs no mention.
std::vector<QHostAddress> proxiesOf(const config::Settings &settings)
{
    std::vector<QHostAddress> proxies { QHostAddress(QHostAddress::LocalHost),
                                        QHostAddress(QHostAddress::LocalHostIPv6) };
    for (const QString &proxy : settings.trustedProxies)
        proxies.emplace_back(proxy);
    return proxies;
}

/// Null without an account and credentials for it.
std::unique_ptr<twilio::RestClient> restClient(const config::Settings &settings)
{
    const auto account = base::AccountSid::parse(settings.twilioAccountSid.toLatin1());
    const bool hasKey = !settings.twilioApiKey.isEmpty();
    if (!account || (!hasKey && settings.twilioAuthToken.isEmpty()))
        return nullptr;
    return std::make_unique<twilio::RestClient>(twilio::RestAccount {
        *account, hasKey ? settings.twilioApiKey.toLatin1() : account->bytes(),
        hasKey ? settings.twilioApiSecret : settings.twilioAuthToken, settings.twilioRestUrl.toLatin1() });
}

/// The call that a webhook is about, so that its line stands in that call's record; empty when it names none. Only for
/// requests that were let in: a stranger must not write into records.
base::CallSid callOf(const net::FormFields &fields)
{
    const auto named = net::formValue(fields, "CallSid");
    return base::CallSid::parse(named.value_or(QByteArray())).value_or(base::CallSid());
}

StreamArrival withoutToken(StreamArrival arrival)
{
    std::erase_if(arrival.start.parameters,
                  [](const auto &parameter) { return parameter.first == QLatin1String(twilio::tokenParameter); });
    return arrival;
}

} // namespace

Gateway::Gateway(const config::Settings &settings, GatewayParts parts, const base::Clock &clock,
                 event::EventStream &events)
    : m_settings(settings)
    , m_parts(std::move(parts))
    , m_clock(clock)
    , m_events(events)
    , m_metrics(m_parts.version, settings.deployId)
    , m_access(m_settings)
    , m_details({ m_settings.twilioAuthToken, m_settings.twilioSecondaryAuthToken, m_settings.twilioApiSecret })
    , m_tokens(clock)
    , m_calls(clock)
    , m_threads(threadCount(m_settings), threadParts(m_settings, m_parts, clock, events, m_lanes))
    , m_operator(m_threads, m_calls)
    , m_rest(restClient(m_settings))
    , m_rescue({ m_settings, m_calls, m_threads, m_rest.get(), m_events })
    , m_lineActions(m_threads, m_calls)
    , m_recordings(m_settings.recordsFolder.isEmpty() ? nullptr : m_rest.get(), m_events)
    , m_door({ m_settings, m_access, m_tokens, m_calls, events })
    , m_webhooks({ m_settings, m_access, m_calls, m_tokens, events, [this] { return admission(); }, m_recordings,
                   m_clock,
                   [this] {
                       if (m_parts.warmsUpAtRing)
                           m_threads.expect();
                   } })
    , m_listener([this](std::unique_ptr<QTcpSocket> socket) { accept(std::move(socket)); },
                 httpLimits(m_settings.limits))
    , m_memory(m_settings.limits, m_clock)
{
    addRoutes();
    m_listener.trust(proxiesOf(m_settings));
    m_listener.whenFull([this] { return closeAnIdleConnection(); });
    m_listener.refuseWhile([this] { return m_memory.level() == MemoryGuard::Level::Hard; });
    connect(&events, &event::EventStream::published, &m_metrics, &metrics::Metrics::append);
    connect(&m_listener, &net::Listener::connectionRefused, &m_metrics, &metrics::Metrics::noteRefusedConnection);
    connect(&m_threads, &GatewayThreads::streamArrived, this, &Gateway::judge);
    connect(&m_threads, &GatewayThreads::failureSeen, this, &Gateway::publishFailure);
    connect(&m_threads, &GatewayThreads::lineLeft, this,
            [this](const base::CallSid &callSid, call::CallEntry::Stream how, int turns) {
                m_calls.streamEnded(callSid, how, turns);
            });
    connect(&m_threads, &GatewayThreads::lineActionDue, this,
            [this](const base::CallSid &callSid, const agent::LineAction &action) {
                m_lineActions.carryOut(callSid, action);
            });
    connect(&m_threads, &GatewayThreads::helpDue, &m_rescue, &Rescue::help);
    connect(&m_recordings, &Recordings::fetched, this, &Gateway::messageFetched);
    connect(&m_ticker, &QTimer::timeout, this, &Gateway::tick);
    connect(&m_drainDeadline, &QTimer::timeout, this, &Gateway::hurry);
    m_ticker.setTimerType(Qt::PreciseTimer);
    m_ticker.start(idleTick);
}

Gateway::~Gateway() = default;

void Gateway::addRoutes()
{
    ServiceStatus status { m_parts.version, m_settings.deployId,          m_settings.buildTime,
                           m_clock.utc(),   [this] { return unready(); }, [this] { return metricsText(); },
                           m_parts.health };
    addPublicPages(m_router, status);
    if (m_settings.admin)
        m_adminPort = std::make_unique<AdminPort>(status, m_clock);
    else
        addOperatorPages(m_router, status);
    m_webhooks.addTo(m_router);
    m_router.add(twilio::mediaPath, { "GET" },
                 [this](const net::HttpRequest &request) { return m_door.refuse(request); });
}

base::Outcome Gateway::listen()
{
    if (const base::Outcome tls = reloadTls(); !tls)
        return tls;
    if (m_adminPort) {
        if (const base::Outcome admin = m_adminPort->listen(*m_settings.admin); !admin)
            return admin;
    }
    return m_listener.listen(m_settings.host, m_settings.port);
}

base::Outcome Gateway::reloadTls()
{
    if (!isEncrypted())
        return base::Done {};
    const auto configuration = net::readTlsFiles(m_settings.tlsCertificate, m_settings.tlsKey);
    if (!configuration)
        return configuration.error();
    m_listener.useTls(*configuration);
    return base::Done {};
}

quint16 Gateway::port() const
{
    return m_listener.port();
}

std::optional<config::Endpoint> Gateway::adminEndpoint() const
{
    return m_adminPort ? std::optional(m_adminPort->endpoint()) : std::nullopt;
}

QStringList Gateway::warnings() const
{
    QStringList list;
    if (!m_access.checksSignatures())
        list << QStringLiteral(
            "no Twilio auth token is configured: unsigned requests and streams are taken from loopback "
            "peers only; set TWILIO_AUTH_TOKEN before the gateway faces the internet");
    else if (m_settings.publicBaseUrl.isEmpty())
        list << QStringLiteral(
            "no public base URL is configured: it is taken from the Host header of loopback peers and "
            "trusted proxies; set PUBLIC_BASE_URL to the address in Twilio's settings");
    return list;
}

void Gateway::accept(std::unique_ptr<QTcpSocket> socket)
{
    net::HttpService service;
    service.answer = [this](const net::HttpRequest &request) { return m_router.answer(request); };
    service.claimsUpgrade = [this](const net::HttpRequest &head) { return m_door.accepts(head); };
    service.takeUpgrade = [this](std::unique_ptr<QTcpSocket> upgraded, qsizetype handshakeSize) {
        net::Listener::noteUpgrade(*upgraded);
        m_threads.take(std::move(upgraded), handshakeSize, m_calls.onlyAwaited().value_or(base::CallSid()));
        tickEvery(busyTick);
    };
    auto *connection
        = new net::HttpConnection(std::move(socket), std::move(service), m_clock, httpLimits(m_settings.limits), this);
    connect(connection, &net::HttpConnection::answered, this, &Gateway::tellExchange);
    connect(connection, &net::HttpConnection::finished, this,
            [this, connection] { std::erase(m_connections, connection); });
    m_connections.push_back(connection);
}

/// Proxies and Twilio keep connections for the next webhook: they are the first to go when there are too many.
bool Gateway::closeAnIdleConnection()
{
    const auto idle = std::find_if(m_connections.begin(), m_connections.end(),
                                   [](const net::HttpConnection *connection) { return connection->givesWay(); });
    if (idle == m_connections.end())
        return false;
    (*idle)->giveWay();
    return true;
}

void Gateway::tellExchange(const net::Exchange &exchange)
{
    const net::HttpRequest &request = exchange.request;
    if (isProbe(request.path()) && exchange.status == 200)
        return;
    event::HttpRequested requested;
    requested.method = QString::fromUtf8(request.method);
    requested.path = QString::fromUtf8(request.path());
    requested.peer = QStringLiteral("%1:%2").arg(request.peer.toString()).arg(request.peerPort);
    requested.status = exchange.status;
    requested.milliseconds = std::chrono::duration<double, std::milli>(exchange.duration).count();
    requested.requestBytes = exchange.requestBytes;
    requested.responseBytes = exchange.responseBytes;
    const bool isWebhook = request.path().startsWith("/webhook/");
    m_events.publish(requested, isWebhook ? tellWebhook(requested, exchange) : base::CallSid());
}

/// Returns the call that it certainly was about.
base::CallSid Gateway::tellWebhook(event::HttpRequested &requested, const net::Exchange &exchange)
{
    if (!exchange.reason.isEmpty()) { // it was not served
        m_details.addTo(requested, exchange, twilio::formOf(exchange.request));
        return {};
    }
    const Webhooks::Checked &known = m_webhooks.checked(exchange.request);
    const bool isForm = twilio::hasFormBody(exchange.request);
    m_details.addTo(requested, exchange, isForm ? known.fields : net::FormFields());
    requested.signature = known.verdict.signature;
    return known.verdict.allowed ? callOf(known.fields) : base::CallSid();
}

void Gateway::judge(int thread, const StreamArrival &arrival)
{
    const base::CallSid &callSid = arrival.start.callSid;
    if (const QString fault = m_door.faultOf(arrival); !fault.isEmpty()) {
        m_threads.refuse(thread, arrival, 1008, fault);
        m_calls.streamFailed(callSid);
        return;
    }
    if (m_threads.isStreaming(callSid))
        return m_threads.refuse(thread, arrival, 1008, QStringLiteral("this call already has a stream"));
    if (m_threads.size() >= m_settings.maximumCalls) {
        m_threads.refuse(thread, arrival, 1013, QStringLiteral("no more calls can be taken"));
        m_calls.streamFailed(callSid);
        return;
    }
    m_calls.streamStarted(callSid);
    m_threads.admit(thread, withoutToken(arrival));
}

/// It stands in the record of the only call that it can have been, as there is no other trace of why that one stayed
/// silent; but not when its stream has come meanwhile.
void Gateway::publishFailure(const event::Event &event)
{
    event::Event published = event;
    if (!m_calls.isAwaited(event.callSid))
        published.callSid = {};
    m_events.take(published);
}

Admission Gateway::admission()
{
    if (m_draining)
        return Admission::Closing;
    const bool isFull = m_threads.size() >= m_settings.maximumCalls || m_memory.level() != MemoryGuard::Level::Fine;
    return isFull ? Admission::AllBusy : Admission::Open;
}

QString Gateway::unready()
{
    switch (admission()) {
    case Admission::Closing:
        return QStringLiteral("draining: no new calls are taken");
    case Admission::AllBusy:
        if (m_threads.size() < m_settings.maximumCalls)
            return m_memory.text();
        return QStringLiteral("all %1 calls are taken").arg(m_settings.maximumCalls);
    case Admission::Open:
        return m_parts.providersUnready();
    }
    Q_UNREACHABLE();
}

QByteArray Gateway::metricsText()
{
    if (m_parts.health) {
        for (const provider::Health::Row &row : m_parts.health->rows())
            m_metrics.setProviderUp(provider::kindName(row.kind), row.provider,
                                    !m_parts.health->isResting(row.kind, row.provider));
    }
    return m_metrics.text();
}

void Gateway::tick()
{
    m_rescue.tick();
    endFinishedCalls();
    const bool isBusy = !m_threads.isIdle();
    tickEvery(isBusy ? busyTick : idleTick);
    const bool expectsWebhooks
        = m_calls.awaitedStreams() > 0 || m_calls.awaitsWebhooks() || m_clock.monotonic() - m_lastEnd < lastWords;
    const bool expectsMore = isBusy || (!m_hurrying && expectsWebhooks);
    if (m_draining && !expectsMore)
        finishDraining();
}

/// Setting an interval starts the timer anew, which would make each tick late.
void Gateway::tickEvery(std::chrono::milliseconds interval)
{
    if (m_ticker.intervalAsDuration() != interval)
        m_ticker.setInterval(interval);
}

void Gateway::endFinishedCalls()
{
    const auto isBusy = [this](const base::CallSid &callSid) { return m_threads.has(callSid); };
    tellEnds(m_calls.takeFinished(isBusy));
}

void Gateway::tellEnds(const std::vector<call::CallTable::Finished> &ends)
{
    if (!ends.empty())
        m_lastEnd = m_clock.monotonic();
    for (const call::CallTable::Finished &finished : ends) {
        const auto duration = m_clock.monotonic() - finished.entry.since;
        m_events.publish(event::CallEnded { finished.cause, std::chrono::round<std::chrono::milliseconds>(duration),
                                            finished.entry.turns },
                         finished.entry.callSid);
    }
}

void Gateway::noteSoundBroke(const base::CallSid &callSid, const QString &file, std::chrono::milliseconds at,
                             const base::Error &error)
{
    m_events.publish(event::RecordTruncated { file, at, error.detail.isEmpty() ? error.text : error.detail }, callSid);
}

void Gateway::noteSoundResumed(const base::CallSid &callSid, const QString &file, std::chrono::milliseconds at,
                               std::chrono::milliseconds missing)
{
    m_events.publish(event::RecordResumed { file, at, missing }, callSid);
}

void Gateway::drain()
{
    m_draining = true;
    m_drainDeadline.setSingleShot(true);
    m_drainDeadline.start(m_settings.drain);
    tick();
}

void Gateway::hurry()
{
    m_draining = true;
    m_hurrying = true;
    m_threads.closeAll(1001, QStringLiteral("gateway is going away"));
    tick();
}

void Gateway::finishDraining()
{
    m_drainDeadline.stop();
    m_ticker.stop();
    tellEnds(m_calls.takeRest());
    Q_EMIT drained();
}

} // namespace callscope::gateway
