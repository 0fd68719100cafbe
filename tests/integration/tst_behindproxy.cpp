#include "tests/integration/certificates.h"
#include "tests/integration/checkrun.h"
#include "tests/support/freeport.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QRegularExpression>
#include <QSslSocket>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QString nginxPath = QStringLiteral(CALLSCOPE_SOURCE_DIR) + u"/build/tools/usr/sbin/nginx"_s;
const QString authToken = u"0f1e2d3c4b5a69788796a5b4c3d2e1f0"_s;

/// The nginx configuration of the README, in a frame that needs no rights, for these ports and files.
QByteArray configuration(quint16 port, quint16 gatewayPort, const Certificates &files)
{
    QFile readme(QStringLiteral(CALLSCOPE_SOURCE_DIR) + u"/README.md"_s);
    if (!readme.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(readme.readAll());
    QString excerpt = text.section(u"```nginx\n"_s, 1).section(u"```"_s, 0, 0);
    excerpt.replace(u"listen 443 ssl"_s, u"listen 127.0.0.1:%1 ssl"_s.arg(port));
    excerpt.replace(u"bot.example.com;"_s, u"localhost;"_s);
    excerpt.replace(QRegularExpression(u"ssl_certificate +[^;]+"_s),
                    u"ssl_certificate "_s + files.file(u"proxy.pem"_s));
    excerpt.replace(QRegularExpression(u"ssl_certificate_key +[^;]+"_s),
                    u"ssl_certificate_key "_s + files.file(u"proxy.key"_s));
    excerpt.replace(u"http://127.0.0.1:5000"_s, u"http://127.0.0.1:%1"_s.arg(gatewayPort));
    return "daemon off;\nmaster_process off;\nerror_log stderr;\npid nginx.pid;\nevents {}\nhttp {\naccess_log off;\n"
           "client_body_temp_path body;\nproxy_temp_path proxy;\nfastcgi_temp_path f;\nuwsgi_temp_path u;\n"
           "scgi_temp_path s;\n"
        + excerpt.toUtf8() + "}\n";
}

} // namespace

/// A gateway that nginx stands in front of, as the README tells.
class BehindProxyTest : public QObject
{
    Q_OBJECT

    Certificates m_files;
    QTemporaryDir m_folder;
    QProcess m_nginx;
    std::unique_ptr<GatewayProcess> m_gateway;
    quint16 m_port = 0;

    bool isUp();

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aWholeCallGoesThrough();
    void theProxyLetsOnlyTwilioThrough();
};

bool BehindProxyTest::isUp()
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    return socket.waitForConnected(1000);
}

void BehindProxyTest::initTestCase()
{
    QVERIFY2(QFile::exists(nginxPath), "run this by ./dev test, which unpacks nginx there");
    QVERIFY2(m_files.makeAuthorities() && m_files.issue(u"proxy"_s, u"localhost"_s, 30),
             m_files.complaint().constData());
    m_port = freePort();
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup {
        {},
        { { u"PUBLIC_BASE_URL"_s, u"https://localhost:%1"_s.arg(m_port) }, { u"TWILIO_AUTH_TOKEN"_s, authToken } } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QFile file(m_folder.filePath(u"nginx.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(configuration(m_port, m_gateway->port(), m_files));
    file.close();
    m_nginx.setProcessChannelMode(QProcess::MergedChannels);
    m_nginx.start(nginxPath, { u"-p"_s, m_folder.path(), u"-c"_s, file.fileName() });
    QVERIFY2(QTest::qWaitFor([this] { return isUp() || m_nginx.state() == QProcess::NotRunning; }, 60000) && isUp(),
             m_nginx.readAll().constData());
}

void BehindProxyTest::cleanupTestCase()
{
    m_nginx.terminate();
    m_nginx.waitForFinished();
}

void BehindProxyTest::aWholeCallGoesThrough()
{
    CheckRun check({ u"https://localhost:%1"_s.arg(m_port), u"--ca-file"_s, m_files.root(), u"--only"_s,
                     u"tls,stream_status,stream_ended,twiml,signature,handshake,call"_s },
                   { { u"TWILIO_AUTH_TOKEN"_s, authToken } });
    QVERIFY2(check.exitCode() == 0, check.output().constData());
    QVERIFY(m_gateway->waitForEvents(u"STT_FINAL"_s));
}

void BehindProxyTest::theProxyLetsOnlyTwilioThrough()
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, m_port);
    QVERIFY(socket.waitForEncrypted());
    socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(socket.waitForDisconnected());
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 404"));
    QCOMPARE(get(m_gateway->port(), "/metrics").status, 200);
}

QTEST_GUILESS_MAIN(BehindProxyTest)

#include "tst_behindproxy.moc"
