#pragma once

#include <QTcpSocket>

#include <functional>

namespace callscope::net {

/// Does `action` on the thread of `context`, while that exists, when the socket or this mark goes, whichever thread the
/// socket lives on by then. A child of the socket, as QWebSocket severs all signals of a socket itself.
QObject *newEndMark(QTcpSocket &socket, QObject *context, const std::function<void()> &action);

} // namespace callscope::net
