#include "core/simulate/websocketclient.h"

#include "core/base/secret.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtEndian>

#include <algorithm>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto connectWithin = 10s, closeWithin = 2s;
constexpr qsizetype maxHead = 16 * 1024;

QByteArray acceptOf(const QByteArray &key)
{
    const QByteArray input = key + QByteArrayLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    return QCryptographicHash::hash(input, QCryptographicHash::Sha1).toBase64();
}

bool hasToken(const std::optional<QByteArray> &list, QByteArrayView token)
{
    if (!list)
        return false;
    const QByteArrayList parts = list->toLower().split(',');
    return std::ranges::any_of(parts, [&](const QByteArray &part) { return part.trimmed() == token; });
}

QByteArray closePayload(int code, const QString &reason)
{
    const quint16 big = qToBigEndian(static_cast<quint16>(code));
    return QByteArray(reinterpret_cast<const char *>(&big), sizeof big) + reason.toUtf8().left(123);
}

} // namespace

HandshakeAnswer parseHandshakeAnswer(const QByteArray &head)
{
    HandshakeAnswer answer;
    const QByteArrayList lines = head.split('\n');
    answer.statusLine = lines.first().trimmed();
    const QByteArrayList parts = answer.statusLine.split(' ');
    if (parts.size() >= 2 && parts[0].startsWith("HTTP/1."))
        answer.status = parts[1].toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            answer.headers.push_back({ line.left(colon).trimmed(), line.mid(colon + 1).trimmed() });
    }
    return answer;
}

QString handshakeComplaint(const HandshakeAnswer &answer, const QByteArray &key, const QByteArrayList &offered)
{
    const QString statusLine = QString::fromUtf8(answer.statusLine);
    if (answer.status != 101)
        return u"the upgrade was answered with \"%1\""_s.arg(statusLine);
    if (!hasToken(net::headerValue(answer.headers, "Upgrade"), "websocket"))
        return u"the 101 has no \"Upgrade: websocket\""_s;
    if (!hasToken(net::headerValue(answer.headers, "Connection"), "upgrade"))
        return u"the 101 has no \"Connection: Upgrade\""_s;
    if (net::headerValue(answer.headers, "Sec-WebSocket-Accept") != acceptOf(key))
        return u"the 101 has a wrong Sec-WebSocket-Accept"_s;
    const auto subprotocol = net::headerValue(answer.headers, "Sec-WebSocket-Protocol");
    if (subprotocol && !offered.contains(*subprotocol))
        return u"the 101 names the sub-protocol \"%1\" that was not offered"_s.arg(QString::fromUtf8(*subprotocol));
    if (net::headerValue(answer.headers, "Sec-WebSocket-Extensions"))
        return u"the 101 names an extension, and none was offered"_s;
    return {};
}

WebSocketClient::WebSocketClient(QObject *parent)
    : QObject(parent)
{
    m_deadline.setSingleShot(true);
    connect(&m_socket, &QSslSocket::readyRead, this, &WebSocketClient::read);
    connect(&m_socket, &QSslSocket::disconnected, this, &WebSocketClient::handleDisconnect);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &WebSocketClient::handleSocketError);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_state == State::Connecting)
            fail(31901, u"no TCP connection to %1 within 10 s"_s.arg(m_request.connectTo.authority()));
        else if (m_state == State::Handshake)
            fail(31920, u"no answer to the upgrade within 10 s"_s);
        else {
            abortSocket();
            handleDisconnect(); // a descriptor does not tell of what we did ourselves
        }
    });
}

void WebSocketClient::open(const Request &request)
{
    m_request = request;
    m_state = State::Connecting;
    m_deadline.start(connectWithin);
    const QString host = request.connectTo.host();
    if (request.connectTo.scheme() == "wss"_L1) {
        connect(&m_socket, &QSslSocket::encrypted, this, &WebSocketClient::sendHandshake);
        m_socket.connectToHostEncrypted(host, static_cast<quint16>(request.connectTo.port(443)));
    } else {
        connect(&m_socket, &QSslSocket::connected, this, &WebSocketClient::sendHandshake);
        m_socket.connectToHost(host, static_cast<quint16>(request.connectTo.port(80)));
    }
}

