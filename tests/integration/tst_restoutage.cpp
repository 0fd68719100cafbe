#include "core/twilio/restclient.h"
#include "tests/integration/certificates.h"
#include "tests/integration/failingcall.h"
#include "tests/integration/json.h"
#include "tests/support/scriptedserver.h"

#include <QRegularExpression>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>

#include <map>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;
using Behaviour = ScriptedServer::Behaviour;

namespace {

QSslConfiguration serverSide(const Certificates &files, const QString &name)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QFile key(files.file(name + u".key"_s));
    if (key.open(QIODevice::ReadOnly))
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(files.file(name + u".pem"_s)));
    return tls;
}

/// Whose REST API is out of order while a caller hears nothing.
struct Outage
{
    Outage(std::unique_ptr<ScriptedServer> theServer, const QString &url)
        : server(std::move(theServer))
        , failing(u"no-media"_s, false,
                  { { u"TWILIO_ACCOUNT_SID"_s, failingAccount },
                    { u"TWILIO_REST_URL"_s, url },
                    { u"CALLSCOPE_AGENT"_s, u"loopback"_s } })
    { }

    std::unique_ptr<ScriptedServer> server; ///< null: nobody listens
    FailingCall failing;
};

} // namespace

/// Twilio's REST API refuses, hangs or talks nonsense just when a caller has to be helped: the caller is helped without
/// it, and it is not stormed.
class RestOutageTest : public QObject
{
    Q_OBJECT

    Certificates m_files;
    std::map<QByteArray, std::unique_ptr<Outage>> m_outages;

    void begin(const char *name, Behaviour behaviour);
    void beginOverTls();
    void beginWithoutServer();

private Q_SLOTS:
    void initTestCase();
    void T30_theCallerIsHelpedWithoutIt_data();
    void T30_theCallerIsHelpedWithoutIt();
    void T30_aMessageThatCannotBeFetchedIsTold_data();
    void T30_aMessageThatCannotBeFetchedIsTold();
    void gatewaysEndInOrder();
};

void RestOutageTest::begin(const char *name, Behaviour behaviour)
{
    auto server = std::make_unique<ScriptedServer>(behaviour);
    const QString url = u"http://127.0.0.1:%1"_s.arg(server->port());
    m_outages[name] = std::make_unique<Outage>(std::move(server), url);
}

void RestOutageTest::beginOverTls()
{
    QVERIFY2(m_files.makeAuthorities() && m_files.issue(u"late"_s, u"localhost"_s, -1),
             m_files.complaint().constData());
    auto server = std::make_unique<ScriptedServer>(Behaviour::Refuses, serverSide(m_files, u"late"_s));
    const QString url = u"https://localhost:%1"_s.arg(server->port());
    m_outages["expired"] = std::make_unique<Outage>(std::move(server), url);
}

void RestOutageTest::beginWithoutServer()
{
    const quint16 port = ScriptedServer(Behaviour::Refuses).port();
    m_outages["nobody"] = std::make_unique<Outage>(nullptr, u"http://127.0.0.1:%1"_s.arg(port));
}

/// All at once: each is some seconds of waiting.
void RestOutageTest::initTestCase()
{
    begin("silent", Behaviour::SaysNothing);
    begin("hanging", Behaviour::HangsBehindTheHead);
    begin("refusing", Behaviour::Refuses);
    begin("failing", Behaviour::Fails);
    begin("failing slowly", Behaviour::FailsSlowly);
    begin("dripping", Behaviour::Drips);
    begin("garbage", Behaviour::SpeaksGarbage);
    beginOverTls();
    beginWithoutServer();
}

