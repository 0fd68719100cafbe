#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QTcpServer>
#include <QTest>

#include <sys/resource.h>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// What `callscope simulate` refuses before it calls anybody.
class SimulatorUsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
    void refusesToRepeatNothing_data();
    void refusesToRepeatNothing();
    void saysWhichLimitIsTooLowForTheCalls();
};

void SimulatorUsageTest::refusesWhatItCannotDo_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("place");
    for (const QString &option : { u"--heard"_s, u"--report"_s }) {
        const QByteArray name = option.toLatin1();
        QTest::newRow(name + " in no folder") << option << u"/nope/x"_s;
        QTest::newRow(name + " in a file") << option << u"/etc/passwd/x"_s;
        QTest::newRow(name + " is a folder") << option << u"/tmp"_s;
        QTest::newRow(name + " is empty") << option << QString();
    }
    QTest::newRow("unknown fault") << u"--fault"_s << u"no-luck"_s;
}

void SimulatorUsageTest::refusesWhatItCannotDo()
{
    QFETCH(QString, option);
    QFETCH(QString, place);
    QTcpServer gateway;
    QVERIFY(gateway.listen(QHostAddress::LocalHost));
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    const QString url = u"http://127.0.0.1:%1"_s.arg(gateway.serverPort());
    process.start(callscopeBinary(), { u"simulate"_s, url, option, place });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    const QByteArray error = process.readAllStandardError();
    QVERIFY2(error.contains(option.toUtf8()) && error.contains(place.toUtf8()), error.constData());
    QVERIFY2(!gateway.waitForNewConnection(0), "nobody may be called");
}

void SimulatorUsageTest::refusesToRepeatNothing_data()
{
    QTest::addColumn<QStringList>("options");
    const QString sound = recording(u"goforward.raw"_s);
    QTest::newRow("no sound") << QStringList { u"--duration"_s, u"5"_s };
    QTest::newRow("no end") << QStringList { u"--audio"_s, sound };
    QTest::newRow("keys") << QStringList { u"--audio"_s, sound, u"--duration"_s, u"5"_s, u"--dtmf"_s, u"1"_s };
}

void SimulatorUsageTest::refusesToRepeatNothing()
{
    QFETCH(QStringList, options);
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.start(callscopeBinary(), QStringList { u"simulate"_s, u"http://127.0.0.1:1"_s, u"--repeat"_s } + options);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    const QByteArray error = process.readAllStandardError();
    QVERIFY2(error.contains("--repeat takes --audio"), error.constData());
}

void SimulatorUsageTest::saysWhichLimitIsTooLowForTheCalls()
{
    QTcpServer gateway;
    QVERIFY(gateway.listen(QHostAddress::LocalHost));
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.setChildProcessModifier([] {
        const rlimit few { 100, 100 };
        ::setrlimit(RLIMIT_NOFILE, &few);
    });
    const QString url = u"http://127.0.0.1:%1"_s.arg(gateway.serverPort());
    process.start(callscopeBinary(), { u"simulate"_s, url, u"--calls"_s, u"50"_s });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    const QByteArray error = process.readAllStandardError();
    QVERIFY2(error.contains("ulimit -n") && error.contains("50 calls"), error.constData());
    QVERIFY2(!gateway.waitForNewConnection(0), "nobody may be called");
}

QTEST_GUILESS_MAIN(SimulatorUsageTest)
#include "tst_simulatorusage.moc"
