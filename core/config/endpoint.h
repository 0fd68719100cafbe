#pragma once

#include <QString>

namespace callscope::config {

/// An IP address and a port to listen on.
struct Endpoint
{
    QString host;
    quint16 port = 0; ///< 0: any free one

    /// "127.0.0.1:9090", "[::1]:9090".
    QString text() const { return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port); }
};

} // namespace callscope::config
