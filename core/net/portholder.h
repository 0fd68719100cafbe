#pragma once

#include <QHostAddress>
#include <QString>

#include <optional>

namespace callscope::net {

/// The process that listens on a port.
struct PortHolder
{
    qint64 pid = 0; ///< 0: this user may not see whose it is
    QString command {}; ///< its command line, arguments parted by blanks
};

/// Who listens where a listener on `address` would want to; nothing when nobody does. Read from /proc (Linux).
std::optional<PortHolder> portHolder(const QHostAddress &address, quint16 port);

} // namespace callscope::net
