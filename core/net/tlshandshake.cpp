#include "core/net/tlshandshake.h"

namespace callscope::net {

TlsHandshake::TlsHandshake(std::unique_ptr<QSslSocket> socket, const QSslConfiguration &configuration,
                           std::chrono::milliseconds within, Taker taker, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_taker(std::move(taker))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &TlsHandshake::end);
    connect(m_socket.get(), &QSslSocket::encrypted, this, &TlsHandshake::giveAway);
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, &TlsHandshake::end);
    connect(m_socket.get(), &QSslSocket::disconnected, this, &TlsHandshake::end);
    m_deadline.start(within);
    m_socket->setSslConfiguration(configuration);
    m_socket->startServerEncryption();
}

TlsHandshake::~TlsHandshake()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void TlsHandshake::giveAway()
{
    m_deadline.stop();
    m_socket->disconnect(this);
    m_taker(std::move(m_socket));
    deleteLater();
}

void TlsHandshake::end()
{
    m_deadline.stop();
    m_socket->disconnect(this);
    deleteLater();
}

} // namespace callscope::net
