#pragma once

#include "core/net/httpmessage.h"

#include <QByteArray>

#include <chrono>

namespace callscope::tests {

/// One answer as it came over the socket; `status` 0: none came.
struct RawAnswer
{
    int status = 0;
    net::Headers headers {};
    QByteArray body {}; ///< all that followed the head

    QByteArray header(QByteArrayView name) const { return net::headerValue(headers, name).value_or(QByteArray()); }
    bool has(QByteArrayView name) const { return net::headerValue(headers, name).has_value(); }
};

/// The head and the rest, as they are.
RawAnswer parseAnswer(const QByteArray &bytes);

/// Sends `bytes` to 127.0.0.1 and reads until the gateway closes.
RawAnswer exchange(quint16 port, const QByteArray &bytes);
/// A request with `Connection: close`; `headers` are whole lines with their ends.
RawAnswer request(quint16 port, const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                  const QByteArray &headers = {});
RawAnswer get(quint16 port, const QByteArray &target);
/// A form, as Twilio posts it.
RawAnswer post(quint16 port, const QByteArray &target, const QByteArray &form, const QByteArray &headers = {});

} // namespace callscope::tests
