#include "tests/integration/faultcases.h"
#include "tests/integration/json.h"

#include <QTcpServer>
#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// `callscope check` as a command: its options, its exit codes, its end.
class CheckCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badOptionsAreNamed_data();
    void badOptionsAreNamed();
    void onlyRunsWhatIsAskedFor();
    void missingTokenProvesNothing_data();
    void missingTokenProvesNothing();
    void bargeInCanBeLeftOut();
    void terminationEndsTheRun_data();
    void terminationEndsTheRun();
};

void CheckCommandTest::badOptionsAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto add = [](const char *option, const QStringList &values) {
        for (const QString &value : values) {
            const QByteArray row = QByteArray("--") + option + ' ' + value.toUtf8();
            QTest::newRow(row.constData())
                << QStringList { u"--"_s + QLatin1String(option), value } << u"--"_s + QLatin1String(option);
        }
    };
    add("only", { u"portal"_s, u"call,loop"_s, u","_s });
    add("account-sid", { u"AC12"_s, u"nobody"_s });
    add("language", { u"de"_s });
    add("say", { u" "_s });
    add("public-base-url", { u"bot.example.com"_s, u"ftp://bot.example.com"_s });
    add("incoming-path", { u"voice"_s, u"none"_s });
    add("stream-status-path", { u"status"_s });
    add("ca-file", { u"/nope.pem"_s, u"/etc/hostname"_s });
    add("audio", { u"/nope.wav"_s, u","_s });
    add("junit", { u"/nope/report.xml"_s, u"/tmp"_s, QString() });
    QTest::newRow("unknown") << QStringList { u"--stage"_s } << u"stage"_s;
    QTest::newRow("no value") << QStringList { u"--only"_s } << u"--only"_s;
    QTest::newRow("no URL") << QStringList { u"bot.example.com"_s } << u"bot.example.com"_s;
    QTest::newRow("two URLs") << QStringList { u"http://a.example"_s, u"http://b.example"_s } << u"one URL"_s;
}

void CheckCommandTest::badOptionsAreNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    CheckRun check(arguments, { { u"PORT"_s, QString::number(server.serverPort()) } });
    QCOMPARE(check.exitCode(), 2);
    QVERIFY2(check.errors().contains(named.toUtf8()), check.errors().constData());
    QVERIFY2(check.output().isEmpty(), check.output().constData());
    QVERIFY2(!server.waitForNewConnection(0), "nobody may be asked");
}

void CheckCommandTest::onlyRunsWhatIsAskedFor()
{
    RunningBot bot(expressBot());
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    CheckRun check(bot.checkArguments({ u"--json"_s, u"--only"_s, u"twiml, version,healthz"_s }));
    QVERIFY2(check.exitCode() == 0, check.output().constData());
    QCOMPARE(namesOf(check.stages()), QStringList({ u"healthz"_s, u"version"_s, u"twiml"_s }));
    QVERIFY(check.report().value("not_run"_L1).toArray().isEmpty());
}

void CheckCommandTest::missingTokenProvesNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("stage");
    QTest::newRow("stream_ended is signed") << QStringList() << u"stream_ended"_s;
    QTest::newRow("the first is the incoming call")
        << QStringList { u"--stream-ended-path"_s, u"none"_s } << u"twiml"_s;
}

void CheckCommandTest::missingTokenProvesNothing()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, stage);
    RunningBot bot(expressBot());
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    CheckRun check(bot.checkArguments(QStringList { u"--json"_s } + arguments),
                   { { u"TWILIO_AUTH_TOKEN"_s, QString() } });
    QCOMPARE(check.exitCode(), 2);
    verifyStop(check.report(), stage, u"auth_token_missing"_s);
    QCOMPARE(text(check.report(), "verdict"_L1), u"COULD NOT RUN"_s);
}

void CheckCommandTest::bargeInCanBeLeftOut()
{
    RunningBot bot(expressBot(u"ignores_barge_in"_s));
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    CheckRun check(bot.checkArguments({ u"--json"_s, u"--only"_s, u"call"_s, u"--no-barge-in"_s }));
    QVERIFY2(check.exitCode() == 0, check.output().constData());
    QCOMPARE(text(check.report(), "verdict"_L1), u"GO"_s);
}

void CheckCommandTest::terminationEndsTheRun_data()
{
    QTest::addColumn<bool>("json");
    QTest::newRow("text") << false;
    QTest::newRow("JSON") << true;
}

void CheckCommandTest::terminationEndsTheRun()
{
    QFETCH(bool, json);
    RunningBot bot(expressBot());
    QVERIFY2(bot.waitUntilUp(), bot.complaint().constData());
    CheckRun check(bot.checkArguments(json ? QStringList { u"--json"_s } : QStringList()));
    QVERIFY(bot.waitForWords("call begins")); // of /healthz
    QVERIFY(bot.waitForWords("call ends"));
    QVERIFY(bot.waitForWords("call begins")); // of the stage call: it lasts for seconds
    check.terminate();
    QCOMPARE(check.exitCode(), 2);
    if (json) {
        QCOMPARE(text(check.report(), "verdict"_L1), u"COULD NOT RUN"_s);
        QCOMPARE(check.report().value("not_run"_L1).toArray().first().toString(), u"call"_s);
    } else {
        QVERIFY2(check.output().contains("COULD NOT RUN: stopped: "), check.output().constData());
        QVERIFY2(check.output().contains("not run: call, no_loop, fallback"), check.output().constData());
    }
    QVERIFY(bot.waitForWords("call ends")); // it hung up
}

QTEST_GUILESS_MAIN(CheckCommandTest)
#include "tst_checkcommand.moc"
