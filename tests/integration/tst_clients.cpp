#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawwebsocket.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QString twilio = u"audio.twilio.com"_s;

QString clientScript(const QString &name)
{
    return QStringLiteral(CALLSCOPE_SOURCE_DIR "/tests/integration/clients/") + name;
}

/// Debian's own, or what `npm ci --prefix tests/integration/npm` has put there.
QString nodeModules()
{
    const QString newest = QStringLiteral(CALLSCOPE_SOURCE_DIR "/tests/integration/npm/node_modules");
    return QFile::exists(newest + u"/ws"_s) ? newest : u"/usr/share/nodejs"_s;
}

QString wscat()
{
    const QString newest = nodeModules() + u"/.bin/wscat"_s;
    return QFile::exists(newest) ? newest : u"/usr/bin/wscat"_s;
}

struct Client
{
    const char *name;
    QString program;
    QStringList arguments;
    QString needs; ///< a file of the package
    QString package;
};

std::vector<Client> clients()
{
    return { { "python websockets",
               u"/usr/bin/python3"_s,
               { clientScript(u"python_client.py"_s) },
               u"/usr/lib/python3/dist-packages/websockets/__init__.py"_s,
               u"python3-websockets"_s },
             { "npm ws",
               u"/usr/bin/node"_s,
               { clientScript(u"node_client.js"_s) },
               nodeModules() + u"/ws"_s,
               u"nodejs and node-ws"_s } };
}

void startWithNode(QProcess &process, const QString &program, const QStringList &arguments)
{
    QProcessEnvironment environment = plainEnvironment();
    environment.insert(u"NODE_PATH"_s, nodeModules());
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
}

} // namespace

/// The WebSocket clients that people use, against the real port.
class ClientsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayProcess> m_gateway;
    QString mediaUrl() const { return u"ws://127.0.0.1:%1/ws/twilio-media"_s.arg(m_gateway->port()); }

private Q_SLOTS:
    void initTestCase();
    void clientTalksWithTheGateway_data();
    void clientTalksWithTheGateway();
    void wscatGetsTheHeader();
    void protocolIsEchoedOnlyWhenOffered_data();
    void protocolIsEchoedOnlyWhenOffered();
    void gatewayEndsInOrder();
};

void ClientsTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup { { u"--greeting"_s, u"Hello there."_s } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
}

void ClientsTest::clientTalksWithTheGateway_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("subprotocol");
    for (int index = 0; index < int(clients().size()); ++index) {
        const char *name = clients()[std::size_t(index)].name;
        QTest::addRow("%s with sub-protocol", name) << index << twilio;
        QTest::addRow("%s without", name) << index << QString();
    }
}

void ClientsTest::clientTalksWithTheGateway()
{
    QFETCH(int, index);
    QFETCH(QString, subprotocol);
    const Client client = clients()[std::size_t(index)];
    QVERIFY2(QFile::exists(client.program) && QFile::exists(client.needs),
             qPrintable(u"install %1 (./dev does)"_s.arg(client.package)));
    const QString tail = QString::number(index * 2 + (subprotocol.isEmpty() ? 0 : 1)).rightJustified(32, u'0');
    QStringList arguments = client.arguments + QStringList { mediaUrl(), u"CA"_s + tail, u"MZ"_s + tail };
    if (!subprotocol.isEmpty())
        arguments += subprotocol;
    QProcess process;
    startWithNode(process, client.program, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 90000);
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());

    const QJsonObject settled = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(settled.value("extensions_header"_L1), QJsonValue());
    const QJsonValue expected = subprotocol.isEmpty() ? QJsonValue() : QJsonValue(subprotocol);
    QCOMPARE(settled.value("protocol_header"_L1), expected);
    QCOMPARE(settled.value("subprotocol"_L1), expected);
    const QString callSid = u"CA"_s + tail;
    QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, callSid));
    QCOMPARE(number(m_gateway->events(u"WS_CLOSE"_s, callSid).front(), "code"_L1), 1000);
    QCOMPARE(m_gateway->events(u"PROTOCOL_ERROR"_s, callSid).size(), 0);
    QCOMPARE(m_gateway->events(u"MARK_RX"_s, callSid).size(), 1);
}

void ClientsTest::wscatGetsTheHeader()
{
    QVERIFY2(QFile::exists(wscat()), "install node-ws (./dev does)");
    const qsizetype before = m_gateway->events(u"WS_OPEN"_s).size();
    QProcess process;
    startWithNode(process, wscat(),
                  { u"-s"_s, twilio, u"-w"_s, u"1"_s, u"-x"_s, u"{\"event\":\"connected\"}"_s, u"-c"_s, mediaUrl() });
    QVERIFY(m_gateway->waitForEvents(u"WS_OPEN"_s, int(before) + 1));
    QCOMPARE(text(m_gateway->events(u"WS_OPEN"_s).back(), "subprotocol"_L1), twilio);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60000);
    const QByteArray errors = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0 && !errors.contains("error"), errors.constData());
}

void ClientsTest::protocolIsEchoedOnlyWhenOffered_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("echoed");
    const QByteArray offer = "Sec-WebSocket-Protocol: ", echo = "audio.twilio.com";
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("Twilio's") << offer + "audio.twilio.com\r\n" << echo;
    QTest::newRow("among others") << offer + "chat, audio.twilio.com,soap\r\n" << echo;
    QTest::newRow("another") << offer + "chat\r\n" << QByteArray();
    QTest::newRow("a longer one") << offer + "audio.twilio.com.evil\r\n" << QByteArray();
    QTest::newRow("compression") << QByteArray("Sec-WebSocket-Extensions: permessage-deflate\r\n") << QByteArray();
}

void ClientsTest::protocolIsEchoedOnlyWhenOffered()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, echoed);
    RawWebSocket socket(m_gateway->port());
    const RawAnswer answer = socket.open(headers);
    QCOMPARE(answer.status, 101);
    QCOMPARE(answer.has("Sec-WebSocket-Protocol"), !echoed.isEmpty());
    QCOMPARE(answer.header("Sec-WebSocket-Protocol"), echoed);
    QVERIFY(!answer.has("Sec-WebSocket-Extensions"));
    QVERIFY(answer.has("Sec-WebSocket-Accept"));
}

void ClientsTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(ClientsTest)
#include "tst_clients.moc"
