#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "core/twilio/signature.h"
#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/simulatorrun.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <chrono>
#include <map>
#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray authToken = "halfOpenToken";
const QByteArray publicBase = "https://bot.example.com";

/// Another machine, as far as TCP can tell: a network namespace with a cable to this one. All goes with it.
class FarMachine
{
public:
    ~FarMachine()
    {
        if (!m_exists)
            return;
        run({ u"link"_s, u"del"_s,
              nearEnd() }); // by itself it would stay for as long as the kernel retries what was sent
        run({ u"netns"_s, u"del"_s, m_name });
    }

    /// False: not allowed here; `complaint()` has the reason.
    bool connectCable()
    {
        m_exists = run({ u"netns"_s, u"add"_s, m_name });
        const QString near = nearEnd(), far = farEnd(), here = address(1), there = address(2);
        return m_exists
            && run({ u"link"_s, u"add"_s, near, u"type"_s, u"veth"_s, u"peer"_s, u"name"_s, far, u"netns"_s, m_name })
            && run({ u"addr"_s, u"add"_s, here + u"/30"_s, u"dev"_s, near })
            && run({ u"link"_s, u"set"_s, near, u"up"_s })
            && run({ u"-n"_s, m_name, u"addr"_s, u"add"_s, there + u"/30"_s, u"dev"_s, far })
            && run({ u"-n"_s, m_name, u"link"_s, u"set"_s, far, u"up"_s })
            && run({ u"-n"_s, m_name, u"link"_s, u"set"_s, u"lo"_s, u"up"_s });
    }
    /// No FIN, no RST: what is sent arrives nowhere.
    bool cutCable() { return run({ u"-n"_s, m_name, u"link"_s, u"set"_s, farEnd(), u"down"_s }); }

    /// What has to be put before a program's name to run it there.
    QStringList prefix() const { return { u"netns"_s, u"exec"_s, m_name }; }
    QString ourAddress() const { return address(1); }
    const QByteArray &complaint() const { return m_complaint; }

private:
    QString nearEnd() const { return u"cs%1n"_s.arg(m_number); }
    QString farEnd() const { return u"cs%1f"_s.arg(m_number); }
    QString address(int host) const
    {
        return u"10.213.%1.%2"_s.arg(m_number % 256).arg(m_number / 256 % 64 * 4 + host);
    }
    bool run(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"ip"_s, arguments);
        const bool over = process.waitForFinished();
        m_complaint = over ? process.readAll() : process.errorString().toUtf8();
        return over && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

    qint64 m_number = QCoreApplication::applicationPid();
    QString m_name = u"callscope-test-%1"_s.arg(m_number);
    QByteArray m_complaint;
    bool m_exists = false;
};

/// A gateway and a caller on the far machine, whose line stands still from one moment to the next.
struct CutCall
{
    CutCall(const FarMachine &far, const QMap<QString, QString> &more)
    {
        QMap<QString, QString> environment = more;
        environment.insert(u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(authToken));
        environment.insert(u"PUBLIC_BASE_URL"_s, QString::fromLatin1(publicBase));
        gateway = std::make_unique<GatewayProcess>(
            GatewaySetup { { u"--host"_s, u"0.0.0.0"_s, u"--agent"_s, u"loopback"_s }, environment });
        if (!gateway->start())
            qFatal("no gateway: %s", gateway->standardError().constData());
        QProcessEnvironment surroundings = plainEnvironment();
        surroundings.insert(u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(authToken));
        caller.setProcessEnvironment(surroundings);
        caller.setProcessChannelMode(QProcess::MergedChannels);
        caller.start(u"ip"_s,
                     far.prefix()
                         + QStringList { callscopeBinary(), u"simulate"_s,
                                         u"http://%1:%2"_s.arg(far.ourAddress()).arg(gateway->port()),
                                         u"--public-base-url"_s, QString::fromLatin1(publicBase), u"--no-reply"_s,
                                         u"--audio"_s, recording(u"goforward.raw"_s), u"--duration"_s, u"120"_s });
    }
    ~CutCall()
    {
        caller.kill();
        caller.waitForFinished();
    }

