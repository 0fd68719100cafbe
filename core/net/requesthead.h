#pragma once

#include "core/net/headscanner.h"
#include "core/net/httpmessage.h"

#include <variant>

namespace callscope::net {

enum class HttpVersion { Http10, Http11 };

/// A request line and its headers (RFC 9112 sections 2 to 6), checked so strictly that every reader agrees on them.
struct RequestHead
{
    QByteArray method {}, target {};
    HttpVersion version = HttpVersion::Http11;
    Headers headers {};

    std::optional<QByteArray> header(QByteArrayView name) const { return headerValue(headers, name); }
    bool isChunked() const;
    /// Bytes that Content-Length announces; 0 without one.
    qsizetype contentLength() const;
    bool hasBody() const { return isChunked() || contentLength() > 0; }
    /// The connection may carry another request after this one: HTTP/1.1 without `Connection: close`.
    bool keepsAlive() const;
    bool expectsContinue() const;
    /// Asks for another protocol on this connection in a way that can be granted: HTTP/1.1 GET without a body.
    bool offersUpgrade() const;
};

/// True when a comma-separated header value has that token, compared without case.
bool hasToken(QByteArrayView list, QByteArrayView token);

/// The meaning of all the bytes of a head from request line to blank line; they are checked byte by byte here again, so
/// that any bytes may be given. Rejects what two servers could read differently: `Host` missing or doubled, doubled
/// `Content-Length`, `Transfer-Encoding`, `Connection`, `Upgrade`, `Sec-*` or `X-Twilio-Signature`, a length that is
/// not plain digits or stands beside a transfer coding, a target that is not in origin form.
std::variant<RequestHead, Rejection> parseRequestHead(QByteArrayView head, const HttpLimits &limits = {});
/// The same of bytes that a HeadScanner has found to be exactly one head.
std::variant<RequestHead, Rejection> parseScannedHead(QByteArrayView head, const HttpLimits &limits = {});

/// Method and target as far as they can be told from the start of a head, for the log line of a rejected one.
HttpRequest requestLineOf(QByteArrayView head);

} // namespace callscope::net
