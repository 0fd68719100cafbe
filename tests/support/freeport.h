#pragma once

#include <QCoreApplication>
#include <QTcpServer>

namespace callscope::tests {

/// A port of 127.0.0.1 for a server of another process, a little later: below those that the system gives to
/// connections, and never one twice.
inline quint16 freePort()
{
    static quint16 next = static_cast<quint16>(20000 + QCoreApplication::applicationPid() % 10000);
    for (;;) {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost, ++next))
            return next;
    }
}

} // namespace callscope::tests
