#pragma once

#include "core/eventloop/eventloop.h"
#include "core/net/httpmessage.h"
#include "core/simulate/directsocket.h"
#include "core/simulate/fault.h"
#include "core/simulate/websocketframes.h"

#include <QObject>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <optional>

namespace callscope::simulate {

/// How the server answered the upgrade, byte for byte: the evidence of error 31920.
struct HandshakeAnswer
{
    QByteArray statusLine {}; ///< "HTTP/1.1 403 Forbidden"
    int status = 0;
    net::Headers headers {};
};

/// Reads an answer's head (all before the empty line). Status 0: not HTTP.
HandshakeAnswer parseHandshakeAnswer(const QByteArray &head);
/// What is wrong with it for a client that sent this key and offered these sub-protocols; empty: a valid 101.
QString handshakeComplaint(const HandshakeAnswer &answer, const QByteArray &key, const QByteArrayList &offered);

/// One WebSocket as Twilio opens it: its handshake headers, no extension, no reconnect; strict towards the server. It
/// owns the socket (Qt's until the handshake is over, and for wss after it) and lives on the thread of its call.
class WebSocketClient : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QUrl connectTo {}; ///< ws or wss: where TCP goes
        QByteArray target {}; ///< request target with the path as written in the TwiML
        QByteArray host {}; ///< Host header
        QByteArray signature {}; ///< x-twilio-signature; empty: none is sent
        QByteArrayList subprotocols {};
        int version = 13; ///< of the WebSocket protocol
    };

    explicit WebSocketClient(QObject *parent = nullptr);

    void open(const Request &request);
    void sendText(QByteArrayView utf8);
    /// Starts the closing handshake; what does not close within 2 s is cut.
    void close(int code, const QString &reason);
    /// Breaks the connection without a close; no signal follows.
    void abort();
    bool isOpen() const { return m_state == State::Open; }
    qint64 bytesToWrite() const { return m_direct ? m_direct->bytesToWrite() : m_socket.bytesToWrite(); }
    const HandshakeAnswer &answer() const { return m_answer; }

Q_SIGNALS:
    void opened();
    /// `utf8` is good until the slots return.
    void textReceived(QByteArrayView utf8);
    void binaryReceived(qsizetype size);
    void pingReceived();
    /// The end, once: `failed` (before or instead of a close) or `closed`. `byServer`: it closed first.
    void failed(const callscope::simulate::Fault &fault);
    void closed(int code, const QString &reason, bool byServer);

private:
    enum class State { Idle, Connecting, Handshake, Open, Closing, Over };

    void sendHandshake();
    void read();
    void readHandshake();
    void standOnDescriptor();
    void readDirectly();
    void readFrames(QByteArrayView bytes);
    void handle(const WebSocketMessage &message);
    void handleClose(QByteArrayView payload);
    void handleDisconnect();
    void handleSocketError(QAbstractSocket::SocketError error);
    void fail(int code, const QString &text);
    void finish(int code, const QString &reason, bool byServer);
    void sendFrame(Opcode opcode, QByteArrayView payload);
    void flush();
    void disconnectFromServer();
    void abortSocket();

    QSslSocket m_socket;
    std::optional<eventloop::PatientSocket> m_patience {}; ///< of m_socket
    std::unique_ptr<DirectSocket> m_direct {}; ///< takes the place of m_socket
    QTimer m_deadline;
    Request m_request {};
    QByteArray m_key {}, m_head {};
    HandshakeAnswer m_answer {};
    FrameReader m_reader {};
    State m_state = State::Idle;
};

} // namespace callscope::simulate
