#include "core/net/handover.h"
#include "tests/core/net/rawclient.h"
#include "tests/core/net/testserver.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QtEndian>

using namespace callscope;
using namespace callscope::net;
using namespace std::chrono_literals;
using tests::RawClient;
using tests::TestServer;

namespace {

const QByteArray handshake = "GET /ws/media HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Protocol: audio.twilio.com\r\n\r\n";
const QByteArray get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

/// One masked text frame (RFC 6455 section 5.2); the mask is zero, so that the text stays readable.
QByteArray textFrame(const QByteArray &text)
{
    QByteArray frame("\x81", 1);
    if (text.size() < 126) {
        frame.append(static_cast<char>(0x80 | text.size()));
    } else {
        quint64 size = qToBigEndian(static_cast<quint64>(text.size()));
        frame.append('\xff').append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    return frame + QByteArray(4, '\0') + text;
}

} // namespace

/// The hand-over of a connection to Qt's own WebSocket server.
class UpgradeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theSocketIsGivenAwayWithAllItsBytes_data();
    void theSocketIsGivenAwayWithAllItsBytes();
    void theConnectionLetsGoOfTheSocket();
    void whatIsNotClaimedIsAnswered_data();
    void whatIsNotClaimedIsAnswered();
    void theHookSeesTheHeadAndThePeer();

private:
    bool m_claims = true;
    HttpRequest m_seen;
    int m_offers = 0;
    std::unique_ptr<QWebSocketServer> m_webSockets;
    std::unique_ptr<QWebSocket> m_webSocket;
    QStringList m_texts;
    std::unique_ptr<TestServer> m_server;
};

void UpgradeTest::init()
{
    m_claims = true;
    m_offers = 0;
    m_texts.clear();
    m_webSockets = std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode);
    m_webSockets->setSupportedSubprotocols({ QStringLiteral("audio.twilio.com") });
    connect(m_webSockets.get(), &QWebSocketServer::newConnection, this, [this] {
        m_webSocket.reset(m_webSockets->nextPendingConnection());
        connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this,
                [this](const QString &text) { m_texts << text; });
    });
    HttpService service;
    service.answer = [](const HttpRequest &request) { return HttpResponse::text(426, request.target + request.body); };
    service.claimsUpgrade = [this](const HttpRequest &head) {
        m_seen = head;
        ++m_offers;
        return m_claims;
    };
    service.takeUpgrade = [this](std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize) {
        handOver(std::move(socket), handshakeSize, [this](std::unique_ptr<QTcpSocket> ready) {
            ready->setParent(m_webSockets.get());
            m_webSockets->handleConnection(ready.release());
        });
    };
    HttpLimits limits;
    limits.headWithin = 1000ms;
    limits.keepAlive = 1000ms;
    m_server = std::make_unique<TestServer>(service, limits);
}

void UpgradeTest::cleanup()
{
    m_webSocket.reset();
    m_webSockets.reset();
    m_server.reset();
}

void UpgradeTest::theSocketIsGivenAwayWithAllItsBytes_data()
{
    QTest::addColumn<QByteArrayList>("bursts");
    QTest::addColumn<int>("answeredBefore");
    QTest::addColumn<QStringList>("texts");

    const QStringList two { QStringLiteral("one"), QStringLiteral("two") };
    const QByteArray frames = textFrame("one") + textFrame("two");
    const QByteArray large = textFrame(QByteArray(200000, 'x'));
    const QStringList largeText { QString(200000, QLatin1Char('x')) };
    QTest::newRow("frames later") << QByteArrayList { handshake, frames } << 0 << two;
    QTest::newRow("frames in the same burst") << QByteArrayList { handshake + frames } << 0 << two;
    QTest::newRow("half a frame in the same burst")
        << QByteArrayList { handshake + frames.left(4), frames.mid(4) } << 0 << two;
    QTest::newRow("handshake in two") << QByteArrayList { handshake.left(50), handshake.mid(50) + frames } << 0 << two;
    QTest::newRow("cut in the blank line")
        << QByteArrayList { handshake.chopped(1), handshake.right(1) + frames } << 0 << two;
    QTest::newRow("after a request") << QByteArrayList { get, handshake, frames } << 1 << two;
    QTest::newRow("after a request, in one burst") << QByteArrayList { get + get + handshake + frames } << 2 << two;
    QTest::newRow("empty line before") << QByteArrayList { "\r\n" + handshake + frames } << 0 << two;
    QTest::newRow("large frame") << QByteArrayList { handshake, large } << 0 << largeText;
    QTest::newRow("large frame in the same burst") << QByteArrayList { handshake + large } << 0 << largeText;
    QTest::newRow("large frame behind a request") << QByteArrayList { get + handshake + large } << 1 << largeText;

    QByteArrayList dripping;
    for (const char c : handshake + frames)
        dripping << QByteArray(1, c);
    QTest::newRow("byte by byte") << dripping << 0 << two;
}

