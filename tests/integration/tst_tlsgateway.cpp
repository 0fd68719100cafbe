#include "core/net/tlsfiles.h"
#include "tests/integration/certificates.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawwebsocket.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

#include <csignal>
#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// A gateway that speaks TLS itself, without a proxy.
class TlsGatewayTest : public QObject
{
    Q_OBJECT

    Certificates m_files;
    QTemporaryDir m_inUse; ///< what the gateway reads
    std::unique_ptr<GatewayProcess> m_gateway;

    void use(const QString &name) const;
    QByteArray serial() const;
    void hangUpTerminal() const { ::kill(static_cast<pid_t>(m_gateway->pid()), SIGHUP); }

private Q_SLOTS:
    void initTestCase();
    void aWholeCallGoesThrough();
    void whoSaysNothingIsSentAway();
    void plainHttpIsNotUnderstood();
    void T05_theLargestFrameIsTaken();
    void T10_aPeerThatReadsNothingIsCut();
    void T28_aNewCertificateIsTakenAndABadOneIsNot();
    void wrongFilesAreNamed_data();
    void wrongFilesAreNamed();
};

void TlsGatewayTest::use(const QString &name) const
{
    for (const char *suffix : { ".pem", ".key" }) {
        const QString place = m_inUse.filePath(u"gateway"_s + QLatin1String(suffix));
        QFile::remove(place);
        QVERIFY(QFile::copy(m_files.file(name + QLatin1String(suffix)), place));
    }
}

void TlsGatewayTest::initTestCase()
{
    QVERIFY2(m_files.makeAuthorities() && m_files.issue(u"first"_s, u"localhost"_s, 30)
                 && m_files.issue(u"second"_s, u"localhost"_s, 30) && m_files.issue(u"late"_s, u"localhost"_s, -1),
             m_files.complaint().constData());
    use(u"first"_s);
    m_gateway = std::make_unique<GatewayProcess>(
        GatewaySetup { { u"--tls-certificate"_s, m_inUse.filePath(u"gateway.pem"_s), u"--tls-key"_s,
                         m_inUse.filePath(u"gateway.key"_s), u"--limits-pong-bytes-per-second"_s, u"1048576"_s } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->standardError().contains("listening on https://"));
}

QByteArray TlsGatewayTest::serial() const
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, m_gateway->port());
    socket.waitForEncrypted();
    return socket.peerCertificate().serialNumber();
}

