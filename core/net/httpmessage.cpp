#include "core/net/httpmessage.h"

#include <algorithm>
#include <array>

namespace callscope::net {

namespace {

struct Phrase
{
    int status;
    const char *text;
};

constexpr std::array phrases {
    Phrase { 100, "Continue" },
    Phrase { 101, "Switching Protocols" },
    Phrase { 200, "OK" },
    Phrase { 201, "Created" },
    Phrase { 202, "Accepted" },
    Phrase { 204, "No Content" },
    Phrase { 301, "Moved Permanently" },
    Phrase { 302, "Found" },
    Phrase { 303, "See Other" },
    Phrase { 304, "Not Modified" },
    Phrase { 307, "Temporary Redirect" },
    Phrase { 308, "Permanent Redirect" },
    Phrase { 400, "Bad Request" },
    Phrase { 401, "Unauthorized" },
    Phrase { 403, "Forbidden" },
    Phrase { 404, "Not Found" },
    Phrase { 405, "Method Not Allowed" },
    Phrase { 408, "Request Timeout" },
    Phrase { 409, "Conflict" },
    Phrase { 410, "Gone" },
    Phrase { 411, "Length Required" },
    Phrase { 413, "Content Too Large" },
    Phrase { 414, "URI Too Long" },
    Phrase { 415, "Unsupported Media Type" },
    Phrase { 417, "Expectation Failed" },
    Phrase { 421, "Misdirected Request" },
    Phrase { 422, "Unprocessable Content" },
    Phrase { 426, "Upgrade Required" },
    Phrase { 429, "Too Many Requests" },
    Phrase { 431, "Request Header Fields Too Large" },
    Phrase { 500, "Internal Server Error" },
    Phrase { 501, "Not Implemented" },
    Phrase { 502, "Bad Gateway" },
    Phrase { 503, "Service Unavailable" },
    Phrase { 504, "Gateway Timeout" },
    Phrase { 505, "HTTP Version Not Supported" },
};

HttpResponse withType(int status, const QByteArray &type, QByteArray body)
{
    return { status, { { QByteArrayLiteral("Content-Type"), type } }, std::move(body) };
}

} // namespace

bool isSameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

std::optional<QByteArray> headerValue(const Headers &headers, QByteArrayView name)
{
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [name](const Header &header) { return isSameName(header.name, name); });
    return found == headers.end() ? std::nullopt : std::optional(found->value);
}

HttpResponse HttpResponse::text(int status, QByteArray body)
{
    return withType(status, QByteArrayLiteral("text/plain; charset=utf-8"), std::move(body));
}

HttpResponse HttpResponse::json(int status, QByteArray body)
{
    return withType(status, QByteArrayLiteral("application/json"), std::move(body));
}

HttpResponse HttpResponse::xml(QByteArray body)
{
    return withType(200, QByteArrayLiteral("text/xml; charset=utf-8"), std::move(body));
}

HttpResponse HttpResponse::noContent()
{
    return { 204, {}, {} };
}

QByteArray reasonPhrase(int status)
{
    const auto found = std::find_if(phrases.begin(), phrases.end(),
                                    [status](const Phrase &entry) { return entry.status == status; });
    return found == phrases.end() ? QByteArrayLiteral("Unknown") : QByteArray(found->text);
}

} // namespace callscope::net
