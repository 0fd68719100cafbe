#pragma once

#include <QTcpSocket>

namespace callscope::net {

/// Lets a socket read, or keeps it from reading. Qt closes both directions as soon as it reads the peer's FIN, so while
/// an answer is being made or sent nothing may be read, or a peer that half-closes after its request gets no answer.
/// Qt reads nothing into a full buffer; an empty one is filled with one byte that `open` takes out again.
/// It refers to the socket, which must live longer.
class ReadGate
{
public:
    ReadGate(QTcpSocket &socket, qint64 bufferSize)
        : m_socket(socket)
        , m_bufferSize(bufferSize)
    {
        m_socket.setReadBufferSize(bufferSize);
    }

    void close();
    void open();
    /// Bytes of the peer that wait in the socket.
    qint64 bytesAvailable() const { return m_socket.bytesAvailable() - (m_hasFiller ? 1 : 0); }

private:
    QTcpSocket &m_socket;
    qint64 m_bufferSize;
    bool m_hasFiller = false;
};

} // namespace callscope::net
