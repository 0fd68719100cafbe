#pragma once

#include "core/media/format.h"
#include "core/net/form.h"
#include "core/net/httpmessage.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>

namespace callscope::tests {

/// A gateway of a few lines: canned answers by path, one WebSocket path, and what a test does with it. It notes every
/// request. Everything lives on the test's thread.
class TestBot : public QObject
{
public:
    struct Seen
    {
        QByteArray path;
        net::Headers headers {};
        net::FormFields fields {};
    };

    explicit TestBot(QObject *parent = nullptr)
        : QObject(parent)
    {
        const bool listening = m_server.listen(QHostAddress::LocalHost);
        Q_ASSERT(listening);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                serve(socket);
        });
        connect(&m_webSockets, &QWebSocketServer::newConnection, this, [this] {
            while (QWebSocket *socket = m_webSockets.nextPendingConnection())
                accept(socket);
        });
    }

    QByteArray url(const QByteArray &path) const
    {
        return "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()) + path;
    }
    /// The whole raw answer for a path, head and all.
    void answers(const QByteArray &path, const QByteArray &raw) { m_answers.insert(path, raw); }
    void answersTwiml(const QByteArray &path, const QByteArray &twiml) { answers(path, xml(twiml)); }
    static QByteArray response(const QByteArray &status, const QByteArray &type, const QByteArray &body)
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }
    static QByteArray xml(const QByteArray &body) { return response("200 OK", "text/xml; charset=utf-8", body); }

    const std::vector<Seen> &seen() const { return m_seen; }
    std::vector<Seen> seenAt(const QByteArray &path) const
    {
        std::vector<Seen> found;
        for (const Seen &seen : m_seen) {
            if (seen.path == path)
                found.push_back(seen);
        }
        return found;
    }

    /// Called with each text message on the stream, and once for "start" with its streamSid known.
    std::function<void(QWebSocket &, const QJsonObject &)> onMessage {};
    QByteArray streamSid {};
    QList<QJsonObject> messages {};
    net::Headers upgradeHeaders {};
    /// When set, the raw answer in place of the WebSocket handshake.
    QByteArray upgradeAnswer {};

    void say(QWebSocket &socket, std::chrono::milliseconds length)
    {
        // A square wave: 0x00 and 0x80 are the loudest two µ-law values.
        QByteArray sound(media::samplesIn(length), '\0');
        for (qsizetype i = 0; i < sound.size(); ++i)
            sound[i] = i % 16 < 8 ? '\x20' : '\xA0';
        send(socket, R"({"event":"media","streamSid":"%1","media":{"payload":"%2"}})", sound.toBase64());
    }
    void mark(QWebSocket &socket, const QByteArray &name)
    {
        send(socket, R"({"event":"mark","streamSid":"%1","mark":{"name":"%2"}})", name);
    }
    void clear(QWebSocket &socket) { send(socket, R"({"event":"clear","streamSid":"%1"})", {}); }

private:
    void send(QWebSocket &socket, QByteArray form, const QByteArray &value)
    {
        form.replace("%1", streamSid).replace("%2", value);
        socket.sendTextMessage(QString::fromUtf8(form));
    }

    void serve(QTcpSocket *socket)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { tryAnswer(socket); });
        tryAnswer(socket);
    }

    void tryAnswer(QTcpSocket *socket)
    {
        const QByteArray bytes = socket->peek(1024 * 1024);
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArrayList lines = bytes.left(end).split('\n');
        Seen seen { lines.first().split(' ').at(1) };
        for (const QByteArray &line : lines.sliced(1))
            seen.headers.push_back(
                { line.left(line.indexOf(':')).trimmed(), line.mid(line.indexOf(':') + 1).trimmed() });
        const qsizetype length = net::headerValue(seen.headers, "Content-Length").value_or("0").toLongLong();
        if (bytes.size() < end + 4 + length)
            return;
        if (net::headerValue(seen.headers, "Upgrade") && upgradeAnswer.isEmpty())
            return upgrade(socket, seen);
        socket->read(end + 4 + length);
        seen.fields = net::parseForm(bytes.mid(end + 4, length));
        m_seen.push_back(seen);
        const bool stream = net::headerValue(seen.headers, "Upgrade").has_value();
        const QByteArray fallback = response("404 Not Found", "text/plain", "no such path");
        socket->write(stream ? upgradeAnswer : m_answers.value(seen.path.split('?').first(), fallback));
        socket->disconnectFromHost();
    }

    void upgrade(QTcpSocket *socket, const Seen &seen)
    {
        upgradeHeaders = seen.headers;
        disconnect(socket, nullptr, this, nullptr);
        m_webSockets.handleConnection(socket);
        QMetaObject::invokeMethod(socket, "readyRead"); // what was peeked at is still unread
    }

    void accept(QWebSocket *socket)
    {
        socket->setParent(this);
        connect(socket, &QWebSocket::textMessageReceived, this, [this, socket](const QString &text) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            messages += message;
            if (message[QStringLiteral("event")] == QStringLiteral("start"))
                streamSid = message[QStringLiteral("streamSid")].toString().toLatin1();
            if (onMessage)
                onMessage(*socket, message);
        });
    }

    QTcpServer m_server;
    QWebSocketServer m_webSockets { QStringLiteral("bot"), QWebSocketServer::NonSecureMode };
    QHash<QByteArray, QByteArray> m_answers {};
    std::vector<Seen> m_seen {};
};

} // namespace callscope::tests
