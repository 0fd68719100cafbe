#pragma once

#include <QSslSocket>

namespace callscope::net {

/// Bytes that were written to a socket and not yet taken by the system. Of an encrypted one Qt counts them in two
/// places, and what a peer that does not read leaves behind is in the second.
inline qint64 unsentBytes(const QTcpSocket &socket)
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
}

inline bool isEncrypted(const QTcpSocket &socket)
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    return encrypted && encrypted->isEncrypted();
}

} // namespace callscope::net
