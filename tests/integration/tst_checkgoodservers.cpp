#include "tests/integration/certificates.h"
#include "tests/integration/faultcases.h"
#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// Good servers are GO, all stages of them: those that people build, and our own gateway.
class CheckGoodServersTest : public QObject
{
    Q_OBJECT

private:
    void addServer(const char *name, const Bot &bot, const QStringList &skipped, const QStringList &arguments = {});

    struct Server
    {
        const char *name;
        QStringList skipped;
    };
    Certificates m_files;
    std::vector<Server> m_servers;
    std::vector<std::unique_ptr<BotCheck>> m_checks;

private Q_SLOTS:
    void initTestCase();
    void thirdPartyServerIsGo_data();
    void thirdPartyServerIsGo();
    void ownGatewayIsGo();
};

void CheckGoodServersTest::addServer(const char *name, const Bot &bot, const QStringList &skipped,
                                     const QStringList &arguments)
{
    m_servers.push_back({ name, skipped });
    m_checks.push_back(std::make_unique<BotCheck>(bot, arguments));
}

void CheckGoodServersTest::initTestCase()
{
    QVERIFY2(m_files.makeAuthorities() && m_files.issue(u"good"_s, u"localhost"_s, 90),
             m_files.complaint().constData());
    Bot secure = fastApiBot();
    secure.environment.insert(u"SSL_CERTFILE"_s, m_files.file(u"good.pem"_s));
    secure.environment.insert(u"SSL_KEYFILE"_s, m_files.file(u"good.key"_s));

    addServer("Express and ws", expressBot(), { u"tls"_s }, { u"--expect-deploy-id"_s, u"green"_s });
    addServer("Express, by its webhook, without some routes", expressBot(),
              { u"tls"_s, u"version"_s, u"stream_ended"_s },
              { u"http://127.0.0.1:%1/voice"_s, u"--stream-ended-path"_s, u"none"_s, u"--version-path"_s, u"none"_s,
                u"--ws-path"_s, u"/media"_s, u"--audio"_s, recording(u"goforward.raw"_s) });
    addServer("FastAPI under another name", fastApiBot(), { u"tls"_s },
              { u"http://127.0.0.1:%1"_s, u"--public-base-url"_s, u"http://bot.example.com"_s });
    addServer("FastAPI, uvicorn and websockets", fastApiBot(), { u"tls"_s });
    addServer("FastAPI over TLS", secure, {}, { u"https://localhost:%1"_s, u"--ca-file"_s, m_files.root() });
    QVERIFY(runAll(m_checks));
}

void CheckGoodServersTest::thirdPartyServerIsGo_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < int(m_servers.size()); ++index)
        QTest::newRow(m_servers[std::size_t(index)].name) << index;
}

void CheckGoodServersTest::thirdPartyServerIsGo()
{
    QFETCH(int, index);
    const BotCheck &check = *m_checks[std::size_t(index)];
    QVERIFY2(check.exitCode() == 0, check.complaint().constData());
    verifyGo(check.report(), m_servers[std::size_t(index)].skipped);
}

void CheckGoodServersTest::ownGatewayIsGo()
{
    GatewayProcess gateway({ {}, { { u"TWILIO_AUTH_TOKEN"_s, canaryToken }, { u"DEPLOY_ID"_s, u"green"_s } } });
    QVERIFY2(gateway.start() && gateway.waitUntilReady(), gateway.standardError().constData());
    CheckRun check({ u"--json"_s, u"--expect-deploy-id"_s, u"green"_s, gateway.url() });
    QVERIFY2(check.exitCode() == 0, check.output().constData());
    verifyGo(check.report(), { u"tls"_s });
    qInfo("The whole check of our own gateway took %.1f s.", number(check.report(), "took_ms"_L1) / 1000.0);
    QVERIFY(gateway.isRunning());
    QCOMPARE(gateway.stop(), 0);
}

QTEST_GUILESS_MAIN(CheckGoodServersTest)
#include "tst_checkgoodservers.moc"
