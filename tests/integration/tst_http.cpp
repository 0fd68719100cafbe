#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/simulatorrun.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray callSid = "CA" + QByteArray(32, 'd');
const QByteArray callForm = "CallSid=" + callSid + "&AccountSid=AC" + QByteArray(32, 'd')
    + "&From=%2B972501234567&To=%2B97237654321&CallStatus=ringing&Direction=inbound";
const QByteArray recordingForm = callForm + "&RecordingSid=RE" + QByteArray(32, 'd')
    + "&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2Fr&RecordingDuration=3&RecordingStatus=completed";
const QByteArray xml = "text/xml; charset=utf-8", plain = "text/plain; charset=utf-8";

/// Runs `callscope` to its end; its exit code and all it wrote.
std::pair<int, QByteArray> run(const QStringList &arguments, const QString &folder,
                               const QMap<QString, QString> &environment = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment surroundings = plainEnvironment();
    for (auto variable = environment.cbegin(); variable != environment.cend(); ++variable)
        surroundings.insert(variable.key(), variable.value());
    process.setProcessEnvironment(surroundings);
    process.setWorkingDirectory(folder);
    process.start(callscopeBinary(), arguments);
    const bool over = process.waitForFinished(60 * 1000);
    return { over && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAll() };
}

} // namespace

/// The port as an HTTP client sees it, and the life of the process around it.
class HttpTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase();
    void everyPathGivesItsAnswer_data();
    void everyPathGivesItsAnswer();
    void wrongMethodsAreToldTheRightOnes_data();
    void wrongMethodsAreToldTheRightOnes();
    void streamStatusIsAlways204_data();
    void streamStatusIsAlways204();
    void nothingMalformedStaysUnanswered_data();
    void nothingMalformedStaysUnanswered();
    void twimlConnectsTheCallToTheMediaPath();
    void connectionServesPipelinedRequests();
    void continueIsSentBeforeABody();
    void callWhoseStreamNeverCameIsAskedForAMessage();
    void versionNamesTheDeployment();
    void metricsAreReadable();
    void takenPortNamesItsHolder();
    void printedConfigurationKeepsSecrets();
    void wrongConfigurationIsNamedByFileAndLine_data();
    void wrongConfigurationIsNamedByFileAndLine();
    void healthIsGoodBeforeAnyModelIsLoaded();
    void T03_keptAliveConnectionsGiveWay();
    void T29_terminationLetsARunningCallFinish();
    void T29_secondTerminationEndsRunningCalls();
};

void HttpTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(
        GatewaySetup { {}, { { u"DEPLOY_ID"_s, u"blue-42"_s }, { u"BUILD_TIME"_s, u"2026-01-02T03:04:05Z"_s } } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
}

void HttpTest::everyPathGivesItsAnswer_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("part");
    const QByteArray none;
    const auto row = [](const char *method, const QByteArray &target, const QByteArray &form, int status,
                        const QByteArray &type, const QByteArray &bodyPart) {
        QTest::newRow(method + QByteArray(" ") + target.left(40))
            << QByteArray(method) << target << form << status << type << bodyPart;
    };
    row("GET", "/", none, 200, plain, "ok");
    row("GET", "/healthz", none, 200, plain, "ok");
    row("GET", "/readyz", none, 200, plain, "ready");
    row("GET", "/version", none, 200, "application/json", "blue-42");
    row("GET", "/metrics", none, 200, "text/plain; version=0.0.4; charset=utf-8", "# TYPE ");
    row("HEAD", "/healthz", none, 200, plain, none);
    row("HEAD", "/version", none, 200, "application/json", none);
    row("POST", "/webhook/incoming_call", callForm, 200, xml, "<Connect action=");
    row("GET", "/webhook/incoming_call?" + callForm, none, 200, xml, "<Connect action=");
    row("POST", "/webhook/stream_status", callForm, 204, none, none);
    const QByteArray unknown = "CallSid=CA" + QByteArray(32, 'e') + "&CallStatus=in-progress";
    row("POST", "/webhook/stream_ended", unknown, 204, none, none);
    row("GET", "/webhook/stream_ended?" + unknown, none, 204, none, none);
    row("POST", "/webhook/handle_recording", recordingForm, 200, xml, "<Hangup/>");
    row("GET", "/webhook/handle_recording?" + recordingForm, none, 200, xml, "<Hangup/>");
    row("POST", "/webhook/call_status", callForm, 204, none, none);
    row("GET", "/webhook/call_status?" + callForm, none, 204, none, none);
    row("POST", "/webhook/recording_status", recordingForm, 204, none, none);
    row("POST", "/webhook/incoming_call", "From=nobody", 400, plain, "CallSid");
    row("GET", "/ws/twilio-media", none, 426, plain, none);
    row("GET", "/ws/other", none, 404, plain, none);
    row("GET", "/ws/twilio-media/", none, 404, plain, none);
    row("GET", "/nothing", none, 404, plain, none);
    row("GET", "/webhook", none, 404, plain, none);
    row("GET", "/healthz/", none, 404, plain, none);
    row("GET", "//healthz", none, 404, plain, none);
    row("GET", "/%68ealthz", none, 404, plain, none);
}

