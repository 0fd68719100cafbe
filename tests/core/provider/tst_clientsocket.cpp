#include "core/provider/clientsocket.h"
#include "tests/support/freeport.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/scriptedsocket.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using provider::ClientSocket;

namespace {

struct Client
{
    explicit Client(const provider::SocketPlace &place)
        : socket(place)
        , opened(&socket, &ClientSocket::opened)
        , texts(&socket, &ClientSocket::textReceived)
        , failures(&socket, &ClientSocket::failed)
    { }
    base::Error failure() const { return failures.last().first().value<base::Error>(); }

    ClientSocket socket;
    QSignalSpy opened, texts, failures;
};

provider::SocketPlace placeOf(const QUrl &url)
{
    return { .provider = u"deepgram"_s, .url = url };
}

/// Of nobody that anybody trusts. Empty: `openssl` failed.
QSslConfiguration selfSigned(const QTemporaryDir &folder)
{
    const QString key = folder.filePath(u"key.pem"_s);
    const QString certificate = folder.filePath(u"certificate.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  { u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
                    u"-nodes"_s, u"-subj"_s, u"/CN=localhost"_s, u"-keyout"_s, key, u"-out"_s, certificate });
    QFile keyFile(key);
    if (!openssl.waitForFinished() || !keyFile.open(QIODevice::ReadOnly))
        return {};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    return tls;
}

} // namespace

/// Our end of a provider's WebSocket, at servers that behave and at such that do not.
class ClientSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsHeadersAndTalksBothWays();
    void keepsTheOrderOfWhatWaits();
    void dropsTheOldestSoundThatWaits();
    void tellsTheStatusOfARefusedHandshake_data();
    void tellsTheStatusOfARefusedHandshake();
    void failsWhereNobodyListens();
    void failsForAHostWithoutAddress();
    void failsWhenTheHandshakeHangs();
    void failsWhenTheCertificateIsRefused();
    void failsWhenTheConnectionIsCut();
    void tellsWhyItWasClosed_data();
    void tellsWhyItWasClosed();
    void failsWhenThePeerFallsSilent();
    void staysWithAQuietPeerThatAnswersPings();
    void saysNothingAfterClose();
    void opensAgainAfterAFailure();
    void keepsQueriesOutOfErrors();
    void tellsNothingFromInsideOpen();
};

void ClientSocketTest::sendsHeadersAndTalksBothWays()
{
    ScriptedSocket server;
    server.onText = [&server](const QByteArray &text) { server.sendText(text + u" עולם"_s.toUtf8()); };
    provider::SocketPlace place = placeOf(server.url(u"/v1/listen?a=b"_s));
    place.headers = { { "Authorization", "Token k" } };
    Client client(place);
    QVERIFY(!client.socket.isOpen());
    client.socket.open();
    client.socket.open(); // once is enough
    QTRY_COMPARE(client.opened.count(), 1);
    QVERIFY(client.socket.isOpen());
    QCOMPARE(server.handshakes().size(), std::size_t(1));
    QCOMPARE(server.handshakes().front().target, QByteArray("/v1/listen?a=b"));
    QCOMPARE(server.handshakes().front().header("Authorization"), QByteArray("Token k"));
    client.socket.sendText(u"שלום"_s.toUtf8());
    QTRY_COMPARE(client.texts.count(), 1);
    QCOMPARE(client.texts.first().first().toByteArray(), u"שלום עולם"_s.toUtf8());
    client.socket.sendBinary(QByteArray("\x00\xff", 2));
    QTRY_COMPARE(server.binary(), QByteArray("\x00\xff", 2));
}

void ClientSocketTest::keepsTheOrderOfWhatWaits()
{
    ScriptedSocket server;
    QByteArray order;
    server.onText = [&order](const QByteArray &text) { order += text; };
    server.onBinary = server.onText;
    Client client(placeOf(server.url()));
    client.socket.open();
    client.socket.sendText("1");
    client.socket.sendBinary("2");
    client.socket.sendText("3");
    QTRY_COMPARE(order, QByteArray("123"));
}