void TlsGatewayTest::aWholeCallGoesThrough()
{
    QProcess check;
    check.setProcessEnvironment(plainEnvironment());
    check.start(callscopeBinary(),
                { u"check"_s, u"https://localhost:%1"_s.arg(m_gateway->port()), u"--ca-file"_s, m_files.root(),
                  u"--only"_s, u"tls,healthz,version,stream_status,stream_ended,twiml,handshake,call"_s });
    QVERIFY(check.waitForFinished(120'000));
    const QByteArray said = check.readAllStandardOutput();
    QVERIFY2(check.exitCode() == 0, said.right(1000).constData()); // Qt shows no more, and the fault stands at the end
    QVERIFY(m_gateway->waitForEvents(u"STT_FINAL"_s));
}

void TlsGatewayTest::whoSaysNothingIsSentAway()
{
    QTcpSocket silent;
    silent.connectToHost(u"127.0.0.1"_s, m_gateway->port());
    QVERIFY(silent.waitForConnected());
    QVERIFY(silent.waitForDisconnected(30'000)); // after five seconds without a handshake
}

void TlsGatewayTest::plainHttpIsNotUnderstood()
{
    QTcpSocket plain;
    plain.connectToHost(u"127.0.0.1"_s, m_gateway->port());
    QVERIFY(plain.waitForConnected());
    plain.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(plain.waitForDisconnected(30'000));
    QVERIFY(!plain.readAll().contains("200"));
}

/// The buffer below has to grow for it, and may not stay so for the short ones behind it.
void TlsGatewayTest::T05_theLargestFrameIsTaken()
{
    RawWebSocket socket(m_gateway->port(), RawWebSocket::Transport::Tls);
    QCOMPARE(socket.open().status, 101);
    const QByteArray callSid = "CA" + QByteArray(32, 'f'), streamSid = "MZ" + QByteArray(32, 'f');
    socket.sendStart(callSid, streamSid);
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(callSid)));
    constexpr int messages = 20;
    for (int message = 0; message < messages; ++message)
        socket.sendText(R"({"padding":")" + QByteArray(message % 2 == 0 ? 65'000 : 1, 'x') + R"("})");
    QVERIFY(m_gateway->waitForEvents(u"PROTOCOL_ERROR"_s, messages, QString::fromLatin1(callSid)));
    QCOMPARE(socket.closeCode(), 0);
}

/// What waits is encrypted already, below the WebSocket.
void TlsGatewayTest::T10_aPeerThatReadsNothingIsCut()
{
    RawWebSocket socket(m_gateway->port(), RawWebSocket::Transport::Tls);
    QCOMPARE(socket.open().status, 101);
    const QByteArray callSid = "CA" + QByteArray(32, 'e');
    socket.sendStart(callSid, "MZ" + QByteArray(32, 'e'));
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(callSid)));
    socket.stopReading();
    const auto closes = [&] { return m_gateway->events(u"WS_CLOSE"_s, QString::fromLatin1(callSid)); };
    for (int burst = 0; burst < 1500 && closes().isEmpty(); ++burst) {
        for (int ping = 0; ping < 100; ++ping)
            socket.send(simulate::Opcode::Ping, QByteArray(125, 'p'));
        QTest::qWait(2);
    }
    QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, QString::fromLatin1(callSid)));
    QVERIFY2(closes().front().value(u"reason"_s).toString().contains(u"does not read"_s),
             m_gateway->standardOutput().right(2000).constData());
}

void TlsGatewayTest::T28_aNewCertificateIsTakenAndABadOneIsNot()
{
    const QByteArray first = serial();
    QVERIFY(!first.isEmpty());
    use(u"second"_s);
    QCOMPARE(serial(), first); // not before it is told
    hangUpTerminal();
    QTRY_VERIFY(m_gateway->standardError().contains("new connections get the certificate"));
    const QByteArray second = serial();
    QVERIFY(second != first);
    QFile broken(m_inUse.filePath(u"gateway.key"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
    broken.write("no key");
    broken.close();
    hangUpTerminal();
    QTRY_VERIFY(m_gateway->standardError().contains("tls.key"));
    QVERIFY(m_gateway->standardError().contains("the certificate before stays in use"));
    QCOMPARE(serial(), second);
    QVERIFY(m_gateway->isRunning());
}

void TlsGatewayTest::wrongFilesAreNamed_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("said");
    const auto file = [this](const char *name) { return m_files.file(QLatin1String(name)); };
    QTest::newRow("good") << file("first.pem") << file("first.key") << QString();
    QTest::newRow("no certificate") << file("nope.pem") << file("first.key") << u"tls.certificate"_s;
    QTest::newRow("no key") << file("first.pem") << file("nope.key") << u"tls.key"_s;
    QTest::newRow("key as certificate") << file("first.key") << file("first.key") << u"no certificate"_s;
    QTest::newRow("certificate as key") << file("first.pem") << file("first.pem") << u"private key"_s;
    QTest::newRow("another's key") << file("first.pem") << file("second.key") << u"is not the key of"_s;
    QTest::newRow("not valid any more") << file("late.pem") << file("late.key") << u"is valid from"_s;
}

void TlsGatewayTest::wrongFilesAreNamed()
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(QString, said);
    const auto read = net::readTlsFiles(certificate, key);
    QCOMPARE(bool(read), said.isEmpty());
    if (read)
        QCOMPARE(read->protocol(), QSsl::TlsV1_2OrLater);
    else
        QVERIFY2(read.error().text.contains(said), qPrintable(read.error().text));
}

QTEST_GUILESS_MAIN(TlsGatewayTest)

#include "tst_tlsgateway.moc"
