#pragma once

#include "core/base/result.h"
#include "core/net/limits.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QSslConfiguration>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace callscope::net {

/// The one listening port. It owns it, lives on one thread and gives each accepted connection away there; it counts
/// those that are still open, and answers 503 itself when there are too many or descriptors run out.
class Listener : public QObject
{
    Q_OBJECT

public:
    using Taker = std::function<void(std::unique_ptr<QTcpSocket>)>;

    explicit Listener(Taker taker, const HttpLimits &limits = {}, QObject *parent = nullptr);
    ~Listener() override;

    /// `host` is an address or a name; port 0 means any free one. A taken port is an Error that names the process which
    /// holds it and, when that one answers `GET /version`, which version it is; finding out may block for a second.
    [[nodiscard]] base::Outcome listen(const QString &host, quint16 port);
    /// Connections that come from now on begin with a TLS handshake; a null configuration: plain ones.
    void useTls(const QSslConfiguration &configuration) { m_tls = configuration; }
    /// Proxies: through them many come from one address.
    void trust(std::vector<QHostAddress> proxies) { m_proxies = std::move(proxies); }
    /// Called when there are too many without a WebSocket; true: it has closed one that only waited for a next request.
    void whenFull(std::function<bool()> makeRoom) { m_makeRoom = std::move(makeRoom); }
    /// While that says so, every new connection is answered 503.
    void refuseWhile(std::function<bool()> isOverloaded) { m_isOverloaded = std::move(isOverloaded); }
    /// To be told of a connection that became a WebSocket: it is not counted among the others any more.
    static void noteUpgrade(QTcpSocket &socket);
    bool isListening() const;
    /// 0 when not listening.
    quint16 port() const;
    QHostAddress address() const;
    /// Stops accepting; connections that were given away stay.
    void close();
    /// Given away and not yet destroyed.
    int openConnections() const { return m_open; }

Q_SIGNALS:
    /// A connection was answered 503.
    void connectionRefused(int open);
    /// The system gave no descriptor for a connection that waits; accepting is tried again four times a second.
    void acceptFailed();

private:
    class Acceptor;

    std::unique_ptr<Acceptor> newAcceptor();
    void accept(qintptr descriptor);
    template <typename Socket>
    std::unique_ptr<Socket> socketOf(qintptr descriptor) const;
    bool isFull(const QTcpSocket &socket) const;
    QObject *countWhileAlive(QTcpSocket &socket, int &count);
    void count(QTcpSocket &socket);
    void acceptEncrypted(qintptr descriptor);
    void refuse(std::unique_ptr<QTcpSocket> socket);
    void recoverFromAcceptError();
    void reopen();
    void watchDescriptors();

    Taker m_taker;
    HttpLimits m_limits;
    std::optional<QSslConfiguration> m_tls {}; ///< the first one loads OpenSSL: not before there is a certificate
    std::unique_ptr<Acceptor> m_acceptor;
    int m_open = 0; ///< given away, and still there
    int m_notUpgraded = 0;
    int m_refusing = 0;
    QHash<QHostAddress, int> m_byAddress {};
    std::vector<QHostAddress> m_proxies {};
    std::function<bool()> m_makeRoom {}, m_isOverloaded {};
    QTimer m_descriptorWatch {};
    bool m_isRecovering = false;
};

} // namespace callscope::net
