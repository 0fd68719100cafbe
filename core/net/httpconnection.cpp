#include "core/net/httpconnection.h"

#include "core/net/lingeringclose.h"
#include "core/net/unsent.h"

#include <algorithm>
#include <exception>

namespace callscope::net {

namespace {

/// Whoever has not asked by then gives way to others; Twilio and proxies send a request as soon as they are connected.
constexpr std::chrono::milliseconds asksWithin { 500 };

/// A head must fit, with the empty line before it, or it could never become complete.
qint64 bufferSize(const HttpLimits &limits)
{
    return std::max<qint64>(limits.readBuffer, limits.head + 4);
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(v4) : address;
}

AfterAnswer wanted(const RequestHead &head, const HttpResponse &response)
{
    const auto connection = headerValue(response.headers, "Connection");
    const bool handlerCloses = connection && hasToken(*connection, "close");
    return head.keepsAlive() && !handlerCloses ? AfterAnswer::KeepAlive : AfterAnswer::Close;
}

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> socket, HttpService service, const base::Clock &clock,
                               const HttpLimits &limits, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_clock(clock)
    , m_limits(limits)
    , m_socket(std::move(socket))
    , m_gate(*m_socket, bufferSize(limits))
    , m_parser(limits)
    , m_isEncrypted(isEncrypted(*m_socket))
    , m_peer(plainAddress(m_socket->peerAddress()))
    , m_peerPort(m_socket->peerPort())
{
    m_begun = m_clock.monotonic();
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::expire);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::readOn);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &HttpConnection::sendOn);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::noteDisconnect);
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get()))
        connect(encrypted, &QSslSocket::encryptedBytesWritten, this, &HttpConnection::sendOn);
    m_deadline.start(m_limits.headWithin);
    QMetaObject::invokeMethod(this, &HttpConnection::readOn, Qt::QueuedConnection);
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void HttpConnection::readOn()
{
    if (m_phase == Phase::Idle && m_socket->state() == QAbstractSocket::UnconnectedState)
        return finish();
    if (m_phase == Phase::Idle || m_phase == Phase::Head) {
        m_gate.open();
        readHead();
    }
    if (m_phase == Phase::Body)
        readBody();
    if ((m_phase == Phase::Head || m_phase == Phase::Body) && !m_isEncrypted)
        m_spare.holdCopyOf(m_socket->socketDescriptor());
}

void HttpConnection::readHead()
{
    const QByteArray bytes = m_socket->peek(bufferSize(m_limits));
    if (bytes.size() <= m_kept)
        return;
    if (m_phase == Phase::Idle) {
        m_phase = Phase::Head;
        m_begun = m_clock.monotonic();
        m_deadline.start(m_limits.headWithin);
    }
    m_kept += m_parser.feed(QByteArrayView(bytes).sliced(m_kept));
    if (m_parser.state() == RequestParser::State::Rejected)
        reject(m_parser.rejection());
    else if (m_parser.state() != RequestParser::State::Head)
        useHead();
}

