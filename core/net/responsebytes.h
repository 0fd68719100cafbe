#pragma once

#include "core/base/clock.h"
#include "core/net/httpmessage.h"

namespace callscope::net {

enum class AfterAnswer { KeepAlive, Close };

/// What an answer looks like on the wire beside what the handler said.
struct ResponseFrame
{
    AfterAnswer after = AfterAnswer::KeepAlive;
    bool isForHead = false; ///< the body's length is told, the body is not sent
    base::Utc date {};
};

/// The bytes of an HTTP/1.1 answer with Date, Connection and (unless the status has no body) Content-Length; what the
/// handler set of these, or of Transfer-Encoding, is replaced. Control characters in header values become blanks, so
/// that no value can forge a header.
QByteArray responseBytes(const HttpResponse &response, const ResponseFrame &frame);

/// "Thu, 15 Jan 2026 09:30:00 GMT" (RFC 9110 section 5.6.7).
QByteArray httpDate(base::Utc time);

} // namespace callscope::net
