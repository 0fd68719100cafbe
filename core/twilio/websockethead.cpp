#include "core/twilio/websockethead.h"

#include "core/twilio/paths.h"

#include <algorithm>
#include <optional>

namespace callscope::twilio {

namespace {

UpgradeVerdict refusal(int status, const QString &reason, net::Headers headers = {})
{
    return { status, reason, std::move(headers) };
}

UpgradeVerdict upgradeRequired(const QString &reason)
{
    return refusal(426, reason, { { "Upgrade", "websocket" } });
}

bool isSingular(QByteArrayView name)
{
    constexpr QByteArrayView names[] { "host",           "upgrade",           "connection", "x-twilio-signature",
                                       "content-length", "transfer-encoding", "origin" };
    const QByteArray lower = name.toByteArray().toLower();
    return lower.startsWith("sec-") || std::find(std::begin(names), std::end(names), lower) != std::end(names);
}

/// Two of a header that must stand alone: the next reader might take the other one.
std::optional<QByteArray> doubledHeader(const net::Headers &headers)
{
    for (auto one = headers.begin(); one != headers.end(); ++one) {
        const bool again = std::any_of(
            one + 1, headers.end(), [one](const net::Header &other) { return net::isSameName(other.name, one->name); });
        if (again && isSingular(one->name))
            return one->name;
    }
    return std::nullopt;
}

bool hasControlCharacter(QByteArrayView value)
{
    return std::any_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

QByteArray trimmedValue(const net::Headers &headers, QByteArrayView name)
{
    return net::headerValue(headers, name).value_or(QByteArray()).trimmed();
}

bool listHolds(const QByteArray &list, QByteArrayView token, Qt::CaseSensitivity sensitivity)
{
    const QList<QByteArray> entries = list.split(',');
    return std::any_of(entries.begin(), entries.end(), [token, sensitivity](const QByteArray &entry) {
        return QByteArrayView(entry).trimmed().compare(token, sensitivity) == 0;
    });
}

bool isWebSocketKey(const QByteArray &key)
{
    if (key.size() != 24)
        return false;
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() == 16;
}

std::optional<UpgradeVerdict> wrongRequestLine(const UpgradeHead &head)
{
    if (!head.target.startsWith('/'))
        return refusal(400, QStringLiteral("The request target must be a path, not a whole URL."));
    const qsizetype mark = head.target.indexOf('?');
    if ((mark < 0 ? head.target : head.target.first(mark)) != mediaPath)
        return refusal(404, QStringLiteral("Media streams are at %1 only.").arg(QLatin1String(mediaPath)));
    if (head.method != "GET")
        return refusal(405, QStringLiteral("A WebSocket is opened with GET."), { { "Allow", "GET" } });
    if (head.version != 11)
        return refusal(505, QStringLiteral("A WebSocket needs HTTP/1.1."));
    return std::nullopt;
}

std::optional<UpgradeVerdict> wrongHeaders(const net::Headers &headers)
{
    if (const auto name = doubledHeader(headers))
        return refusal(400, QStringLiteral("The header %1 stands there twice.").arg(QString::fromLatin1(*name)));
    const bool anyControl = std::any_of(headers.begin(), headers.end(),
                                        [](const net::Header &header) { return hasControlCharacter(header.value); });
    if (anyControl)
        return refusal(400, QStringLiteral("A header holds a control character."));
    if (trimmedValue(headers, "Host").isEmpty())
        return refusal(400, QStringLiteral("The header Host is missing."));
    const QByteArray length = trimmedValue(headers, "Content-Length");
    if (net::headerValue(headers, "Transfer-Encoding") || (!length.isEmpty() && length != "0"))
        return refusal(400, QStringLiteral("A WebSocket upgrade has no body."));
    return std::nullopt;
}

std::optional<UpgradeVerdict> wrongUpgrade(const net::Headers &headers)
{
    if (trimmedValue(headers, "Upgrade").compare("websocket", Qt::CaseInsensitive) != 0)
        return upgradeRequired(QStringLiteral("The header \"Upgrade: websocket\" is missing; a proxy may drop it."));
    if (!listHolds(trimmedValue(headers, "Connection"), "upgrade", Qt::CaseInsensitive))
        return upgradeRequired(QStringLiteral("The header \"Connection: Upgrade\" is missing; a proxy may drop it."));
    if (trimmedValue(headers, "Sec-WebSocket-Version") != "13") {
        return refusal(426, QStringLiteral("Only Sec-WebSocket-Version 13 is spoken here."),
                       { { "Upgrade", "websocket" }, { "Sec-WebSocket-Version", "13" } });
    }
    if (!isWebSocketKey(trimmedValue(headers, "Sec-WebSocket-Key")))
        return refusal(400, QStringLiteral("Sec-WebSocket-Key must be the base64 of 16 bytes."));
    return std::nullopt;
}

} // namespace

UpgradeVerdict checkUpgrade(const UpgradeHead &head)
{
    if (auto wrong = wrongRequestLine(head))
        return *wrong;
    if (auto wrong = wrongHeaders(head.headers))
        return *wrong;
    if (auto wrong = wrongUpgrade(head.headers))
        return *wrong;
    UpgradeVerdict verdict;
    verdict.offersTwilioProtocol
        = listHolds(trimmedValue(head.headers, "Sec-WebSocket-Protocol"), twilioProtocol, Qt::CaseSensitive);
    return verdict;
}

} // namespace callscope::twilio