void HttpTest::everyPathGivesItsAnswer()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, form);
    QFETCH(QByteArray, part);
    const RawAnswer answer
        = method == "POST" ? post(m_gateway->port(), target, form) : request(m_gateway->port(), method, target);
    QTEST(answer.status, "status");
    QTEST(answer.header("Content-Type").toLower(), "type");
    QVERIFY2(answer.body.contains(part), answer.body.constData());
    if (method == "HEAD" || answer.status == 204)
        QCOMPARE(answer.body, QByteArray());
    if (answer.status == 204)
        QVERIFY(!answer.has("Content-Length"));
    else if (method != "HEAD")
        QCOMPARE(answer.header("Content-Length").toLongLong(), answer.body.size());
    if (answer.status == 426)
        QCOMPARE(answer.header("Upgrade").toLower(), QByteArray("websocket"));
    QCOMPARE(answer.header("Connection"), QByteArray("close"));
    QVERIFY(answer.has("Date"));
}

void HttpTest::wrongMethodsAreToldTheRightOnes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("allow");
    const auto row = [](const char *method, const char *target, const char *allow) {
        QTest::addRow("%s %s", method, target) << QByteArray(method) << QByteArray(target) << QByteArray(allow);
    };
    for (const char *probe : { "/", "/healthz", "/readyz", "/version", "/metrics" })
        row("POST", probe, "GET, HEAD");
    row("DELETE", "/webhook/incoming_call", "GET, HEAD, POST");
    row("PUT", "/webhook/stream_status", "GET, HEAD, POST");
    row("PATCH", "/webhook/stream_ended", "GET, HEAD, POST");
    row("OPTIONS", "/webhook/handle_recording", "GET, HEAD, POST");
}

void HttpTest::wrongMethodsAreToldTheRightOnes()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    const RawAnswer answer = request(m_gateway->port(), method, target, "a=b");
    QCOMPARE(answer.status, 405);
    QTEST(answer.header("Allow"), "allow");
}

