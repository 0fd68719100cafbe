#include "core/check/probe.h"
#include "core/check/stages.h"
#include "core/net/runningserver.h"
#include "core/net/sockettable.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QHostInfo>
#include <QNetworkInterface>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds connectWithin = 5s, acceptWithin = 2s, versionWithin = 1s;

/// One server as the machine sees it: a listening socket and the processes that share it.
struct LocalServer
{
    QHostAddress address;
    std::vector<qint64> pids;
};

quint16 portOf(const QUrl &url)
{
    return static_cast<quint16>(url.port(url.scheme() == "https"_L1 ? 443 : 80));
}

QList<QHostAddress> addressesOf(const QUrl &url)
{
    const QHostAddress literal(url.host());
    return literal.isNull() ? QHostInfo::fromName(url.host()).addresses() : QList { literal };
}

bool isOfThisMachine(const QHostAddress &address)
{
    return address.isLoopback() || QNetworkInterface::allAddresses().contains(address);
}

std::vector<LocalServer> serversOn(quint16 port)
{
    std::vector<LocalServer> servers;
    for (const net::TcpSocketRow &row : net::tcpSockets()) {
        if (row.listens && row.localPort == port)
            servers.push_back({ row.local, net::processesWith(row.inode) });
    }
    return servers;
}

QString programOf(qint64 pid)
{
    return net::commandLineOf(pid).section(u' ', 0, 0);
}

/// Workers of one server: the same process, or the same program as parent and child or as children of one parent of
/// that program. Two servers started from one shell, or one from the other, are not.
bool areRelated(qint64 a, qint64 b)
{
    if (a == b)
        return true;
    const qint64 parentA = net::parentOf(a), parentB = net::parentOf(b);
    const bool siblings = parentA == parentB && programOf(parentA) == programOf(a);
    return programOf(a) == programOf(b) && (parentA == b || parentB == a || siblings);
}

bool areOne(const LocalServer &a, const LocalServer &b)
{
    return std::ranges::any_of(a.pids, [&](qint64 one) {
        return std::ranges::any_of(b.pids, [one](qint64 other) { return areRelated(one, other); });
    });
}

QString lineOf(const LocalServer &server, quint16 port, bool withVersion)
{
    const QString place = server.address.protocol() == QAbstractSocket::IPv6Protocol
        ? u"[%1]:%2"_s.arg(server.address.toString()).arg(port)
        : u"%1:%2"_s.arg(server.address.toString()).arg(port);
    QString line = server.pids.empty()
        ? u"%1: a process of another user"_s.arg(place)
        : u"%1: pid %2, %3"_s.arg(place).arg(server.pids.front()).arg(net::commandLineOf(server.pids.front()));
    if (server.pids.size() > 1)
        line += u" (and %1 workers)"_s.arg(server.pids.size() - 1);
    if (!withVersion)
        return line;
    const auto running = net::runningServer(server.address, port, versionWithin);
    return line
        + (running ? u"; /version: version \"%1\", deploy id \"%2\""_s.arg(running->version, running->deployId)
                   : u"; no answer at /version"_s);
}

/// The process that took our connection; 0: nobody has, or it cannot be seen.
qint64 acceptedBy(const QTcpSocket &socket)
{
    const QDeadlineTimer deadline(acceptWithin);
    while (!deadline.hasExpired()) {
        for (const net::TcpSocketRow &row : net::tcpSockets()) {
            const bool isOtherEnd = !row.listens && row.localPort == socket.peerPort()
                && row.peerPort == socket.localPort() && row.inode != "0";
            if (!isOtherEnd)
                continue;
            const std::vector<qint64> pids = net::processesWith(row.inode);
            return pids.empty() ? 0 : pids.front();
        }
        QThread::msleep(20);
    }
    return 0;
}

/// One address after the other, as every client does: "localhost" is ::1 and 127.0.0.1, and most bots take only the
/// second.
bool connectToAny(QTcpSocket &socket, const QList<QHostAddress> &addresses, quint16 port)
{
    return std::ranges::any_of(addresses, [&socket, port](const QHostAddress &address) {
        socket.abort();
        socket.connectToHost(address, port);
        return socket.waitForConnected(static_cast<int>(connectWithin.count()));
    });
}

