#include "core/store/eventlog.h"
#include "core/twilio/signature.h"
#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/simulatorrun.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <vector>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray authToken = "refusalsToken";
const QByteArray publicBase = "https://bot.example.com";
const QByteArray awaitedCall = "CA" + QByteArray(32, 'a');
constexpr int mostOfACall = 20; ///< refusals that stand in the record of a call that awaits its stream

/// As from Twilio, but for the signature.
QByteArray badUpgrade()
{
    return "GET /ws/twilio-media HTTP/1.1\r\nHost: bot.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bWFkZS11cC1rZXktMDAwMQ==\r\nX-Twilio-Signature: "
        + QByteArray(27, 'A') + "=\r\n\r\n";
}

QByteArray badWebhook()
{
    const QByteArray form = "CallSid=CA" + QByteArray(32, 'b') + "&AccountSid=AC" + QByteArray(32, 'a')
        + "&From=%2B972501234567&To=%2B97237654321&CallStatus=ringing";
    return "POST /webhook/incoming_call HTTP/1.1\r\nHost: bot.example.com\r\nX-Twilio-Signature: " + QByteArray(27, 'A')
        + "=\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + QByteArray::number(form.size())
        + "\r\n\r\n" + form;
}

/// One who knocks again and again: a request, its answer, the next request; a new connection where the gateway closed.
class Knocker : public QObject
{
public:
    Knocker(quint16 port, int requests)
        : m_port(port)
        , m_left(requests)
    {
        connect(&m_socket, &QTcpSocket::connected, this, &Knocker::ask);
        connect(&m_socket, &QTcpSocket::readyRead, this, &Knocker::read);
        connect(&m_socket, &QTcpSocket::disconnected, this, &Knocker::connectAgain, Qt::QueuedConnection);
        connectAgain();
    }

    bool isDone() const { return m_left == 0; }
    int refused() const { return m_refused; } ///< with 403

private:
    void connectAgain()
    {
        m_received.clear();
        if (m_left > 0)
            m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    }
    void ask() { m_socket.write(m_left % 2 == 0 ? badUpgrade() : badWebhook()); }
    void read()
    {
        m_received += m_socket.readAll();
        const RawAnswer answer = parseAnswer(m_received);
        if (answer.status == 0 || answer.body.size() < answer.header("Content-Length").toInt())
            return;
        m_received.clear();
        m_refused += answer.status == 403 ? 1 : 0;
        if (--m_left == 0)
            m_socket.disconnectFromHost();
        else if (answer.header("Connection") != "close")
            ask();
    }

    quint16 m_port;
    QTcpSocket m_socket;
    QByteArray m_received;
    int m_left, m_refused = 0;
};

/// Knocks that many times over ten connections; how many were answered with 403.
int knock(quint16 port, int times)
{
    constexpr int peers = 10;
    std::vector<std::unique_ptr<Knocker>> knockers;
    for (int peer = 0; peer < peers; ++peer)
        knockers.push_back(std::make_unique<Knocker>(port, times / peers));
    const auto areDone = [&] {
        return std::all_of(knockers.begin(), knockers.end(), [](const auto &knocker) { return knocker->isDone(); });
    };
    if (!QTest::qWaitFor(areDone, 240'000))
        qWarning("the gateway does not answer all");
    int refused = 0;
    for (const auto &knocker : knockers)
        refused += knocker->refused();
    return refused;
}

/// What of a process is in memory, in KiB.
qint64 residentSize(qint64 pid)
{
    QFile file(u"/proc/%1/statm"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) / 1024;
}

} // namespace

/// Strangers who try again and again.
class RefusalsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GatewayProcess> m_gateway;
    QElapsedTimer m_running;

    void announceCall();

private Q_SLOTS:
    void initTestCase();
    void T08_refusalsCostNoMemory();
    void T08_refusalsFloodNoRecord();
    void T08_callsGoThroughAfterwards();
    void T08_refusalsFloodNoLog();
};

