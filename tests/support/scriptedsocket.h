#pragma once

#include "core/net/httpmessage.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <optional>
#include <vector>

namespace callscope::tests {

/// A remote service behind a WebSocket: it keeps what it gets and does what the test says. What it sends goes to the
/// client that came last. Lives on the test's thread.
class ScriptedSocket : public QObject
{
    Q_OBJECT

public:
    struct Handshake
    {
        QByteArray target;
        net::Headers headers;

        QByteArray header(QByteArrayView name) const { return net::headerValue(headers, name).value_or(QByteArray()); }
    };

    ScriptedSocket();
    ~ScriptedSocket() override;

    std::optional<int> refuseWith; ///< HTTP status at the handshake
    /// Looks at a handshake when `refuseWith` is empty: the status to refuse it with, or nothing.
    std::function<std::optional<int>(const Handshake &)> judge;
    bool hangs = false; ///< takes connections and answers no handshake
    std::function<void()> onOpened;
    std::function<void(const QByteArray &)> onText, onBinary;

    /// "ws://127.0.0.1:PORT" and what follows.
    QUrl url(const QString &pathAndQuery = {}) const;
    const std::vector<Handshake> &handshakes() const { return m_handshakes; }
    const QList<QByteArray> &texts() const { return m_texts; }
    /// All binary messages of all clients, one behind the other.
    const QByteArray &binary() const { return m_binary; }
    /// Clients that are connected.
    int open() const;

    void sendText(const QByteArray &utf8);
    void sendBinary(const QByteArray &bytes);
    /// Without a close frame: the client sees 1006.
    void cut();
    void close(quint16 code, const QString &reason);
    /// Reads nothing more from its clients and so answers no ping.
    void deafen();

private:
    void welcome();
    void readHead(QTcpSocket *socket);
    void take(QWebSocket *client);

    QTcpServer m_door {};
    QWebSocketServer m_server;
    std::vector<Handshake> m_handshakes {};
    QList<QPointer<QWebSocket>> m_clients {};
    QList<QPointer<QTcpSocket>> m_sockets {};
    QList<QByteArray> m_texts {};
    QByteArray m_binary {};
};

} // namespace callscope::tests
