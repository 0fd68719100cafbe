#include "core/metrics/metrics.h"

#include "core/metrics/labelvalues.h"

#include <QSet>

#include <malloc.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace callscope::metrics {

namespace {

using prometheus::Counter;
using prometheus::Family;

/// The gateway's routes; whatever else was asked for counts as "other".
constexpr std::array<std::string_view, 12> knownPaths = { "/",
                                                          "/healthz",
                                                          "/metrics",
                                                          "/readyz",
                                                          "/version",
                                                          "/webhook/call_status",
                                                          "/webhook/handle_recording",
                                                          "/webhook/incoming_call",
                                                          "/webhook/recording_status",
                                                          "/webhook/stream_ended",
                                                          "/webhook/stream_status",
                                                          "/ws/twilio-media" };

std::string pathLabel(const QString &path)
{
    const std::string asked = path.section(QLatin1Char('?'), 0, 0).toStdString();
    return std::find(knownPaths.begin(), knownPaths.end(), asked) == knownPaths.end() ? "other" : asked;
}

/// Seconds; close together around what callers notice: 50 ms of our own part, 3 s and 6 s of a first response.
prometheus::Histogram::BucketBoundaries latencyBuckets()
{
    return { 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 10 };
}

/// What the program holds and has not given back, as glibc counts it. Resident memory is more by what the allocator
/// keeps, so that the two together tell a leak from fragmentation.
double heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

constexpr std::array<const char *, 8> stages
    = { "endpointing", "recognition", "agent", "text", "synthesis", "gateway", "voice_to_voice", "ours" };

} // namespace

/// The counters, one `count` for each event that has a figure.
class Metrics::Families
{
public:
    Families(const QString &version, const QString &deployId);

    void count(const event::Event &event);
    void setProviderUp(const QString &kind, const QString &provider, bool isUp)
    {
        m_providerUp.Add({ { "kind", m_kinds.value(kind) }, { "provider", m_providers.value(provider) } })
            .Set(isUp ? 1 : 0);
    }
    void countRefusedConnection() { add(m_refused, {}); }
    std::string text();

private:
    void count(const event::CallEnded &ended) { add(m_calls, { { "result", m_results.value(ended.cause) } }); }
    void count(const event::HttpRequested &request)
    {
        add(m_httpRequests, { { "path", pathLabel(request.path) }, { "status", std::to_string(request.status) } });
    }
    void count(const event::WebSocketRejected &rejected)
    {
        add(m_rejected, { { "status", std::to_string(rejected.status) } });
    }
    void count(const event::ProtocolErrorFound &) { add(m_protocolErrors, {}); }
    void count(const event::MediaReceived &media) { addFrames("rx", media.frames); }
    void count(const event::MediaSent &media) { addFrames("tx", media.frames); }
    void count(const event::ProviderFailed &failure)
    {
        add(m_providerErrors,
            { { "kind", m_kinds.value(failure.kind) }, { "provider", m_providers.value(failure.provider) } });
    }
    void count(const event::ProviderSwitched &happened)
    {
        add(m_providerSwitches,
            { { "kind", m_kinds.value(happened.kind) },
              { "from", m_providers.value(happened.from) },
              { "to", m_providers.value(happened.to) } });
    }
    void count(const event::RecordTruncated &) { add(m_recordsTruncated, {}); }
    void count(const event::WatchdogActed &acted)
    {
        add(m_watchdog, { { "step", m_steps.value(acted.step) }, { "cause", m_causes.value(acted.cause) } });
    }
    void count(const event::ReplyLeft &reply);
    /// Events without a figure of their own.
    template <typename Happened>
    void count(const Happened &)
    { }

    void followCall(const event::Event &event);
    void addFrames(const char *direction, qint64 frames)
    {
        add(m_mediaFrames, { { "direction", direction } }, static_cast<double>(std::max<qint64>(frames, 0)));
    }
    static void add(Family<Counter> &family, const prometheus::Labels &labels, double by = 1)
    {
        family.Add(labels).Increment(by);
    }
    Family<Counter> &counter(const char *name, const char *help)
    {
        return prometheus::BuildCounter().Name(name).Help(help).Register(m_registry);
    }
    prometheus::Histogram &stage(const char *name)
    {
        return m_turnLatency.Add({ { "stage", name } }, latencyBuckets());
    }