void HttpTest::streamStatusIsAlways204_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("headers");
    const QByteArray form = "application/x-www-form-urlencoded";
    QTest::newRow("form") << form << "StreamSid=MZ" + QByteArray(32, '1') + "&StreamEvent=stream-started&" + callForm
                          << QByteArray();
    QTest::newRow("json") << QByteArray("application/json") << QByteArray(R"({"StreamEvent":"stream-error"})")
                          << QByteArray();
    QTest::newRow("broken json") << QByteArray("application/json") << QByteArray("{{{") << QByteArray();
    QTest::newRow("empty") << form << QByteArray() << QByteArray();
    QTest::newRow("binary") << QByteArray("application/octet-stream") << QByteArray("\0\xFF\xFE\x01\r\n\r\n", 8)
                            << QByteArray();
    QTest::newRow("200 KB") << form << "a=" + QByteArray(200 * 1024, 'x') << QByteArray();
    QTest::newRow("wrong signature") << form << callForm << QByteArray("X-Twilio-Signature: AAAA\r\n");
    QTest::newRow("bad type") << QByteArray(";;;/=") << callForm << QByteArray();
    QTest::newRow("other charset") << form + "; charset=utf-16" << QByteArray("%FF%FE=%00") << QByteArray();
    QTest::newRow("forged log line") << form << "StreamEvent=x%0D%0A%7B%22event%22%3A%22CALL_END%22%7D&" + callForm
                                     << QByteArray();
}

void HttpTest::streamStatusIsAlways204()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, headers);
    const qsizetype ends = m_gateway->events(u"CALL_END"_s).size();
    const RawAnswer answer = request(m_gateway->port(), "POST", "/webhook/stream_status", body,
                                     "Content-Type: " + type + "\r\n" + headers);
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.body, QByteArray());
    QCOMPARE(answer.header("Cache-Control"), QByteArray("no-store, no-cache, must-revalidate, max-age=0"));
    QCOMPARE(answer.header("Pragma"), QByteArray("no-cache"));
    QCOMPARE(m_gateway->events(u"CALL_END"_s).size(), ends);
}

void HttpTest::nothingMalformedStaysUnanswered_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray host = "Host: a\r\n";
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\x02\r\n\r\n", 8) << 400;
    QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("two Hosts") << "GET / HTTP/1.1\r\n" + host + host + "\r\n" << 400;
    QTest::newRow("blank in a name") << QByteArray("GET / HTTP/1.1\r\nHost : a\r\n\r\n") << 400;
    QTest::newRow("folded header") << "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n" << 400;
    QTest::newRow("two lengths") << "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"
                                 << 400;
    QTest::newRow("length and chunks") << "POST / HTTP/1.1\r\n" + host
            + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                       << 400;
    QTest::newRow("negative length") << "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n" << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("long target") << "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n" << 414;
    QTest::newRow("large head") << "GET / HTTP/1.1\r\n" + host + "A: " + QByteArray(20000, 'a') + "\r\n\r\n" << 431;
    QTest::newRow("large body") << "POST /webhook/call_status HTTP/1.1\r\n" + host + "Content-Length: 300000\r\n\r\n"
                                << 413;
    QTest::newRow("other expectation") << "GET / HTTP/1.1\r\n" + host + "Expect: tea\r\n\r\n" << 417;
    QTest::newRow("other encoding") << "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n" << 501;
    const QByteArray upgrade
        = "GET /ws/twilio-media HTTP/1.1\r\n" + host + "Upgrade: websocket\r\nConnection: Upgrade, close\r\n";
    const QByteArray key = "Sec-WebSocket-Key: bWFkZS11cC1rZXktMDAwMQ==\r\n", version = "Sec-WebSocket-Version: 13\r\n";
    QTest::newRow("upgrade without key") << upgrade + version + "\r\n" << 400;
    QTest::newRow("upgrade with two keys") << upgrade + version + key + key + "\r\n" << 400;
    QTest::newRow("upgrade with two offers")
        << upgrade + version + key + "Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: b\r\n\r\n"
        << 400;
    QTest::newRow("upgrade with a short key") << upgrade + version + "Sec-WebSocket-Key: AAAA\r\n\r\n" << 400;
    QTest::newRow("upgrade of version 8") << upgrade + key + "Sec-WebSocket-Version: 8\r\n\r\n" << 426;
    QTest::newRow("upgrade elsewhere") << "GET /healthz" + upgrade.mid(20) + key + version + "\r\n" << 200;
}

