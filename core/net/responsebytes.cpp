#include "core/net/responsebytes.h"

#include "core/net/headscanner.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <limits>

namespace callscope::net {

namespace {

bool isWrittenByFrame(const QByteArray &name)
{
    constexpr std::array names { "Content-Length", "Transfer-Encoding", "Connection", "Date" };
    return std::any_of(names.begin(), names.end(), [&name](const char *own) { return isSameName(name, own); });
}

bool isSendable(const Header &header)
{
    return !header.name.isEmpty() && std::all_of(header.name.begin(), header.name.end(), isTokenCharacter)
        && !isWrittenByFrame(header.name);
}

QByteArray withoutControls(QByteArray value)
{
    std::replace_if(
        value.begin(), value.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f'; }, ' ');
    return value;
}

void append(QByteArray &bytes, const QByteArray &name, const QByteArray &value)
{
    bytes.append(name).append(": ").append(value).append("\r\n");
}

bool hasNoBody(int status)
{
    return status < 200 || status == 204 || status == 304;
}

} // namespace

QByteArray responseBytes(const HttpResponse &response, const ResponseFrame &frame)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    for (const Header &header : response.headers) {
        if (isSendable(header))
            append(bytes, header.name, withoutControls(header.value));
    }
    append(bytes, QByteArrayLiteral("Date"), httpDate(frame.date));
    append(bytes, QByteArrayLiteral("Connection"), frame.after == AfterAnswer::KeepAlive ? "keep-alive" : "close");
    if (!hasNoBody(response.status))
        append(bytes, QByteArrayLiteral("Content-Length"), QByteArray::number(response.body.size()));
    bytes.append("\r\n");
    if (!hasNoBody(response.status) && !frame.isForHead)
        bytes.append(response.body);
    return bytes;
}

QByteArray httpDate(base::Utc time)
{
    struct Written
    {
        qint64 second = std::numeric_limits<qint64>::min();
        QByteArray text {};
    };
    thread_local Written last; // many answers go out within a second
    const qint64 second = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
    if (second != last.second) {
        const QDateTime utc = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
        last = { second, QLocale::c().toString(utc, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1() };
    }
    return last.text;
}

} // namespace callscope::net
