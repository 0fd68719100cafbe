#include "tests/support/scriptedsocket.h"

#include <QTcpSocket>

#include <algorithm>

namespace callscope::tests {

ScriptedSocket::ScriptedSocket()
    : m_server(QStringLiteral("scripted"), QWebSocketServer::NonSecureMode)
{
    connect(&m_door, &QTcpServer::pendingConnectionAvailable, this, &ScriptedSocket::welcome);
    connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
        while (QWebSocket *client = m_server.nextPendingConnection())
            take(client);
    });
    if (!m_door.listen(QHostAddress::LocalHost))
        qFatal("no port");
}

ScriptedSocket::~ScriptedSocket() = default;

QUrl ScriptedSocket::url(const QString &pathAndQuery) const
{
    return QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(m_door.serverPort()).arg(pathAndQuery));
}

int ScriptedSocket::open() const
{
    return static_cast<int>(std::count_if(m_clients.begin(), m_clients.end(), [](const auto &client) {
        return client && client->state() == QAbstractSocket::ConnectedState;
    }));
}

void ScriptedSocket::welcome()
{
    while (QTcpSocket *socket = m_door.nextPendingConnection()) {
        m_sockets.append(socket);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readHead(socket); });
        readHead(socket);
    }
}

/// Looks at the head without taking it, so that the WebSocket server finds all of it.
void ScriptedSocket::readHead(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(64 * 1024);
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0 || hangs)
        return;
    socket->disconnect(this);
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    Handshake handshake { lines.front().split(' ').value(1), {} };
    for (const QByteArray &line : lines.sliced(1))
        handshake.headers.push_back({ line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed() });
    m_handshakes.push_back(handshake);
    const std::optional<int> refusal = refuseWith || !judge ? refuseWith : judge(handshake);
    if (!refusal) {
        m_server.handleConnection(socket);
        Q_EMIT socket->readyRead(); // what has come already is not told again
        return;
    }
    socket->write("HTTP/1.1 " + QByteArray::number(*refusal) + " Scripted\r\nContent-Length: 0\r\n\r\n");
    socket->disconnectFromHost();
}

void ScriptedSocket::take(QWebSocket *client)
{
    m_clients.append(client);
    client->setParent(this);
    connect(client, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_texts.append(text.toUtf8());
        if (onText)
            onText(m_texts.back());
    });
    connect(client, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        m_binary += bytes;
        if (onBinary)
            onBinary(bytes);
    });
    if (onOpened)
        onOpened();
}

void ScriptedSocket::sendText(const QByteArray &utf8)
{
    m_clients.back()->sendTextMessage(QString::fromUtf8(utf8));
}

void ScriptedSocket::sendBinary(const QByteArray &bytes)
{
    m_clients.back()->sendBinaryMessage(bytes);
}

void ScriptedSocket::cut()
{
    for (const QPointer<QTcpSocket> &socket : m_sockets) {
        if (socket)
            socket->abort();
    }
}

void ScriptedSocket::deafen()
{
    for (const QPointer<QTcpSocket> &socket : m_sockets) {
        if (socket)
            socket->blockSignals(true);
    }
}

void ScriptedSocket::close(quint16 code, const QString &reason)
{
    m_clients.back()->close(QWebSocketProtocol::CloseCode(code), reason);
}

} // namespace callscope::tests
