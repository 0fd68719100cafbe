#include "tests/integration/checkrun.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/simulatorrun.h"

#include <QDirIterator>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray primary = "c0ffee01c0ffee01c0ffee01c0ffee01";
const QByteArray secondary = "c0ffee02c0ffee02c0ffee02c0ffee02";
const QByteArray apiSecret = "c0ffee03c0ffee03c0ffee03c0ffee03";
/// What all of them begin with.
const QByteArray canary = "c0ffee0";
const QString publicBase = u"https://bot.example.com"_s;

const QMap<QString, QString> secrets {
    { u"TWILIO_ACCOUNT_SID"_s, u"AC0123456789abcdef0123456789abcdef"_s },
    { u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(primary) },
    { u"TWILIO_SECONDARY_AUTH_TOKEN"_s, QString::fromLatin1(secondary) },
    { u"TWILIO_API_KEY"_s, u"SK0123456789abcdef0123456789abcdef"_s },
    { u"TWILIO_API_SECRET"_s, QString::fromLatin1(apiSecret) },
    { u"TWILIO_REST_URL"_s, u"http://127.0.0.1:9"_s },
    { u"PUBLIC_BASE_URL"_s, publicBase },
};

/// Files below `folder` that hold any of the secrets.
QStringList filesWithCanary(const QString &folder)
{
    QStringList found;
    QDirIterator entry(folder, QDir::Files, QDirIterator::Subdirectories);
    while (entry.hasNext()) {
        QFile file(entry.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(canary))
            found += file.fileName();
    }
    return found;
}

/// The command lines of all processes that this user may see.
QByteArray processList()
{
    QByteArray lines;
    QDirIterator process(u"/proc"_s, QDir::Dirs | QDir::NoDotAndDotDot);
    while (process.hasNext()) {
        QFile line(process.next() + u"/cmdline"_s);
        if (line.open(QIODevice::ReadOnly))
            lines += line.readAll().replace('\0', ' ') + '\n';
    }
    return lines;
}

/// What `callscope` says to those arguments, with all secrets in its environment.
QByteArray said(const QStringList &arguments, const QString &folder)
{
    QProcessEnvironment environment = plainEnvironment();
    for (auto secret = secrets.cbegin(); secret != secrets.cend(); ++secret)
        environment.insert(secret.key(), secret.value());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(callscopeBinary(), arguments);
    process.waitForFinished(120000);
    return process.readAll();
}

} // namespace

/// A signed call with every secret that there is, and then all that is left of it.
class SecretsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayProcess> m_gateway;
    QString m_record;

private Q_SLOTS:
    void initTestCase();
    void T36_noneIsInTheProcessList();
    void T36_noneIsInThePages();
    void T36_noneIsInTheExports();
    void T36_noneIsInWhatCommandsSay();
    void T36_noneIsInTheReportOfACheck();
    void T36_noneIsInLogsAndRecords();
};

void SecretsTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup { { u"--agent"_s, u"loopback"_s }, secrets });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
}

void SecretsTest::T36_noneIsInTheProcessList()
{
    SimulatorRun call(
        m_gateway->url(),
        { u"--audio"_s, recording(u"goforward.raw"_s), u"--public-base-url"_s, publicBase, u"--duration"_s, u"3"_s },
        secrets);
    QVERIFY2(m_gateway->waitForEvents(u"WS_START"_s), call.output().constData());
    const QByteArray processes = processList();
    QVERIFY(processes.contains("callscope serve"));
    QVERIFY(processes.contains("callscope simulate"));
    QVERIFY(!processes.contains(canary));
    call.exitCode();
    QVERIFY2(!call.output().contains(canary), call.output().constData());
    QCOMPARE(filesWithCanary(call.folder()), QStringList());
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, call.callSid()));
    QTRY_VERIFY(!(m_record = m_gateway->recordFolder(call.callSid())).isEmpty());
}

void SecretsTest::T36_noneIsInThePages()
{
    for (const char *page : { "/", "/healthz", "/readyz", "/version", "/metrics", "/webhook/incoming_call" }) {
        const RawAnswer answer = get(m_gateway->port(), page);
        QVERIFY(answer.status != 0);
        QVERIFY2(!answer.body.contains(canary), page);
    }
}

void SecretsTest::T36_noneIsInTheExports()
{
    const QTemporaryDir folder;
    const QByteArray words
        = said({ u"export"_s, m_record, u"--to"_s, folder.path(), u"--jsonl"_s, u"--wav"_s, u"--har"_s, u"--labels"_s },
               folder.path());
    QVERIFY2(QDir(folder.path()).count() >= 6, words.constData());
    QVERIFY(!words.contains(canary));
    QCOMPARE(filesWithCanary(folder.path()), QStringList());
}

void SecretsTest::T36_noneIsInWhatCommandsSay()
{
    const QString folder = m_gateway->folder();
    const QByteArray configuration = said({ u"serve"_s, u"--print-config"_s }, folder);
    QVERIFY2(configuration.contains("auth_token"), configuration.constData());
    QVERIFY(!configuration.contains(canary));
    QVERIFY(!said({ u"serve"_s, u"--port"_s, QString::number(m_gateway->port()) }, folder).contains(canary));
    const QByteArray explained = said({ u"explain"_s, m_record }, folder);
    QVERIFY(!explained.isEmpty());
    QVERIFY(!explained.contains(canary));
    const QByteArray filtered = said({ u"filter"_s, m_record + u"/events.jsonl"_s, u"event != \"PING\""_s }, folder);
    QVERIFY2(filtered.contains("WS_START"), filtered.constData());
    QVERIFY(!filtered.contains(canary));
    const QByteArray wrongFlag = said({ u"serve"_s, u"--twilio-auth-token"_s, QString::fromLatin1(primary) }, folder);
    QVERIFY2(wrongFlag.contains("TWILIO_AUTH_TOKEN"), wrongFlag.constData());
    QVERIFY(!wrongFlag.contains(canary));
}

void SecretsTest::T36_noneIsInTheReportOfACheck()
{
    const QTemporaryDir folder;
    const QString junit = folder.filePath(u"check.xml"_s);
    CheckRun check({ m_gateway->url(), u"--public-base-url"_s, publicBase, u"--only"_s, u"twiml,signature,handshake"_s,
                     u"--json"_s, u"--junit"_s, junit },
                   secrets);
    check.exitCode();
    QVERIFY2(!check.stages().isEmpty(), check.errors().constData());
    QVERIFY(!check.output().contains(canary));
    QVERIFY(!check.errors().contains(canary));
    QVERIFY(QFile::exists(junit));
    QCOMPARE(filesWithCanary(folder.path()), QStringList());
}

void SecretsTest::T36_noneIsInLogsAndRecords()
{
    m_gateway->terminate();
    m_gateway->exitCode();
    QVERIFY(m_gateway->standardOutput().contains("WS_START"));
    QVERIFY(!m_gateway->standardOutput().contains(canary));
    QVERIFY(!m_gateway->standardError().contains(canary));
    QVERIFY(QFile::exists(m_record + u"/events.jsonl"_s));
    QCOMPARE(filesWithCanary(m_gateway->folder()), QStringList());
}

QTEST_GUILESS_MAIN(SecretsTest)

#include "tst_secrets.moc"
