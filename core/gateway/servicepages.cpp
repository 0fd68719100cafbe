#include "core/gateway/servicepages.h"

#include "core/metrics/metrics.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::gateway {

namespace {

QString isoTime(base::Utc time)
{
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QByteArray versionJson(const ServiceStatus &status)
{
    const QJsonObject object { { QStringLiteral("version"), status.version },
                               { QStringLiteral("deploy_id"), status.deployId },
                               { QStringLiteral("build_time"), status.buildTime },
                               { QStringLiteral("started_at"), isoTime(status.startedAt) } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

/// "recognizer deepgram: resting, 3 failures in a row: …".
QByteArray providerLines(const provider::Health &health)
{
    QString lines;
    for (const provider::Health::Row &row : health.rows()) {
        const bool rests = health.isResting(row.kind, row.provider);
        lines += QStringLiteral("%1 %2: %3")
                     .arg(provider::kindName(row.kind), row.provider,
                          rests ? QStringLiteral("resting") : QStringLiteral("usable"));
        if (row.lastError)
            lines += QStringLiteral(", %1 failures in a row: %2").arg(row.failuresInARow).arg(row.lastError->text);
        lines += QLatin1Char('\n');
    }
    return lines.toUtf8();
}

net::HttpResponse ready(const ServiceStatus &status)
{
    const QString reason = status.unready();
    const QByteArray providers = status.health ? providerLines(*status.health) : QByteArray();
    return reason.isEmpty() ? net::HttpResponse::text(200, "ready\n" + providers)
                            : net::HttpResponse::text(503, "not ready: " + reason.toUtf8() + '\n' + providers);
}

net::HttpResponse metrics(const ServiceStatus &status)
{
    net::HttpResponse response;
    response.headers.push_back({ "Content-Type", metrics::Metrics::contentType });
    response.body = status.metrics();
    return response;
}

} // namespace

void addPublicPages(net::Router &router, const ServiceStatus &status)
{
    using net::HttpRequest;
    using net::HttpResponse;
    const std::vector<QByteArray> get { "GET" };
    const QByteArray version = versionJson(status);
    router.add("/", get, [](const HttpRequest &) { return HttpResponse::text(200, "ok\n"); });
    router.add("/healthz", get, [](const HttpRequest &) { return HttpResponse::text(200, "ok\n"); });
    router.add("/version", get, [version](const HttpRequest &) { return HttpResponse::json(200, version); });
}

void addOperatorPages(net::Router &router, const ServiceStatus &status)
{
    const std::vector<QByteArray> get { "GET" };
    router.add("/readyz", get, [status](const net::HttpRequest &) { return ready(status); });
    router.add("/metrics", get, [status](const net::HttpRequest &) { return metrics(status); });
}

bool isProbe(const QByteArray &path)
{
    return path == "/" || path == "/healthz" || path == "/readyz" || path == "/version" || path == "/metrics";
}

} // namespace callscope::gateway
