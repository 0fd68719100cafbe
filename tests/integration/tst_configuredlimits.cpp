#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/rawwebsocket.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// Seconds of processor time.
double processorTime(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(')').last().simplified().split(' ');
    return (fields.at(11).toDouble() + fields.at(12).toDouble()) / double(sysconf(_SC_CLK_TCK));
}

const QByteArray callSid = "CA" + QByteArray(32, 'e');
const QByteArray streamSid = "MZ" + QByteArray(32, 'e');

} // namespace

/// Limits far below their defaults, each from callscope.toml, an operator's address, on real gateways.
class ConfiguredLimitsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase();
    void requestsAreHeldToThem_data();
    void requestsAreHeldToThem();
    void slowHeadsAreHeldToThem();
    void streamsAreHeldToThem_data();
    void streamsAreHeldToThem();
    void T09_pingsAreHeldToThem();
    void connectionsAreHeldToThem();
    void T04_aTrickleOfConnectionsTakesNoTimeWithoutDescriptors();
    void printConfigShowsThem();
    void operatorPagesHaveAnAddressOfTheirOwn();
    void aTakenOperatorAddressIsNamed();
};

void ConfiguredLimitsTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup {
        { u"--agent"_s, u"loopback"_s },
        {},
        "[limits]\nrequest_line_bytes = 300\nhead_bytes = 1024\nheaders = 10\nbody_bytes = 1024\nhead_ms = 300\n"
        "frame_bytes = 2048\nmessage_bytes = 2048\nstart_ms = 400\nmessages_per_second = 60\nmessage_burst = 60\n"
        "idle_ms = 1000\nping_ms = 0\nprotocol_errors = 2\npong_bytes_per_second = 128\nwithout_websocket "
        "= 5\n" });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
}

void ConfiguredLimitsTest::requestsAreHeldToThem_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray path = "/webhook/call_status";
    QTest::newRow("request line") << path + '?' + QByteArray(300, 'x') << QByteArray() << QByteArray() << 414;
    QTest::newRow("head") << path << "A: " + QByteArray(1100, 'x') + "\r\n" << QByteArray() << 431;
    QTest::newRow("headers") << path << QByteArray("A: b\r\n").repeated(10) << QByteArray() << 431;
    QTest::newRow("body") << path << QByteArray() << QByteArray(1025, 'x') << 413;
    QTest::newRow("within them") << path << QByteArray("A: b\r\n") << "CallSid=" + callSid << 204;
}

void ConfiguredLimitsTest::requestsAreHeldToThem()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    QTEST(post(m_gateway->port(), target, body, headers).status, "status");
}

void ConfiguredLimitsTest::slowHeadsAreHeldToThem()
{
    QCOMPARE(exchange(m_gateway->port(), "GET /healthz HTTP/1.1\r\n").status, 408);
}

void ConfiguredLimitsTest::streamsAreHeldToThem_data()
{
    QTest::addColumn<bool>("starts");
    QTest::addColumn<QByteArrayList>("messages");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("reason");
    const QByteArrayList wrong { "{}" };
    const QByteArray silence = R"({"event":"media","streamSid":")" + streamSid
        + R"(","media":{"track":"inbound","chunk":"1","timestamp":"0","payload":"/w=="}})";
    QTest::newRow("start") << false << QByteArrayList() << 1008 << QByteArray("no start");
    QTest::newRow("frame") << true << QByteArrayList { QByteArray(2049, 'x') } << 1009 << QByteArray();
    QTest::newRow("messages") << true << QByteArrayList(70, silence) << 1008
                              << QByteArray("more than 60 messages a second");
    QTest::newRow("protocol errors") << true << wrong + wrong + wrong << 1008 << QByteArray("protocol errors");
    QTest::newRow("idle") << true << QByteArrayList() << 1001 << QByteArray("idle");
}

void ConfiguredLimitsTest::streamsAreHeldToThem()
{
    QFETCH(bool, starts);
    QFETCH(QByteArrayList, messages);
    QFETCH(QByteArray, reason);
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    if (starts)
        socket.sendStart(callSid, streamSid);
    for (const QByteArray &message : messages)
        socket.sendText(message);
    QVERIFY(socket.waitForClose());
    QTEST(socket.closeCode(), "code");
    QVERIFY2(socket.closeReason().contains(reason), socket.closeReason().constData());
}