void ClientSocketTest::dropsTheOldestSoundThatWaits()
{
    ScriptedSocket server;
    Client client(placeOf(server.url()));
    client.socket.open();
    client.socket.sendText("configuration");
    const qsizetype piece = ClientSocket::largestWaiting / 4;
    for (const char letter : QByteArrayView("abcdef"))
        client.socket.sendBinary(QByteArray(piece, letter));
    client.socket.sendText("end");
    QTRY_COMPARE(server.texts(), QList<QByteArray>({ "configuration", "end" }));
    QCOMPARE(server.binary().size(), 3 * piece);
    QCOMPARE(server.binary().front(), 'd');
    QCOMPARE(server.binary().back(), 'f');
}

void ClientSocketTest::tellsTheStatusOfARefusedHandshake_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("400") << 400 << ErrorCode::Refused;
    QTest::newRow("401") << 401 << ErrorCode::Unauthorized;
    QTest::newRow("402") << 402 << ErrorCode::QuotaExceeded;
    QTest::newRow("403") << 403 << ErrorCode::Unauthorized;
    QTest::newRow("404") << 404 << ErrorCode::Refused;
    QTest::newRow("429") << 429 << ErrorCode::RateLimited;
    QTest::newRow("500") << 500 << ErrorCode::Unavailable;
    QTest::newRow("504") << 504 << ErrorCode::Timeout;
}

void ClientSocketTest::tellsTheStatusOfARefusedHandshake()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    ScriptedSocket server;
    server.refuseWith = status;
    Client client(placeOf(server.url()));
    client.socket.open();
    QTRY_COMPARE(client.failures.count(), 1);
    QCOMPARE(client.failure().code, code);
    QVERIFY2(client.failure().text.contains(u"deepgram answered %1"_s.arg(status)),
             qUtf8Printable(client.failure().text));
    QTest::qWait(30);
    QCOMPARE(client.failures.count(), 1);
    QCOMPARE(client.opened.count(), 0);
}

void ClientSocketTest::failsWhereNobodyListens()
{
    Client client(placeOf(QUrl(u"ws://127.0.0.1:%1/"_s.arg(freePort()))));
    client.socket.open();
    QTRY_COMPARE(client.failures.count(), 1);
    QCOMPARE(client.failure().code, ErrorCode::Unavailable);
}

void ClientSocketTest::failsForAHostWithoutAddress()
{
    provider::SocketPlace place = placeOf(QUrl(u"ws://no-such-host.invalid/"_s));
    place.connectWithin = 60s;
    Client client(place);
    client.socket.open();
    QTRY_COMPARE_WITH_TIMEOUT(client.failures.count(), 1, 60000);
    QCOMPARE(client.failure().code, ErrorCode::NotFound);
}

void ClientSocketTest::failsWhenTheHandshakeHangs()
{
    ScriptedSocket server;
    server.hangs = true;
    provider::SocketPlace place = placeOf(server.url());
    place.connectWithin = 100ms;
    Client client(place);
    client.socket.open();
    QTRY_COMPARE(client.failures.count(), 1);
    QCOMPARE(client.failure().code, ErrorCode::Timeout);
    QVERIFY(client.failure().text.contains(u"100 ms"_s));
}

void ClientSocketTest::failsWhenTheCertificateIsRefused()
{
    const QTemporaryDir folder;
    const QSslConfiguration tls = selfSigned(folder);
    if (tls.isNull())
        QSKIP("openssl made no certificate");
    ScriptedServer server(ScriptedServer::Behaviour::SaysNothing, tls);
    provider::SocketPlace place = placeOf(QUrl(u"wss://localhost:%1/"_s.arg(server.port())));
    place.connectWithin = 60s;
    Client client(place);
    client.socket.open();
    QTRY_COMPARE_WITH_TIMEOUT(client.failures.count(), 1, 20000);
    QCOMPARE(client.failure().code, ErrorCode::Unavailable);
    QVERIFY2(client.failure().text.contains(u"certificate"_s), qUtf8Printable(client.failure().text));
    QTest::qWait(30);
    QCOMPARE(client.failures.count(), 1);
}

void ClientSocketTest::failsWhenTheConnectionIsCut()
{
    ScriptedSocket server;
    Client client(placeOf(server.url()));
    client.socket.open();
    QTRY_COMPARE(client.opened.count(), 1);
    QTRY_COMPARE(server.open(), 1);
    server.cut();
    QTRY_COMPARE(client.failures.count(), 1);
    QCOMPARE(client.failure().code, ErrorCode::Unavailable);
    QVERIFY(!client.socket.isOpen());
}

