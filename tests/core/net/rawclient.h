#pragma once

#include <QHostAddress>
#include <QTcpSocket>

#include <sys/socket.h>

namespace callscope::tests {

/// Ends a connection with RST in place of FIN.
inline void resetConnection(QTcpSocket &socket)
{
    const linger atOnce { 1, 0 };
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

/// A TCP client that sends just the bytes it is told and keeps what comes back.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { m_received.append(m_socket.readAll()); });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.waitForConnected();
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    /// Sends FIN and goes on reading.
    void closeSending() { ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR); }
    void closeAtOnce() { m_socket.abort(); }
    void resetAtOnce() { resetConnection(m_socket); }

    const QByteArray &received() const { return m_received; }
    void forgetReceived() { m_received.clear(); }
    /// The peer has closed, in order: FIN, and no reset.
    bool isClosed() const
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState
            && m_socket.error() == QAbstractSocket::RemoteHostClosedError;
    }
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace callscope::tests