void ConfiguredLimitsTest::T09_pingsAreHeldToThem()
{
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(callSid, streamSid);
    for (int ping = 0; ping < 60; ++ping) // of 127 bytes each, when 2048 are allowed
        socket.send(simulate::Opcode::Ping, QByteArray(125, 'p'));
    QVERIFY(socket.waitForClose());
    QCOMPARE(socket.closeCode(), 1008);
    QCOMPARE(socket.closeReason(), QByteArray("too many pings"));
}

void ConfiguredLimitsTest::connectionsAreHeldToThem()
{
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 5; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(u"127.0.0.1"_s, m_gateway->port());
        QVERIFY(silent.back()->waitForConnected());
    }
    const RawAnswer refused = get(m_gateway->port(), "/healthz");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.has("Retry-After"));
    silent.clear();
    QTRY_COMPARE_WITH_TIMEOUT(get(m_gateway->port(), "/healthz").status, 200, 30000);
}

void ConfiguredLimitsTest::T04_aTrickleOfConnectionsTakesNoTimeWithoutDescriptors()
{
    GatewayProcess gateway({ { u"--agent"_s, u"loopback"_s } });
    QVERIFY2(gateway.start(), gateway.standardError().constData());
    QVERIFY(gateway.waitUntilReady());
    const rlimit few { 64, 64 };
    QCOMPARE(::prlimit(pid_t(gateway.pid()), RLIMIT_NOFILE, &few, nullptr), 0);
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 100; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(u"127.0.0.1"_s, gateway.port());
        QTest::qWait(10);
    }
    QTest::qWait(500);
    const double before = processorTime(gateway.pid());
    QElapsedTimer elapsed;
    elapsed.start();
    QTest::qWait(1500);
    const double share = (processorTime(gateway.pid()) - before) * 1000 / double(elapsed.elapsed());
    QVERIFY2(share < 0.3, qPrintable(QString::number(share)));
    silent.clear();
    QTRY_COMPARE_WITH_TIMEOUT(get(gateway.port(), "/healthz").status, 200, 30000);
}

void ConfiguredLimitsTest::printConfigShowsThem()
{
    QProcess printing;
    printing.setProcessEnvironment(plainEnvironment());
    printing.setWorkingDirectory(m_gateway->folder());
    printing.start(callscopeBinary(), { u"serve"_s, u"--print-config"_s, u"--limits-headers"_s, u"12"_s });
    QVERIFY(printing.waitForFinished());
    const QByteArray printed = printing.readAllStandardOutput().simplified();
    for (const char *line : { "start_ms = 400", "headers = 12", "body_ms = 10000", "memory_hard_percent = 85" })
        QVERIFY2(printed.contains(line), printed.constData());
}

void ConfiguredLimitsTest::operatorPagesHaveAnAddressOfTheirOwn()
{
    GatewayProcess gateway({ { u"--admin-address"_s, u"127.0.0.1:0"_s } });
    QVERIFY2(gateway.start(), gateway.standardError().constData());
    const QRegularExpression place(u"/metrics and /readyz are on http://127.0.0.1:(\\d+)"_s);
    QRegularExpressionMatch match;
    QTRY_VERIFY_WITH_TIMEOUT((match = place.match(QString::fromUtf8(gateway.standardError()))).hasMatch(), 30000);
    const quint16 admin = match.captured(1).toUShort();
    QVERIFY(admin != gateway.port());
    QVERIFY(get(admin, "/metrics").body.contains("callscope_"));
    QTRY_COMPARE_WITH_TIMEOUT(get(admin, "/readyz").status, 200, 60000);
    QCOMPARE(get(admin, "/healthz").status, 200);
    QCOMPARE(post(admin, "/webhook/incoming_call", "CallSid=" + callSid).status, 404);
    for (const char *page : { "/metrics", "/readyz" })
        QCOMPARE(get(gateway.port(), page).status, 404);
    QCOMPARE(get(gateway.port(), "/healthz").status, 200);
    QCOMPARE(gateway.stop(), 0);
}

void ConfiguredLimitsTest::aTakenOperatorAddressIsNamed()
{
    const QString taken = u"127.0.0.1:%1"_s.arg(m_gateway->port());
    GatewayProcess gateway({ { u"--admin-address"_s, taken } });
    QVERIFY(!gateway.start());
    QVERIFY2(gateway.standardError().contains("admin_address: 127.0.0.1 port"), gateway.standardError().constData());
    QCOMPARE(gateway.exitCode(), 4);
}

QTEST_GUILESS_MAIN(ConfiguredLimitsTest)

#include "tst_configuredlimits.moc"
