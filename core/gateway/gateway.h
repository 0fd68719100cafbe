#pragma once

#include "core/base/result.h"
#include "core/gateway/access.h"
#include "core/gateway/adminport.h"
#include "core/gateway/exchangedetails.h"
#include "core/gateway/gatewaythreads.h"
#include "core/gateway/lineactions.h"
#include "core/gateway/mediadoor.h"
#include "core/gateway/memoryguard.h"
#include "core/gateway/operator.h"
#include "core/gateway/recordings.h"
#include "core/gateway/rescue.h"
#include "core/gateway/servicepages.h"
#include "core/gateway/webhooks.h"
#include "core/metrics/metrics.h"
#include "core/net/httpconnection.h"
#include "core/net/listener.h"
#include "core/provider/health.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace callscope::gateway {

/// What the gateway is given from outside: who listens and speaks, and what it says about itself.
struct GatewayParts
{
    /// Called on each gateway thread as it begins; the factory is used and destroyed there.
    std::function<CallPartsFactory()> newCallPartsFactory;
    /// Why recognizer or voice cannot serve yet; empty: they can. Called for /readyz.
    std::function<QString()> providersUnready;
    QString version;
    /// How the providers do, for /readyz and /metrics; null: nobody looks.
    std::shared_ptr<const provider::Health> health {};
    /// They are reached over a network, so that a call's parts are made, and connect, when the phone rings.
    bool warmsUpAtRing = false;
};

/// The whole gateway on one port: webhooks, service pages and media streams, and the calls that come of them. Owns all
/// of it, with the threads that calls are spread over; lives on the first of them, its main thread, which is that of
/// the event loop it was made on.
class Gateway : public QObject
{
    Q_OBJECT

public:
    /// `clock` and `events` must outlive the gateway.
    Gateway(const config::Settings &settings, GatewayParts parts, const base::Clock &clock, event::EventStream &events);
    ~Gateway() override;

    /// Opens the port. Error: who holds it, when it is taken; what is wrong with certificate or key.
    base::Outcome listen();
    /// Reads certificate and key anew. Error: the ones before stay in use.
    base::Outcome reloadTls();
    bool isEncrypted() const { return !m_settings.tlsCertificate.isEmpty(); }
    /// The port that was really opened; useful with port 0.
    quint16 port() const;
    /// Where /metrics and /readyz are when they have an address of their own; nothing: they have none.
    std::optional<config::Endpoint> adminEndpoint() const;
    /// What an operator has to know before the first call: missing auth token, unknown public address.
    QStringList warnings() const;
    int runningCalls() const { return m_threads.size(); }
    /// What an operator may do to the running calls.
    call::Control &control() { return m_operator; }

    /// Sound of all calls.
    const call::SoundLanes &lanes() const { return m_lanes; }

    /// What the recorder has to say of a call: store::Recorder::soundBroke and soundResumed.
    void noteSoundBroke(const base::CallSid &callSid, const QString &file, std::chrono::milliseconds at,
                        const base::Error &error);
    void noteSoundResumed(const base::CallSid &callSid, const QString &file, std::chrono::milliseconds at,
                          std::chrono::milliseconds missing);

    /// No new calls; `drained` follows when the running ones have ended, at the latest after the configured time.
    void drain();
    /// Ends all running calls now, with WebSocket code 1001; `drained` follows.
    void hurry();

Q_SIGNALS:
    /// A message that a caller left with Twilio: see Recordings.
    void messageFetched(const callscope::base::CallSid &callSid, const QString &fileName, const QByteArray &wav);
    void drained();

private:
    void addRoutes();
    void accept(std::unique_ptr<QTcpSocket> socket);
    bool closeAnIdleConnection();
    void tellExchange(const net::Exchange &exchange);
    base::CallSid tellWebhook(event::HttpRequested &requested, const net::Exchange &exchange);
    /// What becomes of a stream that said `start`.
    void judge(int thread, const StreamArrival &arrival);
    void publishFailure(const event::Event &event);
    Admission admission();
    /// Why no new call is taken, or what is not there yet: a call is taken while a model still loads.
    QString unready();
    QByteArray metricsText();
    void tick();
    void tickEvery(std::chrono::milliseconds interval);
    void endFinishedCalls();
    void tellEnds(const std::vector<call::CallTable::Finished> &ends);
    void finishDraining();

    config::Settings m_settings;
    GatewayParts m_parts;
    const base::Clock &m_clock;
    event::EventStream &m_events;
    metrics::Metrics m_metrics;
    Access m_access;
    ExchangeDetails m_details;
    twilio::StreamTokens m_tokens;
    call::CallTable m_calls;
    call::SoundLanes m_lanes {};
    GatewayThreads m_threads;
    Operator m_operator;
    std::unique_ptr<twilio::RestClient> m_rest; ///< null: there are no credentials
    Rescue m_rescue;
    LineActions m_lineActions;
    Recordings m_recordings;
    MediaDoor m_door;
    Webhooks m_webhooks;
    net::Router m_router {};
    net::Listener m_listener;
    std::unique_ptr<AdminPort> m_adminPort; ///< null: its pages are on the port of the webhooks
    MemoryGuard m_memory;
    std::deque<net::HttpConnection *> m_connections {}; ///< without a WebSocket, the oldest first
    QTimer m_ticker {}, m_drainDeadline {};
    base::Monotonic m_lastEnd {}; ///< of a call
    bool m_draining = false;
    bool m_hurrying = false;
};

} // namespace callscope::gateway