void UpgradeTest::theSocketIsGivenAwayWithAllItsBytes()
{
    QFETCH(QByteArrayList, bursts);
    QFETCH(int, answeredBefore);
    QFETCH(QStringList, texts);
    RawClient client(m_server->port());
    for (const QByteArray &burst : bursts) {
        client.send(burst);
        for (int turn = 0; turn < 3; ++turn)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY(m_webSocket);
    QTRY_COMPARE(m_texts, texts);
    QCOMPARE(client.received().count("HTTP/1.1 426"), answeredBefore);
    QTRY_COMPARE(client.received().count("HTTP/1.1 101"), 1);
    QVERIFY(client.received().contains("Sec-WebSocket-Protocol: audio.twilio.com\r\n"));
    client.forgetReceived();
    m_webSocket->sendTextMessage(QStringLiteral("back"));
    QTRY_COMPARE(client.received(), QByteArray("\x81\x04", 2) + "back");
}

void UpgradeTest::theConnectionLetsGoOfTheSocket()
{
    RawClient client(m_server->port());
    client.send(handshake);
    QTRY_VERIFY(m_webSocket);
    QTRY_COMPARE(m_server->finished, 1);
    QTRY_VERIFY(m_server->latest.isNull());
    QVERIFY(m_server->exchanges.empty());
    QCOMPARE(m_server->listener.openConnections(), 1);
    client.send(textFrame("still here"));
    QTRY_COMPARE(m_texts, QStringList { QStringLiteral("still here") });
    m_webSocket->abort();
    QTRY_VERIFY(!client.isConnected());
    QTRY_COMPARE(m_server->listener.openConnections(), 0);
}

void UpgradeTest::whatIsNotClaimedIsAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("claims");
    QTest::addColumn<int>("offers");

    QTest::newRow("hook says no") << handshake << false << 1;
    QTest::newRow("no Upgrade") << get << true << 0;
    QTest::newRow("POST") << QByteArray(handshake).replace("GET", "POST") << true << 0;
    QTest::newRow("HTTP/1.0") << QByteArray(handshake).replace("HTTP/1.1", "HTTP/1.0") << true << 0;
    QTest::newRow("with a body") << QByteArray(handshake).replace("Host", "Content-Length: 2\r\nHost") + "ab" << true
                                 << 0;
}

void UpgradeTest::whatIsNotClaimedIsAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, claims);
    QFETCH(int, offers);
    m_claims = claims;
    RawClient client(m_server->port());
    client.send(request);
    QTRY_VERIFY(client.received().startsWith("HTTP/1.1 426 Upgrade Required\r\n"));
    QCOMPARE(m_offers, offers);
    QVERIFY(!m_webSocket);
}

void UpgradeTest::theHookSeesTheHeadAndThePeer()
{
    RawClient client(m_server->port());
    client.send(handshake);
    QTRY_COMPARE(m_offers, 1);
    QCOMPARE(m_seen.target, "/ws/media");
    QCOMPARE(m_seen.header("sec-websocket-version"), std::optional<QByteArray>("13"));
    QCOMPARE(m_seen.peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(m_seen.peerPort, client.socket().localPort());
}

QTEST_GUILESS_MAIN(UpgradeTest)
#include "tst_upgrade.moc"
