#pragma once

#include "core/base/error.h"
#include "core/net/httpmessage.h"

#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <chrono>
#include <variant>
#include <vector>

namespace callscope::provider {

/// Where a provider's WebSocket is and how patient one is with it.
struct SocketPlace
{
    QString provider; ///< for error texts
    QUrl url; ///< ws or wss
    net::Headers headers {};
    std::chrono::milliseconds connectWithin { 3000 };
    /// The socket is given up when the peer has sent nothing, not even a pong, for that long. 0: never.
    std::chrono::milliseconds silentWithin { 20000 };
};

/// `url` as a WebSocket's (https becomes wss), with `path` when it has none of its own.
QUrl socketUrl(QUrl url, const QString &path);

/// Our end of one WebSocket at a provider. What is sent before it is open waits in order, up to `largestWaiting` bytes,
/// then the oldest binary messages are dropped. A socket that ends by itself or cannot be opened tells `failed` once:
/// by statusFault when the handshake was refused, else Unavailable, Timeout or NotFound, or Refused when the peer
/// closed it for what we had sent; `open` may be called again then. Nothing is told from inside a call to it, and
/// whoever is told may delete it. Lives on the call's thread.
class ClientSocket final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype largestWaiting = 512 * 1024;

    explicit ClientSocket(SocketPlace place, QObject *parent = nullptr);
    ~ClientSocket() override;

    /// Begins to connect, unless it does already or is connected.
    void open();
    bool isOpen() const;
    void sendText(const QByteArray &utf8);
    void sendBinary(const QByteArray &bytes);
    /// Ends it in order (1000); nothing more is told until it is opened again.
    void close();

Q_SIGNALS:
    void opened();
    void textReceived(const QByteArray &utf8);
    void binaryReceived(const QByteArray &bytes);
    void failed(const callscope::base::Error &error);

private:
    struct Waiting
    {
        bool isText = false;
        QByteArray bytes;
    };

    void connectSocket();
    void send(const Waiting &message);
    void write(const Waiting &message);
    void sendWaiting();
    void watchSilence();
    void fail(const base::Error &error);
    void letGo();
    base::Error failureOf(const QString &words) const;

    SocketPlace m_place;
    QWebSocket *m_socket = nullptr; ///< a child; null: neither open nor opening
    std::vector<Waiting> m_waiting {};
    qsizetype m_waitingBytes = 0;
    QTimer m_connecting {}, m_silence {};
    bool m_pinged = false;
};

} // namespace callscope::provider
