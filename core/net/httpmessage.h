#pragma once

#include <QByteArray>
#include <QHostAddress>

#include <functional>
#include <optional>
#include <vector>

namespace callscope::net {

struct Header
{
    QByteArray name, value;

    friend bool operator==(const Header &, const Header &) = default;
};

using Headers = std::vector<Header>;

/// Names of headers are compared without case.
bool isSameName(QByteArrayView a, QByteArrayView b);
/// The value of the first header of that name, compared without case; empty optional: no such header.
std::optional<QByteArray> headerValue(const Headers &headers, QByteArrayView name);

/// One whole HTTP/1.1 request. Bytes are as they came: nothing is decoded, so that signatures can be checked on them.
struct HttpRequest
{
    QByteArray method; ///< "GET"
    QByteArray target; ///< origin form, as received: "/webhook/x?a=b"
    Headers headers {}; ///< in received order, names as received
    QByteArray body {};
    QHostAddress peer {};
    quint16 peerPort = 0;
    bool isEncrypted = false; ///< by TLS, on this port

    QByteArray path() const
    {
        const qsizetype mark = target.indexOf('?');
        return mark < 0 ? target : target.left(mark);
    }
    QByteArray query() const
    {
        const qsizetype mark = target.indexOf('?');
        return mark < 0 ? QByteArray() : target.mid(mark + 1);
    }
    std::optional<QByteArray> header(QByteArrayView name) const { return headerValue(headers, name); }

    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

/// An answer. Content-Length, Date and Connection are written by the connection.
struct HttpResponse
{
    int status = 200;
    Headers headers {};
    QByteArray body {};

    static HttpResponse text(int status, QByteArray body);
    static HttpResponse json(int status, QByteArray body);
    static HttpResponse xml(QByteArray body); ///< 200 `text/xml; charset=utf-8`
    static HttpResponse noContent(); ///< 204
};

/// What stands behind a path. It answers at once: slow work is started, not waited for.
using HttpHandler = std::function<HttpResponse(const HttpRequest &)>;

/// The standard phrase of a status (RFC 9110 section 15), "Unknown" for a number without one.
QByteArray reasonPhrase(int status);

} // namespace callscope::net
