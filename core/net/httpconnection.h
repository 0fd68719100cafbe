#pragma once

#include "core/base/clock.h"
#include "core/net/readgate.h"
#include "core/net/requestparser.h"
#include "core/net/responsebytes.h"
#include "core/net/sparedescriptor.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>

namespace callscope::net {

/// One request and its answer, as the log wants to know them.
struct Exchange
{
    HttpRequest request {}; ///< of a rejected one, method and target as far as they could be read, and the peer
    int status = 0;
    std::chrono::nanoseconds duration {}; ///< from the first byte of the request to the answer being written
    qint64 requestBytes = 0, responseBytes = 0; ///< with heads
    QByteArray reason {}; ///< why the connection answered in place of the handler; empty when the handler did
    QByteArray answer {}; ///< head and body as they went out, or would have, had the peer not gone
};

/// What stands behind a connection. An upgrade is offered for an HTTP/1.1 GET with `Upgrade` and without a body, before
/// one byte of it is taken from the socket; when it is not claimed, `answer` gets the request like any other.
struct HttpService
{
    HttpHandler answer;
    std::function<bool(const HttpRequest &head)> claimsUpgrade {};
    /// Gets the socket without a parent and without a signal connected, to be given to another thread, and there or
    /// here to `handOver`: its next `handshakeSize` unread bytes are the handshake.
    std::function<void(std::unique_ptr<QTcpSocket>, qsizetype handshakeSize)> takeUpgrade {};
};

/// One HTTP/1.1 connection: requests are answered in order, one at a time, until one side closes or a limit is passed.
/// It owns the socket, lives on its thread, and deletes itself after `finished`. A handler that throws, or gives no
/// status of an answer, is a 500.
class HttpConnection : public QObject
{
    Q_OBJECT

public:
    /// `socket` is connected, and encrypted already where it shall be; `clock` must outlive the connection.
    HttpConnection(std::unique_ptr<QTcpSocket> socket, HttpService service, const base::Clock &clock,
                   const HttpLimits &limits = {}, QObject *parent = nullptr);
    ~HttpConnection() override;

    /// Nothing but time is lost with it: kept alive for a next request that has not begun, or long enough without the
    /// whole of one.
    bool givesWay() const;
    /// Closes it, when it gives way.
    void giveWay();

Q_SIGNALS:
    /// Also for requests that were rejected or broken off; an upgrade that was claimed is not an exchange.
    void answered(const callscope::net::Exchange &exchange);
    /// The last signal: closed, or given away.
    void finished();

private:
    enum class Phase { Idle, Head, Body, Answering, Sending, Over };

    void readOn();
    void readHead();
    void useHead();
    void readBody();
    bool giveAway();
    void answer();
    /// `failure` tells why there is no answer of the handler, and stays empty when there is.
    HttpResponse handledResponse(QByteArray &failure) const;
    void reject(const Rejection &rejection);
    void send(const HttpResponse &response, AfterAnswer after, const QByteArray &reason = {});
    void sendOn();
    void awaitRequest();
    void expire();
    void noteDisconnect();
    void finish();
    HttpRequest knownRequest() const;
    void report(int status, const QByteArray &answer, qint64 written, const QByteArray &reason);

    HttpService m_service;
    const base::Clock &m_clock;
    HttpLimits m_limits;
    std::unique_ptr<QTcpSocket> m_socket;
    ReadGate m_gate;
    SpareDescriptor m_spare;
    QTimer m_deadline;
    RequestParser m_parser;
    Phase m_phase = Phase::Idle;
    qsizetype m_kept = 0; ///< bytes of the head that are parsed but still in the socket
    base::Monotonic m_begun {}; ///< with the first byte of the request, until then with the connection
    HttpRequest m_request {}; ///< that is being answered
    bool m_isEncrypted;
    QHostAddress m_peer;
    quint16 m_peerPort = 0;
    bool m_isPeerGone = false; ///< noticed while answering
    bool m_hasAnswered = false;
};

} // namespace callscope::net
