#pragma once

#include "core/base/result.h"
#include "core/net/httpmessage.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

class QNetworkAccessManager;

namespace callscope::net {

/// The answer to a request of ours, whatever its status.
struct ClientResponse
{
    int status = 0;
    QByteArray reason {};
    Headers headers {};
    QByteArray body {};
    std::chrono::nanoseconds elapsed {}; ///< from the call to the last byte

    std::optional<QByteArray> header(QByteArrayView name) const { return headerValue(headers, name); }
};

/// HTTP requests of one user, with a connection pool of their own; redirects are not followed, cookies neither kept nor
/// sent. It owns the requests under way (they end as errors with it) and lives on one thread.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    using Answer = base::Result<ClientResponse>;
    /// Of a request whose connection ends without an answer, as it may have been carried out: Qt sends it again by
    /// itself, up to three times, unless it is told not to.
    enum class Delivery { MayBeRepeated, AtMostOnce };

    explicit HttpClient(QObject *parent = nullptr);
    ~HttpClient() override;

    /// Sends the headers as given (of a name given twice, the last). An error is a request without a whole answer:
    /// Timeout when it took longer than `timeout` in all, Overloaded when the body is larger than 16 MiB, Unavailable
    /// when nobody listens, else Io. AtMostOnce takes a method with a body.
    QFuture<Answer> request(const QByteArray &method, const QUrl &url, const Headers &headers, const QByteArray &body,
                            std::chrono::milliseconds timeout, Delivery delivery = Delivery::MayBeRepeated);

    /// The next request opens a connection of its own. Requests under way fail.
    void closeConnections();

private:
    class Call;

    std::unique_ptr<QNetworkAccessManager> m_network;
};

} // namespace callscope::net
