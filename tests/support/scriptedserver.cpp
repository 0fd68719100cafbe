#include "tests/support/scriptedserver.h"

#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

namespace callscope::tests {

namespace {

using namespace std::chrono_literals;

QByteArray wholeAnswer(const QByteArray &status)
{
    const QByteArray body = R"({"code":20500,"message":"scripted","status":0})";
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// One byte now, and the rest in the same way.
void drip(QTcpSocket *socket, const QByteArray &bytes)
{
    socket->write(bytes.first(1));
    if (bytes.size() > 1)
        QTimer::singleShot(100ms, socket, [socket, rest = bytes.mid(1)] { drip(socket, rest); });
}

} // namespace

ScriptedServer::ScriptedServer(Behaviour behaviour)
    : m_behaviour(behaviour)
    , m_server(std::make_unique<QTcpServer>())
{
    listen();
}

ScriptedServer::ScriptedServer(Behaviour behaviour, const QSslConfiguration &tls)
    : m_behaviour(behaviour)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    // A handshake that fails never becomes a pending connection.
    connect(server.get(), &QSslServer::startedEncryptionHandshake, this, [this] { ++m_connections; });
    m_server = std::move(server);
    listen();
}

ScriptedServer::~ScriptedServer() = default;

void ScriptedServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::welcome);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no port");
}

void ScriptedServer::welcome()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (!qobject_cast<QSslServer *>(m_server.get()))
            ++m_connections;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        read(socket);
    }
}

/// The client sends the next request when it has its answer; of a request, a head may come without its body.
void ScriptedServer::read(QTcpSocket *socket)
{
    const QByteArray bytes = socket->readAll();
    const QByteArray method = bytes.left(bytes.indexOf(' '));
    if (method != "GET" && method != "POST")
        return;
    m_methods += method;
    answer(socket);
}

void ScriptedServer::answer(QTcpSocket *socket)
{
    switch (m_behaviour) {
    case Behaviour::SaysNothing:
        return;
    case Behaviour::HangsBehindTheHead:
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        return;
    case Behaviour::Refuses:
        socket->write(wholeAnswer("429 Too Many Requests"));
        return;
    case Behaviour::Fails:
        socket->write(wholeAnswer("500 Internal Server Error"));
        return;
    case Behaviour::FailsSlowly:
        QTimer::singleShot(1500ms, socket, [socket] { socket->write(wholeAnswer("500 Internal Server Error")); });
        return;
    case Behaviour::Drips:
        drip(socket, wholeAnswer("200 OK"));
        return;
    case Behaviour::SpeaksGarbage:
        socket->write(QByteArray(2000, '\xA5') + "\r\n\r\n");
        socket->disconnectFromHost();
        return;
    }
}

} // namespace callscope::tests
