#include "tests/support/rawhttp.h"

#include <QTcpSocket>
#include <QTest>

namespace callscope::tests {

namespace {

constexpr int patience = 30 * 1000; ///< only a hanging gateway takes that long

} // namespace

RawAnswer parseAnswer(const QByteArray &bytes)
{
    RawAnswer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0 || !bytes.startsWith("HTTP/1.1 "))
        return answer;
    answer.status = bytes.mid(9, 3).toInt();
    answer.body = bytes.mid(end + 4);
    const QByteArray head = bytes.left(end);
    for (qsizetype at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
        const qsizetype next = head.indexOf("\r\n", at + 2);
        const QByteArray line = head.mid(at + 2, next < 0 ? -1 : next - at - 2);
        const qsizetype colon = line.indexOf(':');
        answer.headers.push_back({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    return answer;
}

RawAnswer exchange(quint16 port, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    QByteArray received;
    QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(bytes); });
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { received += socket.readAll(); });
    const auto isOver = [&] { return socket.state() == QAbstractSocket::UnconnectedState; };
    if (!QTest::qWaitFor(isOver, patience))
        qWarning("the gateway left a connection open after: %s", received.left(200).constData());
    return parseAnswer(received);
}

RawAnswer request(quint16 port, const QByteArray &method, const QByteArray &target, const QByteArray &body,
                  const QByteArray &headers)
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
        + "\r\nConnection: close\r\n" + headers;
    if (!body.isEmpty() || method == "POST")
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return exchange(port, bytes + "\r\n" + body);
}

RawAnswer get(quint16 port, const QByteArray &target)
{
    return request(port, "GET", target);
}

RawAnswer post(quint16 port, const QByteArray &target, const QByteArray &form, const QByteArray &headers)
{
    return request(port, "POST", target, form, "Content-Type: application/x-www-form-urlencoded\r\n" + headers);
}

} // namespace callscope::tests
