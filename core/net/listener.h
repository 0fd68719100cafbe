#pragma once

#include "core/base/result.h"
#include "core/net/limits.h"

#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

#include <functional>
#include <memory>

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
    bool isListening() const;
    /// 0 when not listening.
    quint16 port() const;
    QHostAddress address() const;
    /// Stops accepting; connections that were given away stay.
    void close();
    /// Given away and not yet destroyed.
    int openConnections() const { return *m_open; }

Q_SIGNALS:
    /// A connection was answered 503.
    void connectionRefused(int open);
    /// The system gave no descriptor for a connection that waits; accepting is tried again four times a second.
    void acceptFailed();

private:
    class Acceptor;

    std::unique_ptr<Acceptor> newAcceptor();
    void accept(qintptr descriptor);
    void refuse(std::unique_ptr<QTcpSocket> socket);
    void recoverFromAcceptError();
    void reopen();

    Taker m_taker;
    HttpLimits m_limits;
    std::unique_ptr<Acceptor> m_acceptor;
    std::shared_ptr<int> m_open = std::make_shared<int>(0); ///< shared with the sockets, which may live longer
    std::shared_ptr<int> m_refusing = std::make_shared<int>(0);
    bool m_isRecovering = false;
};

} // namespace callscope::net
