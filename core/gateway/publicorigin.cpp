#include "core/gateway/publicorigin.h"

#include <QUrl>

#include <algorithm>

namespace callscope::gateway {

namespace {

bool isTrusted(const QHostAddress &peer, const config::Settings &settings)
{
    if (isLoopback(peer))
        return true;
    return std::any_of(settings.trustedProxies.begin(), settings.trustedProxies.end(), [&peer](const QString &proxy) {
        return QHostAddress(proxy).isEqual(peer, QHostAddress::TolerantConversion);
    });
}

bool isHostAndPort(QByteArrayView host)
{
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-'
            || c == ':' || c == '[' || c == ']';
    });
}

/// The last proxy's word: the first entry of a list that each proxy appends to could be the client's own.
QByteArray lastOf(const QByteArray &list)
{
    return list.mid(list.lastIndexOf(',') + 1).trimmed();
}

} // namespace

bool isLoopback(const QHostAddress &peer)
{
    bool isV4 = false;
    const quint32 v4 = peer.toIPv4Address(&isV4);
    return isV4 ? (v4 >> 24) == 127 : peer.isLoopback();
}

namespace {

QByteArray askedHost(const net::HttpRequest &request)
{
    const QByteArray forwarded = lastOf(request.header("X-Forwarded-Host").value_or(QByteArray()));
    return forwarded.isEmpty() ? request.header("Host").value_or(QByteArray()) : forwarded;
}

/// That one of the configured addresses which the request asked for, else the first.
QByteArray configuredBaseUrl(const net::HttpRequest &request, const config::Settings &settings)
{
    const QByteArray host = askedHost(request).toLower();
    for (const QString &other : settings.otherBaseUrls) {
        if (QUrl(other).authority(QUrl::FullyEncoded).toLatin1().toLower() == host)
            return other.toUtf8();
    }
    return settings.publicBaseUrl.toUtf8();
}

} // namespace

std::optional<QByteArray> publicBaseUrl(const net::HttpRequest &request, const config::Settings &settings)
{
    if (!settings.publicBaseUrl.isEmpty())
        return configuredBaseUrl(request, settings);
    if (!isTrusted(request.peer, settings))
        return std::nullopt;
    const QByteArray host = askedHost(request);
    if (!isHostAndPort(host))
        return std::nullopt;
    const bool isHttps = request.isEncrypted
        || lastOf(request.header("X-Forwarded-Proto").value_or(QByteArray())).toLower() == "https";
    return (isHttps ? QByteArrayLiteral("https://") : QByteArrayLiteral("http://")) + host;
}

} // namespace callscope::gateway
