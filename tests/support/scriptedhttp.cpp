#include "tests/support/scriptedhttp.h"

#include <QTcpSocket>
#include <QTimer>

#include <optional>
#include <utility>

namespace callscope::tests {

namespace {

net::Headers headersIn(const QList<QByteArray> &lines)
{
    net::Headers headers;
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        headers.push_back({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    return headers;
}

/// Takes one whole request from the front of `unread`; empty: it has not all come yet.
std::optional<ScriptedHttp::Request> takeRequest(QByteArray &unread)
{
    const qsizetype end = unread.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    QList<QByteArray> lines = unread.left(end).split('\n');
    for (QByteArray &line : lines)
        line = line.trimmed();
    const QList<QByteArray> first = lines.front().split(' ');
    ScriptedHttp::Request request { first.value(0), first.value(1), headersIn(lines), {} };
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (unread.size() < end + 4 + length)
        return {};
    request.body = unread.mid(end + 4, length);
    unread.remove(0, end + 4 + length);
    return request;
}

QByteArray headOf(const ScriptedHttp::Answer &answer)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\nTransfer-Encoding: chunked\r\n";
    for (const net::Header &header : answer.headers)
        head += header.name + ": " + header.value + "\r\n";
    return head + "\r\n";
}

QByteArray chunkOf(const QByteArray &piece)
{
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

} // namespace

ScriptedHttp::ScriptedHttp(Script script)
    : m_script(std::move(script))
{
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &ScriptedHttp::welcome);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
}

ScriptedHttp::~ScriptedHttp()
{
    for (QTcpSocket *socket : m_server.findChildren<QTcpSocket *>())
        socket->disconnect(this);
}

QUrl ScriptedHttp::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

void ScriptedHttp::welcome()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_abandoned += m_answering.take(socket) ? 1 : 0;
            m_unread.remove(socket);
            socket->deleteLater();
        });
        read(socket);
    }
}

void ScriptedHttp::read(QTcpSocket *socket)
{
    QByteArray &unread = m_unread[socket];
    unread += socket->readAll();
    while (const auto request = takeRequest(unread)) {
        m_requests.push_back(*request);
        m_answering[socket] = true;
        const Answer answer = m_script(*request);
        QTimer::singleShot(answer.before, socket, [this, socket, answer] { begin(socket, answer); });
    }
}

void ScriptedHttp::begin(QTcpSocket *socket, const Answer &answer)
{
    if (answer.end == Answer::End::Stall && answer.pieces.empty())
        return; // not even a head
    socket->write(headOf(answer));
    goOn(socket, answer, 0);
}

void ScriptedHttp::goOn(QTcpSocket *socket, const Answer &answer, std::size_t piece)
{
    socket->flush();
    if (piece < answer.pieces.size()) {
        socket->write(chunkOf(answer.pieces[piece]));
        QTimer::singleShot(answer.between, socket, [this, socket, answer, piece] { goOn(socket, answer, piece + 1); });
        return;
    }
    if (answer.end == Answer::End::Stall)
        return;
    m_answering[socket] = false;
    if (answer.end == Answer::End::Whole)
        socket->write("0\r\n\r\n");
    else
        socket->disconnectFromHost();
}

} // namespace callscope::tests