    prometheus::Registry m_registry {};
    Family<Counter> &m_calls = counter("callscope_calls_total", "Calls that ended, by cause");
    Family<Counter> &m_rejected
        = counter("callscope_ws_rejected_total", "WebSocket upgrades that were refused, by HTTP status");
    Family<Counter> &m_protocolErrors
        = counter("callscope_protocol_errors_total", "Stream messages that broke the protocol and were skipped");
    Family<Counter> &m_mediaFrames
        = counter("callscope_media_frames_total", "Audio frames from (rx) and to (tx) callers");
    Family<Counter> &m_providerErrors
        = counter("callscope_provider_errors_total", "Failures of recognizers, synthesizers and agents");
    Family<Counter> &m_providerSwitches
        = counter("callscope_provider_switches_total", "Turns that another provider of the chain took over");
    Family<prometheus::Gauge> &m_providerUp = prometheus::BuildGauge()
                                                  .Name("callscope_provider_up")
                                                  .Help("1: the provider can be used; 0: it rests after failures")
                                                  .Register(m_registry);
    Family<Counter> &m_watchdog
        = counter("callscope_watchdog_total", "Callers left in silence, by what was done and why");
    Family<Counter> &m_refused
        = counter("callscope_connections_refused_total", "Connections that were refused because too many are open");
    Family<Counter> &m_recordsTruncated
        = counter("callscope_records_truncated_total", "Times that a call's sound could not be written any further");
    Family<Counter> &m_httpRequests = counter("callscope_http_requests_total", "HTTP requests by route and status");
    Family<prometheus::Histogram> &m_turnLatency
        = prometheus::BuildHistogram()
              .Name("callscope_turn_latency_seconds")
              .Help(
                  "Time of each stage of a turn; voice_to_voice is the whole, ours is what no provider is to blame for")
              .Register(m_registry);
    prometheus::Gauge &m_callsActive = prometheus::BuildGauge()
                                           .Name("callscope_calls_active")
                                           .Help("Calls with a media stream that have not ended")
                                           .Register(m_registry)
                                           .Add({});
    prometheus::Gauge &m_heapInUse = prometheus::BuildGauge()
                                         .Name("callscope_heap_in_use_bytes")
                                         .Help("Memory that the program has allocated and not freed")
                                         .Register(m_registry)
                                         .Add({});
    QSet<base::CallSid> m_active {};
    LabelValues m_results {}, m_kinds {}, m_providers {}, m_steps {}, m_causes {};
};

Metrics::Families::Families(const QString &version, const QString &deployId)
{
    prometheus::BuildGauge()
        .Name("callscope_build_info")
        .Help("1, with the running version and deployment as labels")
        .Register(m_registry)
        .Add({ { "version", version.toStdString() }, { "deploy_id", deployId.toStdString() } })
        .Set(1);
    // Series that exist from the start can be alerted on before the first event.
    add(m_protocolErrors, {}, 0);
    add(m_recordsTruncated, {}, 0);
    add(m_refused, {}, 0);
    addFrames("rx", 0);
    addFrames("tx", 0);
    for (const char *name : stages)
        stage(name);
}

void Metrics::Families::count(const event::Event &event)
{
    followCall(event);
    std::visit([this](const auto &happened) { count(happened); }, event.payload);
}

std::string Metrics::Families::text()
{
    m_heapInUse.Set(heapInUse());
    return prometheus::TextSerializer().Serialize(m_registry.Collect());
}

void Metrics::Families::followCall(const event::Event &event)
{
    if (std::holds_alternative<event::StreamStarted>(event.payload))
        m_active.insert(event.callSid);
    else if (std::holds_alternative<event::CallEnded>(event.payload))
        m_active.remove(event.callSid);
    m_callsActive.Set(static_cast<double>(m_active.size()));
}

void Metrics::Families::count(const event::ReplyLeft &reply)
{
    const std::array<std::optional<event::Milliseconds>, stages.size()> times
        = { reply.endpointing, reply.recognition, reply.agent,        reply.text,
            reply.synthesis,   reply.gateway,     reply.voiceToVoice, reply.ours };
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (times[i])
            stage(stages[i]).Observe(std::chrono::duration<double>(*times[i]).count());
    }
}

Metrics::Metrics(const QString &version, const QString &deployId, QObject *parent)
    : QObject(parent)
    , m_families(std::make_unique<Families>(version, deployId))
{ }

Metrics::~Metrics() = default;

void Metrics::append(const event::Event &event)
{
    m_families->count(event);
}

void Metrics::setProviderUp(const QString &kind, const QString &provider, bool isUp)
{
    m_families->setProviderUp(kind, provider, isUp);
}

void Metrics::noteRefusedConnection()
{
    m_families->countRefusedConnection();
}

QByteArray Metrics::text() const
{
    return QByteArray::fromStdString(m_families->text());
}

} // namespace callscope::metrics