void RefusalsTest::initTestCase()
{
    m_gateway
        = std::make_unique<GatewayProcess>(GatewaySetup { { u"--agent"_s, u"loopback"_s },
                                                          { { u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(authToken) },
                                                            { u"PUBLIC_BASE_URL"_s, QString::fromLatin1(publicBase) },
                                                            { u"CALLSCOPE_WATCHDOG_STREAM_MS"_s, u"0"_s } } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    m_running.start();
    announceCall();
}

/// A call whose stream is awaited: a refused upgrade might be its own.
void RefusalsTest::announceCall()
{
    const net::FormFields fields { { "CallSid", awaitedCall },
                                   { "AccountSid", "AC" + QByteArray(32, 'a') },
                                   { "From", "+972501234567" },
                                   { "To", "+97237654321" },
                                   { "CallStatus", "ringing" } };
    const QByteArray path = "/webhook/incoming_call";
    const QByteArray signature = twilio::signature(base::Secret(authToken), publicBase + path, fields);
    QCOMPARE(post(m_gateway->port(), path, net::encodeForm(fields), "X-Twilio-Signature: " + signature + "\r\n").status,
             200);
}

void RefusalsTest::T08_refusalsCostNoMemory()
{
    constexpr int warmUp = 1000, refusals = 5000;
    QCOMPARE(knock(m_gateway->port(), warmUp), warmUp);
    const qint64 before = residentSize(m_gateway->pid());
    QCOMPARE(knock(m_gateway->port(), refusals), refusals);
    const qint64 after = residentSize(m_gateway->pid());
    qInfo("%lld KiB, then %lld KiB", static_cast<long long>(before), static_cast<long long>(after));
    QVERIFY(before > 0 && after - before < 8 * 1024);
}

void RefusalsTest::T08_refusalsFloodNoRecord()
{
    const QString sid = QString::fromLatin1(awaitedCall);
    const auto blamed = m_gateway->events(u"WS_REJECTED"_s, sid).size();
    QVERIFY2(blamed > 0 && blamed <= mostOfACall, qPrintable(QString::number(blamed)));
}

void RefusalsTest::T08_callsGoThroughAfterwards()
{
    SimulatorRun call(m_gateway->url(),
                      { u"--public-base-url"_s, QString::fromLatin1(publicBase), u"--audio"_s,
                        recording(u"cards/001.wav"_s), u"--no-reply"_s },
                      { { u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(authToken) } });
    QVERIFY2(call.exitCode() == 0, call.output().constData());
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, call.callSid()));
}

/// What was left out is counted, and /metrics has all.
void RefusalsTest::T08_refusalsFloodNoLog()
{
    const QByteArray metrics = get(m_gateway->port(), "/metrics").body;
    QVERIFY2(metrics.contains("callscope_ws_rejected_total{status=\"403\"} 3000"), metrics.constData());
    m_gateway->terminate(); // and once more: nobody waits for the announced call
    QTRY_VERIFY(m_gateway->standardError().contains("no new calls"));
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
    const qint64 minutes = m_running.elapsed() / 60'000 + 2;
    constexpr qint64 ofCalls = 256 * 1024; // lines of the one good call and of the announced one
    QVERIFY2(m_gateway->standardOutput().size() < minutes * store::EventLog::mostOfNoCall + ofCalls,
             qPrintable(QString::number(m_gateway->standardOutput().size())));
    qint64 leftOut = 0;
    for (const QJsonObject &dropped : m_gateway->events(u"LOG_DROPPED"_s))
        leftOut += number(dropped, "events"_L1);
    qInfo("%lld bytes of log, %lld events left out", static_cast<long long>(m_gateway->standardOutput().size()),
          static_cast<long long>(leftOut));
    QVERIFY(leftOut > 0);
}

QTEST_GUILESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