void HttpConnection::useHead()
{
    if (m_parser.head().offersUpgrade() && giveAway())
        return;
    m_socket->skip(std::exchange(m_kept, 0));
    if (m_parser.state() == RequestParser::State::Complete)
        return answer();
    m_phase = Phase::Body;
    m_deadline.start(m_limits.bodyWithin);
    if (m_parser.head().expectsContinue() && m_socket->bytesAvailable() == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

bool HttpConnection::giveAway()
{
    if (!m_service.claimsUpgrade || !m_service.takeUpgrade || !m_service.claimsUpgrade(knownRequest()))
        return false;
    m_phase = Phase::Over;
    m_deadline.stop();
    m_spare.release();
    m_socket->disconnect(this);
    m_socket->skip(m_parser.leading());
    m_service.takeUpgrade(std::move(m_socket), m_kept - m_parser.leading());
    finish();
    return true;
}

void HttpConnection::readBody()
{
    while (m_parser.state() == RequestParser::State::Body && m_socket->bytesAvailable() > 0)
        m_socket->skip(m_parser.feed(m_socket->peek(bufferSize(m_limits))));
    if (m_parser.state() == RequestParser::State::Rejected)
        reject(m_parser.rejection());
    else if (m_parser.state() == RequestParser::State::Complete)
        answer();
}

void HttpConnection::answer()
{
    m_phase = Phase::Answering;
    m_deadline.stop();
    m_gate.close();
    m_request = knownRequest();
    QByteArray failure;
    const HttpResponse response = handledResponse(failure);
    send(response, wanted(m_parser.head(), response), failure);
}

HttpResponse HttpConnection::handledResponse(QByteArray &failure) const
{
    try {
        HttpResponse response = m_service.answer(m_request);
        if (response.status >= 200 && response.status <= 599)
            return response;
        failure = QByteArrayLiteral("The handler gave the status ") + QByteArray::number(response.status);
    } catch (const std::exception &exception) {
        failure = QByteArrayLiteral("The handler threw: ") + exception.what();
    } catch (...) {
        failure = QByteArrayLiteral("The handler threw something that is no exception");
    }
    return HttpResponse::text(500, QByteArrayLiteral("The gateway failed to answer this request\n"));
}

void HttpConnection::reject(const Rejection &rejection)
{
    m_phase = Phase::Answering;
    m_deadline.stop();
    m_gate.close();
    m_request = knownRequest();
    send(HttpResponse::text(rejection.status, rejection.reason + '\n'), AfterAnswer::Close, rejection.reason);
}

void HttpConnection::send(const HttpResponse &response, AfterAnswer after, const QByteArray &reason)
{
    m_spare.release();
    const bool isForHead = m_request.method == "HEAD";
    const QByteArray bytes = responseBytes(response, { after, isForHead, m_clock.utc() });
    if (!m_isPeerGone) {
        m_socket->write(bytes);
        m_socket->flush();
    }
    report(response.status, bytes, m_isPeerGone ? 0 : bytes.size(), reason);
    if (m_isPeerGone)
        return finish();
    if (after == AfterAnswer::KeepAlive) {
        m_phase = Phase::Sending;
        return sendOn();
    }
    m_socket->disconnect(this);
    new LingeringClose(std::move(m_socket), m_limits, parent());
    finish();
}

void HttpConnection::sendOn()
{
    if (m_phase != Phase::Sending)
        return;
    if (unsentBytes(*m_socket) > 0)
        m_deadline.start(m_limits.unreadAnswer);
    else
        awaitRequest();
}

bool HttpConnection::givesWay() const
{
    const bool isAsking = m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body;
    const bool isKeptAlive = m_phase == Phase::Idle && m_hasAnswered;
    return isKeptAlive || (isAsking && m_clock.monotonic() - m_begun >= asksWithin);
}

void HttpConnection::giveWay()
{
    if (givesWay())
        finish();
}

void HttpConnection::awaitRequest()
{
    m_phase = Phase::Idle;
    m_hasAnswered = true;
    m_parser = RequestParser(m_limits);
    m_deadline.start(m_limits.keepAlive);
    if (m_gate.bytesAvailable() == 0)
        return m_gate.open();
    // The next request is there already. It waits for its turn of the event loop, behind the other connections, and
    // until then the gate stays closed: a FIN behind it must not be read before its answer is sent.
    QMetaObject::invokeMethod(this, &HttpConnection::readOn, Qt::QueuedConnection);
}

void HttpConnection::expire()
{
    if (m_phase == Phase::Head)
        reject({ 408, QByteArrayLiteral("The request head did not come in time") });
    else if (m_phase == Phase::Body)
        reject({ 408, QByteArrayLiteral("The request body did not come in time") });
    else
        finish();
}

void HttpConnection::noteDisconnect()
{
    if (m_phase == Phase::Answering) {
        m_isPeerGone = true;
        return;
    }
    if (m_phase == Phase::Head || m_phase == Phase::Body) {
        const auto reason = QByteArrayLiteral("The client closed before its request was complete");
        const HttpResponse response = HttpResponse::text(400, reason + '\n');
        const QByteArray bytes = responseBytes(response, { AfterAnswer::Close, false, m_clock.utc() });
        m_request = knownRequest();
        report(400, bytes, m_spare.sendLast(bytes), reason);
    }
    finish();
}

void HttpConnection::finish()
{
    m_phase = Phase::Over;
    m_deadline.stop();
    if (m_socket)
        m_socket->disconnect(this);
    Q_EMIT finished();
    deleteLater();
}

HttpRequest HttpConnection::knownRequest() const
{
    HttpRequest request = m_parser.request();
    request.peer = m_peer;
    request.peerPort = m_peerPort;
    request.isEncrypted = m_isEncrypted;
    return request;
}

void HttpConnection::report(int status, const QByteArray &answer, qint64 written, const QByteArray &reason)
{
    Q_EMIT answered({ std::exchange(m_request, {}), status, m_clock.monotonic() - m_begun, m_parser.size(), written,
                      reason, answer });
}

} // namespace callscope::net