void RestOutageTest::T30_theCallerIsHelpedWithoutIt_data()
{
    QTest::addColumn<int>("mostRequests"); // to redirect the call
    QTest::addColumn<QString>("cause"); // in the event
    QTest::newRow("nobody") << 0 << u"server runs"_s;
    QTest::newRow("silent") << 1 << u"did not answer within"_s;
    QTest::newRow("hanging") << 1 << u"did not answer within"_s;
    QTest::newRow("refusing") << twilio::RestClient::mostTries << u"HTTP 429"_s;
    QTest::newRow("failing") << twilio::RestClient::mostTries << u"HTTP 500"_s;
    QTest::newRow("failing slowly") << 2 << u"did not answer within|HTTP 500"_s;
    QTest::newRow("dripping") << 1 << u"did not answer within"_s;
    QTest::newRow("garbage") << 1 << u"no whole answer"_s;
    QTest::newRow("expired") << 0 << u"expired"_s;
}

void RestOutageTest::T30_theCallerIsHelpedWithoutIt()
{
    QFETCH(int, mostRequests);
    QFETCH(QString, cause);
    const Outage &outage = *m_outages.at(QTest::currentDataTag());
    QVERIFY(hasCalled(*outage.failing.call));
    QCOMPARE(outage.failing.noted(u"say"_s).count(apology), 1); // and not twice
    QCOMPARE(outage.failing.noted(u"recorded"_s).size(), 1);
    const QString sid = outage.failing.call->callSid();
    QVERIFY(outage.failing.gateway->waitForEvents(u"FALLBACK_RECORDING"_s, 1, sid));
    const auto acted = outage.failing.gateway->events(u"WATCHDOG"_s, sid);
    QCOMPARE(acted.size(), 1);
    QCOMPARE(text(acted.first(), "step"_L1), u"close"_s);
    QCOMPARE(text(acted.first(), "cause"_L1), u"no media"_s);
    QVERIFY2(text(acted.first(), "detail"_L1).contains(QRegularExpression(cause)),
             qPrintable(text(acted.first(), "detail"_L1)));
    if (outage.server) {
        QVERIFY2(outage.server->requests("POST") <= mostRequests,
                 qPrintable(QString::number(outage.server->requests("POST"))));
        QVERIFY(outage.server->connections() >= 1);
    }
}

/// Where it is soon known; who waits for an answer does so for a while.
void RestOutageTest::T30_aMessageThatCannotBeFetchedIsTold_data()
{
    QTest::addColumn<QString>("cause");
    QTest::newRow("nobody") << u"server runs"_s;
    QTest::newRow("refusing") << u"HTTP 429"_s;
    QTest::newRow("failing") << u"HTTP 500"_s;
    QTest::newRow("garbage") << u"no whole answer"_s;
    QTest::newRow("expired") << u"expired"_s;
}

void RestOutageTest::T30_aMessageThatCannotBeFetchedIsTold()
{
    QFETCH(QString, cause);
    const Outage &outage = *m_outages.at(QTest::currentDataTag());
    const QString sid = outage.failing.call->callSid();
    QVERIFY(outage.failing.gateway->waitForEvents(u"RECORDING_READY"_s, 1, sid));
    const QJsonObject ready = outage.failing.gateway->events(u"RECORDING_READY"_s, sid).first();
    QCOMPARE(text(ready, "file"_L1), QString());
    QVERIFY2(text(ready, "error"_L1).contains(cause), qPrintable(text(ready, "error"_L1)));
    if (outage.server)
        QVERIFY(outage.server->requests("GET") <= 4 * twilio::RestClient::mostTries); // Qt itself repeats a GET thrice
}

void RestOutageTest::gatewaysEndInOrder()
{
    for (const auto &[name, outage] : m_outages)
        outage->failing.gateway->terminate();
    for (const auto &[name, outage] : m_outages) {
        QVERIFY2(outage->failing.gateway->exitCode() == 0, name.constData());
        QVERIFY(!outage->failing.gateway->standardOutput().contains(failingToken.toUtf8()));
    }
}

QTEST_GUILESS_MAIN(RestOutageTest)
#include "tst_restoutage.moc"
