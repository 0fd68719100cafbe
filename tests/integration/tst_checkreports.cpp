#include "tests/integration/faultcases.h"
#include "tests/integration/json.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a CI server reads out of a JUnit file.
struct JUnit
{
    QStringList names {};
    QMap<QString, int> found {}, said {}; ///< how many elements of that name, and what the suite says there are
    QString failure {}; ///< the type of the last failure or error
    QString error {}; ///< why it is not XML
};

JUnit readJUnit(const QByteArray &bytes)
{
    JUnit report;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = xml.name().toString();
        ++report.found[name];
        if (name == "testsuite"_L1) {
            for (const QString &count : { u"tests"_s, u"failures"_s, u"errors"_s, u"skipped"_s })
                report.said[count] = xml.attributes().value(count).toInt();
        } else if (name == "testcase"_L1) {
            report.names += xml.attributes().value("name"_L1).toString();
        } else if (name == "failure"_L1 || name == "error"_L1) {
            report.failure = xml.attributes().value("type"_L1).toString();
        }
    }
    report.error = xml.errorString();
    return report;
}

} // namespace

/// What `callscope check` writes: JUnit for a CI server, and no secret anywhere.
class CheckReportsTest : public QObject
{
    Q_OBJECT

private:
    void verifyJUnit(const QString &fault, const QMap<QString, QString> &environment, const QMap<QString, int> &counts,
                     const QString &type);

    QTemporaryDir m_folder;

private Q_SLOTS:
    void junitCountsAreRight();
    void secretsAreInNoReport_data();
    void secretsAreInNoReport();
};

void CheckReportsTest::verifyJUnit(const QString &fault, const QMap<QString, QString> &environment,
                                   const QMap<QString, int> &counts, const QString &type)
{
    RunningBot bot(expressBot(fault));
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    const QString file = m_folder.filePath(u"report.xml"_s);
    CheckRun check(bot.checkArguments({ u"--junit"_s, file, u"--json"_s }), environment);
    QVERIFY(check.exitCode() > 0);
    const JUnit junit = readJUnit(contentOf(file));
    QCOMPARE(junit.error, QString());
    QCOMPARE(junit.said, counts);
    QCOMPARE(junit.found.value(u"testcase"_s), counts.value(u"tests"_s));
    QCOMPARE(junit.found.value(u"failure"_s), counts.value(u"failures"_s));
    QCOMPARE(junit.found.value(u"error"_s), counts.value(u"errors"_s));
    QCOMPARE(junit.found.value(u"skipped"_s), counts.value(u"skipped"_s));
    QCOMPARE(junit.failure, type);
    QStringList expected = namesOf(check.stages());
    for (const QJsonValue &stage : check.report().value("not_run"_L1).toArray())
        expected += stage.toString();
    QCOMPARE(junit.names, expected);
}

void CheckReportsTest::junitCountsAreRight()
{
    // tls does not apply; behind version lie nine stages, behind stream_ended six.
    verifyJUnit(u"version_404"_s, {},
                { { u"tests"_s, 12 }, { u"failures"_s, 1 }, { u"errors"_s, 0 }, { u"skipped"_s, 1 + 8 } },
                u"version_status"_s);
    verifyJUnit({}, { { u"TWILIO_AUTH_TOKEN"_s, QString() } },
                { { u"tests"_s, 12 }, { u"failures"_s, 0 }, { u"errors"_s, 1 }, { u"skipped"_s, 1 + 6 } },
                u"auth_token_missing"_s);
}

void CheckReportsTest::secretsAreInNoReport_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("beside");
    const QByteArray half = canaryToken.left(10).toUtf8(); // what a cut would leave of it
    QTest::newRow("the token in an error page") << u"prints_token"_s << half << QByteArray(" was no good: ");
    QTest::newRow("a token in the URL") << u"url_query"_s << QByteArray("n0b0dy") << QByteArray("bot=1");
}

void CheckReportsTest::secretsAreInNoReport()
{
    QFETCH(QString, fault);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, beside);
    RunningBot bot(expressBot(fault));
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    const QString file = m_folder.filePath(u"secret.xml"_s);
    CheckRun asText(bot.checkArguments({ u"--junit"_s, file }));
    CheckRun asJson(bot.checkArguments({ u"--json"_s }));
    QCOMPARE(asText.exitCode(), 1);
    QCOMPARE(asJson.exitCode(), 1);
    for (const QByteArray &report :
         { asText.output() + asText.errors(), asJson.output() + asJson.errors(), contentOf(file) }) {
        QVERIFY2(report.contains(beside), report.constData());
        QVERIFY2(!report.contains(secret), report.constData());
    }
}

QTEST_GUILESS_MAIN(CheckReportsTest)
#include "tst_checkreports.moc"
