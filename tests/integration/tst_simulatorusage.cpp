#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QTcpServer>
#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// What `callscope simulate` refuses before it calls anybody.
class SimulatorUsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
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

QTEST_GUILESS_MAIN(SimulatorUsageTest)
#include "tst_simulatorusage.moc"