Finding notConnected(const QUrl &url, const QString &reason, const std::vector<LocalServer> &servers)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"nobody_listens"_s };
    finding.summary = { QT_TRANSLATE_NOOP("Check", "Nothing accepts connections at %1."), { url.authority() } };
    finding.evidence = { u"connect to %1 port %2: %3"_s.arg(url.host()).arg(portOf(url)).arg(reason) };
    for (const LocalServer &server : servers)
        finding.evidence += lineOf(server, portOf(url), false);
    if (!servers.empty())
        finding.causes.push_back(
            { QT_TRANSLATE_NOOP("Check",
                                "A server listens on this port of another address: reach it there, or "
                                "start it on 0.0.0.0 or on the address of the URL.") });
    else
        finding.causes.push_back(
            { QT_TRANSLATE_NOOP("Check",
                                "The server is not running, or it listens on another port: start it, "
                                "and compare the port in its first log lines.") });
    return finding;
}

Finding severalServers(const std::vector<LocalServer> &servers, quint16 port)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"several_listeners"_s };
    finding.summary = { QT_TRANSLATE_NOOP("Check", "%1 servers listen on port %2."),
                        { QString::number(servers.size()), QString::number(port) } };
    for (const LocalServer &server : servers)
        finding.evidence += lineOf(server, port, true);
    finding.causes.push_back(
        { QT_TRANSLATE_NOOP("Check",
                            "An old server still runs beside the new one, and calls reach either: end "
                            "the one that should be gone (kill PID, or its service manager).") });
    return finding;
}

Finding answeredByAnother(const std::vector<LocalServer> &servers, quint16 port, qint64 pid)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"another_answers"_s };
    finding.summary
        = { QT_TRANSLATE_NOOP("Check", "Not the process that listens answers, but pid %1."), { QString::number(pid) } };
    for (const LocalServer &server : servers)
        finding.evidence += lineOf(server, port, true);
    finding.evidence += u"our connection is held by pid %1, %2"_s.arg(pid).arg(net::commandLineOf(pid));
    finding.causes.push_back(
        { QT_TRANSLATE_NOOP("Check",
                            "An old worker outlived its server and still takes connections: end it, "
                            "then start the server again.") });
    return finding;
}

Finding checkLocal(Probe &probe, const QUrl &url, const QTcpSocket &socket)
{
    const quint16 port = portOf(url);
    const std::vector<LocalServer> servers = serversOn(port);
    if (!servers.empty() && !servers.front().pids.empty())
        probe.stack().noteCommand(net::commandLineOf(servers.front().pids.front()));
    for (std::size_t i = 1; i < servers.size(); ++i) {
        if (!areOne(servers.front(), servers[i]))
            return severalServers(servers, port);
    }
    const qint64 pid = acceptedBy(socket);
    const bool isListener = pid == 0 || std::ranges::any_of(servers, [pid](const LocalServer &server) {
                                return server.pids.empty() || std::ranges::any_of(server.pids, [pid](qint64 own) {
                                           return areRelated(own, pid);
                                       });
                            });
    if (!isListener)
        return answeredByAnother(servers, port, pid);
    Finding finding;
    finding.summary
        = { QT_TRANSLATE_NOOP("Check", "One server listens on port %1 and answers."), { QString::number(port) } };
    for (const LocalServer &server : servers)
        finding.evidence += lineOf(server, port, false);
    return finding;
}

} // namespace

Finding checkPort(Probe &probe)
{
    const QUrl url = QUrl::fromEncoded(probe.options().baseUrl);
    const QList<QHostAddress> addresses = addressesOf(url);
    if (addresses.isEmpty())
        return { .verdict = Verdict::Skipped,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The name %1 does not resolve; the next stage says more."),
                              { url.host() } } };
    QTcpSocket socket;
    const bool connected = connectToAny(socket, addresses, portOf(url));
    const bool local = std::ranges::any_of(addresses, isOfThisMachine);
    if (!connected)
        return notConnected(url, socket.errorString(), local ? serversOn(portOf(url)) : std::vector<LocalServer> {});
    if (local)
        return checkLocal(probe, url, socket);
    Finding finding;
    finding.summary
        = { QT_TRANSLATE_NOOP("Check", "The port accepts connections; who listens can only be seen on that machine."),
            {} };
    finding.evidence = { u"connected to %1 port %2"_s.arg(socket.peerAddress().toString()).arg(portOf(url)) };
    return finding;
}

} // namespace callscope::check