void HttpTest::nothingMalformedStaysUnanswered()
{
    QFETCH(QByteArray, bytes);
    const RawAnswer answer = exchange(m_gateway->port(), bytes);
    QTEST(answer.status, "status");
    if (answer.status >= 400) {
        QCOMPARE(answer.body.count('\n'), 1);
        QVERIFY(answer.body.size() > 10);
        QCOMPARE(answer.header("Connection"), QByteArray("close"));
    }
    QCOMPARE(get(m_gateway->port(), "/healthz").status, 200);
}

void HttpTest::twimlConnectsTheCallToTheMediaPath()
{
    const RawAnswer answer = post(m_gateway->port(), "/webhook/incoming_call",
                                  callForm + "&CallerName=%D7%A9%D7%9C%D7%95%D7%9D%20%22%3CPlay%3E%00%1B",
                                  "X-Forwarded-Proto: https\r\nX-Forwarded-Host: bot.example.com\r\n");
    QCOMPARE(answer.status, 200);
    const QRegularExpression expected(QStringLiteral(
        R"(^<\?xml version="1.0" encoding="UTF-8"\?>\s*<Response>\s*<Connect action="https://bot\.example\.com/webhook/stream_ended">\s*)"
        R"(<Stream url="wss://bot\.example\.com/ws/twilio-media" statusCallback="https://bot\.example\.com/webhook/stream_status">\s*)"
        R"(<Parameter name="call_sid" value="CAd{32}"/>\s*<Parameter name="[^"]+" value="[^"]{22,}"/>\s*</Stream>\s*</Connect>)"));
    QVERIFY2(expected.match(QString::fromUtf8(answer.body)).hasMatch(), answer.body.constData());
    QVERIFY(!answer.body.contains("Play"));
}

void HttpTest::connectionServesPipelinedRequests()
{
    const QByteArray host = " HTTP/1.1\r\nHost: a\r\n";
    const RawAnswer first
        = exchange(m_gateway->port(),
                   "GET /healthz" + host + "\r\nPOST /webhook/call_status" + host
                       + "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                       + QByteArray::number(callForm.size(), 16) + "\r\n" + callForm + "\r\n0\r\n\r\nGET /nothing"
                       + host + "Connection: close\r\n\r\n");
    QCOMPARE(first.status, 200);
    const QByteArray rest = first.body.mid(first.header("Content-Length").toLongLong());
    const RawAnswer second = parseAnswer(rest);
    QCOMPARE(second.status, 204);
    QCOMPARE(parseAnswer(second.body).status, 404);
}

void HttpTest::continueIsSentBeforeABody()
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_gateway->port());
    socket.write("POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n"
                 "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                 + QByteArray::number(callForm.size()) + "\r\n\r\n");
    QByteArray received;
    connect(&socket, &QTcpSocket::readyRead, &socket, [&] { received += socket.readAll(); });
    QTRY_COMPARE_WITH_TIMEOUT(received, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"), 30000);
    socket.write(callForm);
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, 30000);
    QCOMPARE(parseAnswer(received.mid(25)).status, 204);
}

void HttpTest::callWhoseStreamNeverCameIsAskedForAMessage()
{
    const QByteArray live = "CallSid=CA" + QByteArray(32, 'f') + "&AccountSid=AC" + QByteArray(32, 'd')
        + "&From=%2B1&To=%2B2&Direction=inbound&CallStatus=";
    QCOMPARE(post(m_gateway->port(), "/webhook/incoming_call", live + "ringing").status, 200);
    QCOMPARE(post(m_gateway->port(), "/webhook/stream_ended", live + "in-progress").status, 204);
    QCOMPARE(post(m_gateway->port(), "/webhook/stream_status", live + "in-progress&StreamEvent=stream-error").status,
             204);
    const RawAnswer asked = post(m_gateway->port(), "/webhook/stream_ended", live + "in-progress");
    QCOMPARE(asked.status, 200);
    QVERIFY2(asked.body.contains("<Record ") && asked.body.contains("/webhook/handle_recording"),
             asked.body.constData());
    QCOMPARE(post(m_gateway->port(), "/webhook/stream_ended", live + "completed").status, 204);
}