    QString callSid() const { return text(gateway->events(u"WS_START"_s).value(0), "call_sid"_L1); }
    /// On the clock of the whole machine.
    std::chrono::microseconds closedAt() const
    {
        return std::chrono::microseconds(
            gateway->events(u"WS_CLOSE"_s, callSid()).value(0).value("mono_us"_L1).toInteger());
    }
    /// Twilio itself has other ways to the gateway, and tells that the call is over.
    int reportCompleted() const
    {
        const net::FormFields fields { { "CallSid", callSid().toLatin1() },
                                       { "AccountSid", "AC" + QByteArray(32, 'a') },
                                       { "CallStatus", "completed" } };
        const QByteArray signature
            = twilio::signature(base::Secret(authToken), publicBase + "/webhook/call_status", fields);
        return post(gateway->port(), "/webhook/call_status", net::encodeForm(fields),
                    "X-Twilio-Signature: " + signature + "\r\n")
            .status;
    }

    std::unique_ptr<GatewayProcess> gateway;
    QProcess caller;
};

} // namespace

/// A peer that is gone without a word: its packets just stop.
class HalfOpenTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<FarMachine> m_far;
    std::map<QByteArray, std::unique_ptr<CutCall>> m_calls;
    std::chrono::steady_clock::time_point m_cut;

private Q_SLOTS:
    void initTestCase();
    void T11_aPeerThatIsGoneIsNoticed_data();
    void T11_aPeerThatIsGoneIsNoticed();
    void cleanupTestCase();
};

void HalfOpenTest::initTestCase()
{
    m_far = std::make_unique<FarMachine>();
    if (!m_far->connectCable())
        QSKIP(("a network namespace cannot be made here (it takes root, and iproute2): " + m_far->complaint())
                  .constData());
    m_calls["pings"]
        = std::make_unique<CutCall>(*m_far, QMap<QString, QString> { { u"CALLSCOPE_WATCHDOG_MEDIA_MS"_s, u"0"_s } });
    m_calls["media"] = std::make_unique<CutCall>(*m_far, QMap<QString, QString>());
    for (const auto &[name, call] : m_calls)
        QVERIFY2(call->gateway->waitForEvents(u"MEDIA_RX"_s, 3), call->caller.readAll().constData());
    QVERIFY2(m_far->cutCable(), m_far->complaint().constData());
    m_cut = std::chrono::steady_clock::now();
}

void HalfOpenTest::T11_aPeerThatIsGoneIsNoticed_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("helped");
    QTest::newRow("pings") << 1006 << u"the peer is dead: 2 pings unanswered"_s << 0;
    QTest::newRow("media") << 1011 << u"watchdog: no media"_s << 1;
}

void HalfOpenTest::T11_aPeerThatIsGoneIsNoticed()
{
    QFETCH(int, code);
    QFETCH(QString, reason);
    QFETCH(int, helped);
    const CutCall &call = *m_calls.at(QTest::currentDataTag());
    const QString sid = call.callSid();
    QVERIFY(call.gateway->waitForEvents(u"WS_CLOSE"_s, 1, sid));
    const QJsonObject closed = call.gateway->events(u"WS_CLOSE"_s, sid).first();
    QCOMPARE(text(closed, "closed_by"_L1), u"gateway"_s);
    QCOMPARE(number(closed, "code"_L1), code);
    QVERIFY2(text(closed, "reason"_L1).contains(reason), qPrintable(text(closed, "reason"_L1)));
    QCOMPARE(call.gateway->events(u"WATCHDOG"_s, sid).size(), helped);
    const auto after = call.closedAt() - m_cut.time_since_epoch();
    qInfo("noticed after %.1f s", std::chrono::duration<double>(after).count());
    QVERIFY(after < 35s); // it takes 15 s at most, or 5

    QCOMPARE(call.reportCompleted(), 204);
    QVERIFY(call.gateway->waitForEvents(u"CALL_END"_s, 1, sid));
    QCOMPARE(text(call.gateway->events(u"CALL_END"_s, sid).first(), "cause"_L1), u"completed"_s);
    const qint64 received = number(call.gateway->events(u"MEDIA_RX"_s, sid).last(), "total_frames"_L1);
    const QString folder = call.gateway->recordFolder(sid);
    QCOMPARE(call.gateway->stop(), 0);
    const auto record = store::openRecording(folder);
    QVERIFY2(record, record ? "" : qPrintable(record.error().text));
    QCOMPARE(record->remarks, QStringList());
    QCOMPARE(QByteArray(record->events.back().name()), QByteArray("CALL_END"));
    const auto kept = store::storedSamples(record->sounds.at(0).path);
    QVERIFY(kept);
    QVERIFY(*kept >= received * media::frameSamples);
}

void HalfOpenTest::cleanupTestCase()
{
    m_calls.clear();
    m_far.reset();
}

QTEST_GUILESS_MAIN(HalfOpenTest)
#include "tst_halfopen.moc"
