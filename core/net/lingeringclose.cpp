#include "core/net/lingeringclose.h"

#include "core/net/unsent.h"

#include <sys/socket.h>

namespace callscope::net {

LingeringClose::LingeringClose(std::unique_ptr<QTcpSocket> socket, const HttpLimits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_socket(std::move(socket))
    , m_gate(*m_socket, limits.readBuffer)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &LingeringClose::finish);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &LingeringClose::sendOn);
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get()))
        connect(encrypted, &QSslSocket::encryptedBytesWritten, this, &LingeringClose::sendOn);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &LingeringClose::drain);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &LingeringClose::finish);
    m_gate.close();
    sendOn();
}

LingeringClose::~LingeringClose()
{
    m_socket->disconnect(this);
}

void LingeringClose::sendOn()
{
    if (m_isSent)
        return;
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return finish();
    if (unsentBytes(*m_socket) > 0)
        return m_deadline.start(m_limits.unreadAnswer);
    m_isSent = true;
    m_deadline.start(m_limits.linger);
    if (isEncrypted(*m_socket)) // the end of TLS has to be said in TLS
        return m_socket->disconnectFromHost();
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    m_gate.open();
    drain();
}

void LingeringClose::drain()
{
    if (!m_isSent)
        return;
    m_drained += m_socket->skip(m_socket->bytesAvailable());
    if (m_drained > m_limits.lingerBytes)
        finish();
}

void LingeringClose::finish()
{
    m_deadline.stop();
    m_socket->disconnect(this);
    deleteLater();
}

} // namespace callscope::net