void WebSocketClient::sendHandshake()
{
    m_state = State::Handshake;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_key = base::randomBytes(16).toBase64();
    // The lower-case names and their order are those of Twilio's own handshake (twilio-protocol.md 1.2).
    QByteArray head = "GET " + m_request.target + " HTTP/1.1\r\nhost: " + m_request.host
        + "\r\nuser-agent: Twilio.TmeWs/1.0\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-key: " + m_key
        + "\r\nsec-websocket-version: " + QByteArray::number(m_request.version) + "\r\n";
    if (!m_request.subprotocols.isEmpty())
        head += "sec-websocket-protocol: " + m_request.subprotocols.join(", ") + "\r\n";
    if (!m_request.signature.isEmpty())
        head += "x-twilio-signature: " + m_request.signature + "\r\n";
    m_socket.write(head + "\r\n");
}

void WebSocketClient::read()
{
    if (m_state == State::Handshake)
        readHandshake();
    else if (m_state == State::Open || m_state == State::Closing)
        readFrames(m_socket.readAll());
    else
        m_socket.readAll();
}

void WebSocketClient::readHandshake()
{
    m_head += m_socket.readAll();
    const qsizetype end = m_head.indexOf("\r\n\r\n");
    if (end < 0 && m_head.size() > maxHead)
        return fail(31920, u"the answer to the upgrade has no end of head within 16 KiB"_s);
    if (end < 0)
        return;
    m_answer = parseHandshakeAnswer(m_head.left(end));
    const QString complaint = handshakeComplaint(m_answer, m_key, m_request.subprotocols);
    if (!complaint.isEmpty())
        return fail(31920, complaint);
    m_deadline.stop();
    m_state = State::Open;
    standOnDescriptor();
    Q_EMIT opened();
    readFrames(QByteArrayView(m_head).sliced(end + 4));
}

/// A plain connection leaves Qt's socket here. With nothing to write and all read there is nothing left in it.
void WebSocketClient::standOnDescriptor()
{
    if (m_request.connectTo.scheme() == "wss"_L1 || m_socket.bytesToWrite() > 0 || m_socket.bytesAvailable() > 0) {
        m_patience.emplace(m_socket.socketDescriptor());
        return;
    }
    const int descriptor = DirectSocket::copyOf(m_socket.socketDescriptor());
    if (descriptor < 0)
        return;
    m_socket.disconnect(this);
    m_socket.abort();
    m_direct = std::make_unique<DirectSocket>(descriptor, [this] { readDirectly(); });
}

/// Once: what is left, and the end, are told in the next turn of the event loop.
void WebSocketClient::readDirectly()
{
    const QByteArrayView bytes = m_direct->read();
    if (!bytes.isEmpty())
        return readFrames(bytes);
    if (m_direct->end() == DirectSocket::End::None)
        return;
    if (m_direct->end() == DirectSocket::End::Failure && m_state == State::Open)
        fail(31903, u"%1: %2"_s.arg(m_request.connectTo.authority(), m_direct->errorText()));
    m_direct->close();
    handleDisconnect();
}

void WebSocketClient::readFrames(QByteArrayView bytes)
{
    m_reader.append(bytes);
    while (m_state == State::Open || m_state == State::Closing) {
        const auto next = m_reader.next();
        if (!next)
            return;
        if (const auto *violation = std::get_if<Violation>(&*next)) {
            sendFrame(Opcode::Close, closePayload(violation->closeCode, {}));
            flush();
            return fail(31924, violation->text);
        }
        handle(std::get<WebSocketMessage>(*next));
    }
}

