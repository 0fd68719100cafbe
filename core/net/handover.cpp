#include "core/net/handover.h"

#include <QPointer>

namespace callscope::net {

namespace {

void putBack(QTcpSocket &socket, const QByteArray &bytes)
{
    for (auto c = bytes.crbegin(); c != bytes.crend(); ++c)
        socket.ungetChar(*c);
}

void release(QTcpSocket &socket, const QByteArray &behind)
{
    putBack(socket, socket.readAll() + behind);
    socket.setReadBufferSize(0);
    if (socket.bytesAvailable() > 0)
        Q_EMIT socket.readyRead();
}

} // namespace

/// A full buffer keeps Qt from it.
void holdReading(QTcpSocket &socket)
{
    socket.setReadBufferSize(1);
}

void handOver(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize,
              const std::function<void(std::unique_ptr<QTcpSocket>)> &take)
{
    const QByteArray handshake = socket->read(handshakeSize);
    const QByteArray behind = socket->readAll();
    putBack(*socket, handshake);
    holdReading(*socket);
    const QPointer<QTcpSocket> given = socket.get();
    take(std::move(socket));
    if (given)
        QMetaObject::invokeMethod(
            given, [given, behind] { release(*given, behind); }, Qt::QueuedConnection);
}

} // namespace callscope::net