void ClientSocketTest::tellsWhyItWasClosed_data()
{
    QTest::addColumn<int>("closeCode");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("going away") << 1001 << ErrorCode::Unavailable;
    QTest::newRow("not this kind of data") << 1003 << ErrorCode::Refused;
    QTest::newRow("no such data") << 1007 << ErrorCode::Refused;
    QTest::newRow("policy") << 1008 << ErrorCode::Refused;
    QTest::newRow("its own fault") << 1011 << ErrorCode::Unavailable;
}

void ClientSocketTest::tellsWhyItWasClosed()
{
    QFETCH(int, closeCode);
    QFETCH(ErrorCode, code);
    ScriptedSocket server;
    Client client(placeOf(server.url()));
    client.socket.open();
    QTRY_COMPARE(server.open(), 1);
    server.close(static_cast<quint16>(closeCode), u"NET-0001 timeout"_s);
    QTRY_COMPARE(client.failures.count(), 1);
    QCOMPARE(client.failure().code, code);
    QCOMPARE(client.failure().detail, u"close code %1 NET-0001 timeout"_s.arg(closeCode));
}

void ClientSocketTest::failsWhenThePeerFallsSilent()
{
    ScriptedSocket server;
    provider::SocketPlace place = placeOf(server.url());
    place.silentWithin = 200ms;
    Client client(place);
    client.socket.open();
    QTRY_COMPARE(client.opened.count(), 1);
    QTRY_COMPARE(server.open(), 1);
    server.deafen();
    QTRY_COMPARE(client.failures.count(), 1);
    QCOMPARE(client.failure().code, ErrorCode::Timeout);
    QVERIFY(client.failure().text.contains(u"200 ms"_s));
}

void ClientSocketTest::staysWithAQuietPeerThatAnswersPings()
{
    ScriptedSocket server;
    provider::SocketPlace place = placeOf(server.url());
    place.silentWithin = 4s;
    Client client(place);
    client.socket.open();
    QTRY_COMPARE(client.opened.count(), 1);
    QTest::qWait(6000); // one and a half times as long: a pong has come in between
    QCOMPARE(client.failures.count(), 0);
    QVERIFY(client.socket.isOpen());
}

void ClientSocketTest::saysNothingAfterClose()
{
    ScriptedSocket server;
    Client client(placeOf(server.url()));
    client.socket.open();
    QTRY_COMPARE(server.open(), 1);
    server.sendText("late");
    client.socket.close();
    QTRY_COMPARE(server.open(), 0);
    client.socket.open(); // while it connects
    client.socket.close();
    QTest::qWait(50);
    QCOMPARE(client.texts.count(), 0);
    QCOMPARE(client.failures.count(), 0);
}

void ClientSocketTest::opensAgainAfterAFailure()
{
    ScriptedSocket server;
    server.refuseWith = 503;
    Client client(placeOf(server.url()));
    connect(&client.socket, &ClientSocket::failed, this, [&] {
        server.refuseWith.reset();
        client.socket.open(); // from inside the signal
    });
    client.socket.open();
    client.socket.sendText("lost with the first");
    QTRY_COMPARE(client.opened.count(), 1);
    QCOMPARE(client.failures.count(), 1);
    client.socket.sendText("heard");
    QTRY_COMPARE(server.texts(), QList<QByteArray>({ "heard" }));
}

void ClientSocketTest::keepsQueriesOutOfErrors()
{
    Client client(placeOf(QUrl(u"ws://user:password@127.0.0.1:%1/path?token=secret"_s.arg(freePort()))));
    client.socket.open();
    QTRY_COMPARE(client.failures.count(), 1);
    const QString words = client.failure().text + client.failure().detail;
    QVERIFY2(!words.contains(u"secret"_s) && !words.contains(u"password"_s), qUtf8Printable(words));
}

void ClientSocketTest::tellsNothingFromInsideOpen()
{
    Client client(placeOf(QUrl())); // Qt refuses it at once
    client.socket.open();
    QCOMPARE(client.failures.count(), 0);
    QTRY_COMPARE(client.failures.count(), 1);
}

QTEST_GUILESS_MAIN(ClientSocketTest)
#include "tst_clientsocket.moc"