void WebSocketClient::handle(const WebSocketMessage &message)
{
    switch (message.opcode) {
    case Opcode::Text:
        Q_EMIT textReceived(message.payload);
        break;
    case Opcode::Binary:
        Q_EMIT binaryReceived(message.payload.size());
        break;
    case Opcode::Ping:
        sendFrame(Opcode::Pong, message.payload);
        Q_EMIT pingReceived();
        break;
    case Opcode::Close:
        handleClose(message.payload);
        break;
    case Opcode::Pong:
    case Opcode::Continuation:
        break;
    }
}

void WebSocketClient::handleClose(QByteArrayView payload)
{
    if (payload.size() == 1)
        return fail(31924, u"a close frame has half a close code"_s);
    const int code = payload.isEmpty() ? 1005 : qFromBigEndian<quint16>(payload.data());
    const bool byServer = m_state == State::Open;
    if (byServer)
        sendFrame(Opcode::Close, payload.first(std::min<qsizetype>(payload.size(), 2)));
    // First: with nothing left to write the socket is disconnected inside disconnectFromHost().
    finish(code, QString::fromUtf8(payload.sliced(std::min<qsizetype>(payload.size(), 2))), byServer);
    disconnectFromServer();
}

void WebSocketClient::handleDisconnect()
{
    m_patience.reset();
    if (m_socket.bytesAvailable() > 0)
        read(); // the server's last frames came with its FIN
    if (m_state == State::Handshake)
        fail(31920,
             m_head.isEmpty()
                 ? u"the server closed the connection without an answer to the upgrade"_s
                 : u"the server closed inside its answer \"%1\""_s.arg(QString::fromUtf8(m_head.left(80))));
    else if (m_state == State::Open)
        fail(31903, u"the connection broke without a WebSocket close"_s);
    else if (m_state == State::Closing)
        finish(1006, u"the server did not answer the close"_s, false);
}

void WebSocketClient::handleSocketError(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError || m_state == State::Over || m_state == State::Closing)
        return; // `disconnected` tells it with the state that it happened in
    const QString text = u"%1: %2"_s.arg(m_request.connectTo.authority(), m_socket.errorString());
    if (error == QAbstractSocket::ConnectionRefusedError)
        fail(31902, text);
    else if (error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError)
        fail(31910, text);
    else
        fail(m_state == State::Connecting ? 31904 : 31903, text);
}

void WebSocketClient::fail(int code, const QString &text)
{
    if (m_state == State::Over)
        return;
    m_state = State::Over;
    m_deadline.stop();
    abortSocket();
    Q_EMIT failed({ code, text });
}

void WebSocketClient::finish(int code, const QString &reason, bool byServer)
{
    if (m_state == State::Over)
        return;
    m_state = State::Over;
    m_deadline.stop();
    Q_EMIT closed(code, reason, byServer);
}

void WebSocketClient::sendFrame(Opcode opcode, QByteArrayView payload)
{
    thread_local QByteArray frame;
    frame.resize(0);
    appendClientFrame(frame, opcode, payload, QRandomGenerator::global()->generate());
    if (m_direct)
        m_direct->write(frame);
    else
        m_socket.write(frame);
}

void WebSocketClient::flush()
{
    if (!m_direct)
        m_socket.flush();
}

void WebSocketClient::disconnectFromServer()
{
    if (m_direct)
        m_direct->closeAfterWriting();
    else
        m_socket.disconnectFromHost();
}

void WebSocketClient::abortSocket()
{
    if (m_direct)
        m_direct->close();
    else
        m_socket.abort();
}

void WebSocketClient::sendText(QByteArrayView utf8)
{
    if (m_state == State::Open)
        sendFrame(Opcode::Text, utf8);
}

void WebSocketClient::abort()
{
    m_state = State::Over;
    m_deadline.stop();
    abortSocket();
}

void WebSocketClient::close(int code, const QString &reason)
{
    if (m_state == State::Open) {
        sendFrame(Opcode::Close, closePayload(code, reason));
        m_state = State::Closing;
        m_deadline.start(closeWithin);
    } else if (m_state == State::Connecting || m_state == State::Handshake) {
        abortSocket();
        finish(code, reason, false);
    }
}

} // namespace callscope::simulate
