#pragma once

#include <QObject>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

#include <functional>
#include <memory>

namespace callscope::net {

/// One connection until its TLS handshake is through: then it is given away as a socket of plain bytes. It owns the
/// socket, which goes with it when the handshake fails or takes too long, and deletes itself in the end.
class TlsHandshake : public QObject
{
    Q_OBJECT

public:
    using Taker = std::function<void(std::unique_ptr<QTcpSocket>)>;

    TlsHandshake(std::unique_ptr<QSslSocket> socket, const QSslConfiguration &configuration,
                 std::chrono::milliseconds within, Taker taker, QObject *parent);
    ~TlsHandshake() override;

private:
    void giveAway();
    void end();

    std::unique_ptr<QSslSocket> m_socket;
    Taker m_taker;
    QTimer m_deadline {};
};

} // namespace callscope::net