void HttpTest::versionNamesTheDeployment()
{
    const QJsonObject version = QJsonDocument::fromJson(get(m_gateway->port(), "/version").body).object();
    QCOMPARE(text(version, "deploy_id"_L1), u"blue-42"_s);
    QCOMPARE(text(version, "build_time"_L1), u"2026-01-02T03:04:05Z"_s);
    QVERIFY(!text(version, "version"_L1).isEmpty());
    QVERIFY(QDateTime::fromString(text(version, "started_at"_L1), Qt::ISODateWithMs).isValid());
}

void HttpTest::metricsAreReadable()
{
    const QByteArray body = get(m_gateway->port(), "/metrics").body;
    const QRegularExpression sample(
        QStringLiteral(R"(^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z0-9_]+="[^\n]*"\})? [-+]?([0-9.e+-]+|Inf|NaN)$)"));
    int samples = 0;
    for (const QByteArray &line : body.split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        QVERIFY2(sample.match(QString::fromUtf8(line)).hasMatch(), line.constData());
        ++samples;
    }
    QVERIFY(samples > 10);
    QVERIFY(body.contains("callscope_"));
}

void HttpTest::takenPortNamesItsHolder()
{
    const QByteArray version
        = text(QJsonDocument::fromJson(get(m_gateway->port(), "/version").body).object(), "version"_L1).toUtf8();
    const auto [exit, output]
        = run({ u"serve"_s, u"--port"_s, QString::number(m_gateway->port()) }, m_gateway->folder());
    QCOMPARE(exit, 4);
    QVERIFY2(output.contains("pid " + QByteArray::number(m_gateway->pid())), output.constData());
    QVERIFY2(output.contains("version \"" + version + '"') && output.contains("blue-42"), output.constData());
    QVERIFY2(output.contains("callscope serve --port 0"), output.constData());
    QVERIFY(m_gateway->isRunning());
}

void HttpTest::printedConfigurationKeepsSecrets()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"callscope.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("eou_ms = 500\n[twilio]\naccount_sid = \"AC0123456789abcdef0123456789abcdef\"\napi_key = "
               "\"SK0123456789abcdef0123456789abcdef\"\napi_secret = \"canary-of-the-file\"\n");
    file.close();
    const auto [exit, output]
        = run({ u"serve"_s, u"--print-config"_s, u"--vad-rms"_s, u"300"_s }, folder.path(),
              { { u"TWILIO_AUTH_TOKEN"_s, u"canary-of-the-environment"_s }, { u"PORT"_s, u"6001"_s } });
    QVERIFY2(exit == 0, output.constData());
    QVERIFY2(!output.contains("canary"), output.constData());
    QCOMPARE(output.count("(set)"), 2);
    const auto line = [&](const char *key) {
        for (const QByteArray &each : output.split('\n')) {
            if (each.startsWith(key + QByteArray(" ")))
                return each.simplified();
        }
        return QByteArray();
    };
    QVERIFY2(line("eou_ms").startsWith("eou_ms = 500 #") && line("eou_ms").contains("callscope.toml"), line("eou_ms"));
    QVERIFY2(line("port").contains("6001") && line("port").contains("PORT"), line("port"));
    QVERIFY2(line("vad_rms").contains("300") && line("vad_rms").contains("--vad-rms"), line("vad_rms"));
}

void HttpTest::wrongConfigurationIsNamedByFileAndLine_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("unknown key") << QByteArray("host = \"127.0.0.1\"\n\neou_m = 450\n")
                                 << QByteArray("callscope.toml:3") << QByteArray("eou_ms");
    QTest::newRow("bad value") << QByteArray("# one\nport = 70000\n") << QByteArray("callscope.toml:2")
                               << QByteArray("65535");
    QTest::newRow("wrong type") << QByteArray("barge_in = \"maybe\"\n") << QByteArray("callscope.toml:1")
                                << QByteArray("barge_in");
    QTest::newRow("no TOML") << QByteArray("port = 5000\nhost = \n") << QByteArray("callscope.toml:2") << QByteArray();
}

