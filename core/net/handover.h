#pragma once

#include <QTcpSocket>

#include <functional>
#include <memory>

namespace callscope::net {

/// Gives a socket away of which the next `handshakeSize` unread bytes are a WebSocket handshake, with no read limit in
/// the end. Qt 6.4's QWebSocketServer reads frames that came behind the handshake before it emits `newConnection`, so
/// that nobody hears them: a new QWebSocket has to be connected to in the slot of `newConnection`. So only the
/// handshake lies in the socket when `take` gets it; what came behind it follows with readyRead in a later event of the
/// same thread, and nothing is read from the network in between.
void handOver(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize,
              const std::function<void(std::unique_ptr<QTcpSocket>)> &take);

/// Until then, where it is not done at once: nothing is read into a socket with unread bytes, its end neither.
void holdReading(QTcpSocket &socket);

} // namespace callscope::net
