#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QString>

#include <vector>

/// The machine's TCP sockets and the processes that hold them, read from /proc (Linux; elsewhere all is empty).
namespace callscope::net {

struct TcpSocketRow
{
    QHostAddress local {}, peer {};
    quint16 localPort = 0, peerPort = 0;
    bool listens = false;
    QByteArray inode {}; ///< "0": no process has accepted it yet
};

/// IPv4 first.
std::vector<TcpSocketRow> tcpSockets();
/// Ascending; empty when this user may not see whose it is. Several: they share the socket, as workers do.
std::vector<qint64> processesWith(const QByteArray &inode);
/// The command line, arguments parted by blanks, at most 300 bytes; empty: there is no such process.
QString commandLineOf(qint64 pid);
/// 0: there is no such process.
qint64 parentOf(qint64 pid);

/// Whether a listener on `a` and one on `b` take connections to one address.
bool overlaps(const QHostAddress &a, const QHostAddress &b);

} // namespace callscope::net
