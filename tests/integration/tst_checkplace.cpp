#include "tests/integration/certificates.h"
#include "tests/integration/faultcases.h"
#include "tests/integration/json.h"

#include <QTcpServer>
#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QString localTlsUrl = u"https://localhost:%1"_s;

} // namespace

/// The first two stages: who listens on the port, and what his certificate is worth.
class CheckPlaceTest : public QObject
{
    Q_OBJECT

private:
    Bot withCertificate(const QString &certificate, const QString &key) const;
    QStringList believing(const QString &url = localTlsUrl) const { return { u"--ca-file"_s, m_files.root(), url }; }
    void verifyTwoServers(Bot first, Bot second);

    Certificates m_files;
    std::unique_ptr<FaultRuns> m_runs;

private Q_SLOTS:
    void initTestCase();
    void namesItsFault_data() { m_runs->addRows(); }
    void namesItsFault();
    void warnsOfACertificateThatEndsSoon();
    void seesTwoServersOnTwoAddresses();
    void seesTwoServersOnOneAddress();
    void seesThatNobodyListens();
};

Bot CheckPlaceTest::withCertificate(const QString &certificate, const QString &key) const
{
    Bot bot = fastApiBot();
    bot.environment.insert(u"SSL_CERTFILE"_s, m_files.file(certificate));
    bot.environment.insert(u"SSL_KEYFILE"_s, m_files.file(key));
    return bot;
}

void CheckPlaceTest::initTestCase()
{
    QVERIFY2(m_files.makeAuthorities() && m_files.issue(u"good"_s, u"localhost"_s, 90)
                 && m_files.issue(u"expired"_s, u"localhost"_s, -1) && m_files.issue(u"soon"_s, u"localhost"_s, 5)
                 && m_files.issue(u"other"_s, u"bot.example.com"_s, 90)
                 && m_files.makeSelfSigned(u"own"_s, u"localhost"_s),
             m_files.complaint().constData());
    const auto at
        = [this](const char *name, const QString &certificate, const QString &key, const QString &advice) {
              return FaultCase { name,       withCertificate(certificate, key), u"tls"_s, u"certificate_bad"_s, advice,
                                 believing() };
          };
    FaultCase unknown = at("unknown authority", u"good.pem"_s, u"good.key"_s, u"leads to Test root"_s);
    unknown.arguments = { localTlsUrl };
    m_runs = std::make_unique<FaultRuns>(std::vector<FaultCase> {
        at("expired", u"expired.pem"_s, u"expired.key"_s, u"has expired"_s),
        at("another name", u"other.pem"_s, u"other.key"_s, u"another name"_s),
        at("self-signed", u"own.pem"_s, u"own.key"_s, u"self-signed"_s),
        at("intermediate missing", u"good.leaf"_s, u"good.key"_s, u"intermediate certificate is missing"_s),
        unknown,
        { "no TLS", fastApiBot(), u"tls"_s, u"tls_failed"_s, u"No TLS is spoken"_s, { localTlsUrl } },
    });
    QVERIFY(m_runs->run());
}

void CheckPlaceTest::namesItsFault()
{
    QFETCH(int, index);
    m_runs->verify(index);
}

void CheckPlaceTest::warnsOfACertificateThatEndsSoon()
{
    RunningBot bot(withCertificate(u"soon.pem"_s, u"soon.key"_s));
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    CheckRun check(QStringList { u"--only"_s, u"tls"_s, u"--json"_s } + believing(localTlsUrl.arg(bot.port())));
    QCOMPARE(check.exitCode(), 0);
    const QJsonObject stage = check.stages().first().toObject();
    QCOMPARE(text(stage, "verdict"_L1), u"GO (warning)"_s);
    QCOMPARE(text(stage, "fault"_L1), u"certificate_ends_soon"_s);
}

/// The second takes the port of the first, as an old server beside a new one does.
void CheckPlaceTest::verifyTwoServers(Bot first, Bot second)
{
    first.environment.insert(u"DEPLOY_ID"_s, u"old"_s);
    RunningBot one(first);
    QVERIFY2(one.waitUntilUp(), one.complaint().constData());
    second.environment.insert(u"PORT"_s, QString::number(one.port()));
    second.environment.insert(u"DEPLOY_ID"_s, u"new"_s);
    RunningBot other(second);
    QVERIFY2(other.waitUntilUp(), other.complaint().constData());
    CheckRun check({ u"--json"_s, u"http://127.0.0.1:%1"_s.arg(one.port()) });
    QCOMPARE(check.exitCode(), 1);
    verifyStop(check.report(), u"port"_s, u"several_listeners"_s);
    for (const QString &evidence : { u"fastapi_bot.py"_s, QString::number(one.pid()), QString::number(other.pid()) })
        QVERIFY2(check.output().contains(evidence.toUtf8()), check.output().constData());
}

void CheckPlaceTest::seesTwoServersOnTwoAddresses()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress(u"::1"_s)))
        QSKIP("This machine has no IPv6.");
    Bot node = expressBot();
    node.environment.insert(u"HOST"_s, u"::1"_s);
    verifyTwoServers(fastApiBot(), node);
}

void CheckPlaceTest::seesTwoServersOnOneAddress()
{
    Bot shared = fastApiBot();
    shared.environment.insert(u"REUSE_PORT"_s, u"1"_s);
    verifyTwoServers(shared, shared);
}

void CheckPlaceTest::seesThatNobodyListens()
{
    QTcpServer probe;
    QVERIFY(probe.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1"_s.arg(probe.serverPort());
    probe.close();
    CheckRun check({ u"--json"_s, url });
    QCOMPARE(check.exitCode(), 1);
    verifyStop(check.report(), u"port"_s, u"nobody_listens"_s);
}

QTEST_GUILESS_MAIN(CheckPlaceTest)
#include "tst_checkplace.moc"