void HttpTest::wrongConfigurationIsNamedByFileAndLine()
{
    QFETCH(QByteArray, toml);
    QFETCH(QByteArray, place);
    QFETCH(QByteArray, part);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"callscope.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toml);
    file.close();
    const auto [exit, output] = run({ u"serve"_s, u"--port"_s, u"0"_s }, folder.path());
    QCOMPARE(exit, 3);
    QVERIFY2(output.contains(place) && output.contains(part), output.constData());
}

void HttpTest::healthIsGoodBeforeAnyModelIsLoaded()
{
    GatewayProcess gateway;
    QVERIFY(gateway.start());
    QCOMPARE(get(gateway.port(), "/healthz").status, 200);
    const RawAnswer ready = get(gateway.port(), "/readyz");
    QVERIFY(ready.status == 200 || (ready.status == 503 && ready.body.contains("loading")));
    QVERIFY(gateway.waitUntilReady());
    QCOMPARE(gateway.stop(), 0);
}

void HttpTest::T03_keptAliveConnectionsGiveWay()
{
    std::vector<std::unique_ptr<QTcpSocket>> kept; // more than may be open without a WebSocket
    for (int i = 0; i < 300; ++i) {
        kept.push_back(std::make_unique<QTcpSocket>());
        QTcpSocket &socket = *kept.back();
        socket.connectToHost(QHostAddress::LocalHost, m_gateway->port());
        QVERIFY(socket.waitForConnected());
        socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(socket.waitForReadyRead());
        const QByteArray answer = socket.readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    }
}

void HttpTest::T29_terminationLetsARunningCallFinish()
{
    GatewayProcess gateway({ { u"--agent"_s, u"loopback"_s } });
    QVERIFY(gateway.start());
    SimulatorRun call(gateway.url(), { u"--audio"_s, recording(u"goforward.raw"_s), u"--no-reply"_s });
    QVERIFY(gateway.waitForEvents(u"MEDIA_RX"_s, 2));
    gateway.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(get(gateway.port(), "/readyz").status, 503, 30000);
    QVERIFY(get(gateway.port(), "/readyz").body.contains("draining"));
    QCOMPARE(get(gateway.port(), "/healthz").status, 200);
    const RawAnswer refused = post(gateway.port(), "/webhook/incoming_call", callForm);
    QCOMPARE(refused.status, 200);
    QVERIFY2(!refused.body.contains("<Connect"), refused.body.constData());
    QVERIFY2(call.exitCode() == 0, call.output().constData());
    QCOMPARE(gateway.exitCode(), 0);
    QCOMPARE(gateway.events(u"WS_STOP"_s).size(), 1);
    QCOMPARE(gateway.events(u"CALL_END"_s, call.callSid()).size(), 1);
    QVERIFY(QFile::exists(gateway.recordFolder(call.callSid()) + u"/audio.wav"_s));
}

void HttpTest::T29_secondTerminationEndsRunningCalls()
{
    GatewayProcess gateway({ { u"--agent"_s, u"loopback"_s } });
    QVERIFY(gateway.start());
    SimulatorRun call(gateway.url(), { u"--duration"_s, u"100"_s });
    QVERIFY(gateway.waitForEvents(u"MEDIA_RX"_s, 1));
    gateway.terminate();
    QTRY_VERIFY_WITH_TIMEOUT(gateway.standardError().contains("waiting for 1 running"), 30000);
    gateway.terminate();
    QCOMPARE(gateway.exitCode(), 0);
    QVERIFY2(call.exitCode() == 1, "a call that the gateway cut off is no good call");
    QVERIFY2(call.output().contains("1001"), call.output().constData());
}

QTEST_GUILESS_MAIN(HttpTest)
#include "tst_http.moc"
