#include "core/net/runningserver.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>

namespace callscope::net {

namespace {

constexpr qsizetype longestAnswer = 64 * 1024;

QHostAddress reachable(const QHostAddress &address)
{
    const bool isAny = address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4);
    if (isAny)
        return QHostAddress(QHostAddress::LocalHost);
    return address == QHostAddress(QHostAddress::AnyIPv6) ? QHostAddress(QHostAddress::LocalHostIPv6) : address;
}

int remaining(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

/// HTTP/1.0, so that the answer is not chunked and ends with the connection.
QByteArray answerOf(QTcpSocket &socket, const QDeadlineTimer &deadline)
{
    socket.write("GET /version HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (answer.size() < longestAnswer && socket.waitForReadyRead(remaining(deadline)))
        answer.append(socket.readAll());
    return answer;
}

} // namespace

std::optional<RunningServer> runningServer(const QHostAddress &address, quint16 port, std::chrono::milliseconds within)
{
    const QDeadlineTimer deadline(within);
    QTcpSocket socket;
    socket.connectToHost(reachable(address), port);
    if (!socket.waitForConnected(remaining(deadline)))
        return std::nullopt;
    const QByteArray answer = answerOf(socket, deadline);
    const qsizetype headEnd = answer.indexOf("\r\n\r\n");
    if (headEnd < 0 || !answer.startsWith("HTTP/1."))
        return std::nullopt;
    const QJsonObject said = QJsonDocument::fromJson(answer.mid(headEnd + 4)).object();
    const RunningServer server { said.value(QLatin1String("version")).toString(),
                                 said.value(QLatin1String("deploy_id")).toString() };
    if (server.version.isEmpty() && server.deployId.isEmpty())
        return std::nullopt;
    return server;
}

} // namespace callscope::net
