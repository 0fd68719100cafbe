#include "core/simulate/websocketclient.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace callscope::simulate;
using namespace Qt::StringLiterals;

/// The client behind its handshake, where it stands on a descriptor; the server is a few bytes of our own.
class TestWebSocketClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void carriesMessagesBothWays();
    void framesThatComeWithTheHandshakeAreRead();
    void aCloseWithoutAnswerEndsAllTheSame();
    void aConnectionThatEndsWithoutCloseHasFailed();
    void whatTheServerDoesNotReadWaits();
    void anAbortSaysNothing();

private:
    void open(const QByteArray &withHandshake = {});

    std::unique_ptr<QTcpServer> m_server;
    QPointer<QTcpSocket> m_peer;
    std::unique_ptr<WebSocketClient> m_client;
    QByteArrayList m_texts, m_ends;
};

void TestWebSocketClient::init()
{
    m_client = std::make_unique<WebSocketClient>();
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_texts.clear();
    m_ends.clear();
    connect(m_client.get(), &WebSocketClient::textReceived, this,
            [this](QByteArrayView utf8) { m_texts += utf8.toByteArray(); });
    connect(m_client.get(), &WebSocketClient::failed, this,
            [this](const Fault &fault) { m_ends += "failed " + QByteArray::number(fault.code); });
    connect(m_client.get(), &WebSocketClient::closed, this, [this](int code, const QString &, bool byServer) {
        m_ends += (byServer ? "server " : "client ") + QByteArray::number(code);
    });
}

/// Until the handshake is over on both sides.
void TestWebSocketClient::open(const QByteArray &withHandshake)
{
    m_client->open({ QUrl(u"ws://127.0.0.1:%1/"_s.arg(m_server->serverPort())), "/", "bot.example.com" });
    QTRY_VERIFY(m_server->hasPendingConnections());
    m_peer = m_server->nextPendingConnection();
    QByteArray head;
    QTRY_VERIFY((head += m_peer->readAll()).endsWith("\r\n\r\n"));
    const QByteArray key
        = head.mid(head.indexOf("sec-websocket-key: ") + 19, 24) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    m_peer->write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n" + withHandshake);
    QTRY_VERIFY(m_client->isOpen());
}

void TestWebSocketClient::carriesMessagesBothWays()
{
    open();
    m_client->sendText("to the server");
    QTRY_COMPARE(m_peer->bytesAvailable(), 2 + 4 + 13);
    m_peer->write("\x81\x05"
                  "hello"
                  "\x81\x03"
                  "you");
    QTRY_COMPARE(m_texts, (QByteArrayList { "hello", "you" }));
    m_peer->write(QByteArray::fromHex("880203e8"));
    QTRY_COMPARE(m_ends, QByteArrayList { "server 1000" });
    QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
}

void TestWebSocketClient::framesThatComeWithTheHandshakeAreRead()
{
    open("\x81\x02"
         "hi");
    QTRY_COMPARE(m_texts, QByteArrayList { "hi" });
}

void TestWebSocketClient::aCloseWithoutAnswerEndsAllTheSame()
{
    open();
    m_client->close(1000, {});
    QTRY_COMPARE_WITH_TIMEOUT(m_ends, QByteArrayList { "client 1006" }, 30000);
    QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
}

void TestWebSocketClient::aConnectionThatEndsWithoutCloseHasFailed()
{
    open();
    m_peer->write("\x81\x04"
                  "last");
    m_peer->disconnectFromHost();
    QTRY_COMPARE(m_ends, QByteArrayList { "failed 31903" });
    QCOMPARE(m_texts, QByteArrayList { "last" });
}

void TestWebSocketClient::whatTheServerDoesNotReadWaits()
{
    open();
    m_peer->setReadBufferSize(1);
    const QByteArray text(64 * 1024, 'x');
    for (int i = 0; i < 1000 && m_client->bytesToWrite() == 0; ++i)
        m_client->sendText(text);
    QVERIFY(m_client->bytesToWrite() > 0);
    m_peer->setReadBufferSize(0);
    QTRY_COMPARE((m_peer->readAll(), m_client->bytesToWrite()), 0);
}

void TestWebSocketClient::anAbortSaysNothing()
{
    open();
    m_client->abort();
    QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(m_ends, QByteArrayList());
}

QTEST_GUILESS_MAIN(TestWebSocketClient)
#include "tst_websocketclient.moc"
