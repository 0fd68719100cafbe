#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QTcpServer>
#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// `callscope serve --preflight`: a gateway that proves itself before it says that it is ready.
class PreflightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesAfterGo();
    void refusesToServeAfterNoGo();
};

void PreflightTest::servesAfterGo()
{
    GatewayProcess gateway({ { u"--preflight"_s },
                             { { u"TWILIO_AUTH_TOKEN"_s, u"canary3token"_s },
                               { u"PUBLIC_BASE_URL"_s, u"https://bot.example.com"_s },
                               { u"DEPLOY_ID"_s, u"blue-7"_s } } });
    QVERIFY2(gateway.start(), gateway.standardError().constData());
    QVERIFY(gateway.waitUntilReady());
    QVERIFY2(gateway.standardError().contains("preflight GO"), gateway.standardError().constData());
    QTRY_COMPARE(gateway.events(u"CALL_END"_s).size(), gateway.events(u"CALL_INCOMING"_s).size());
    QCOMPARE(gateway.stop(), 0);
    QVERIFY(!gateway.events(u"CALL_INCOMING"_s).isEmpty());
    for (const QJsonObject &call : gateway.events(u"CALL_INCOMING"_s)) // the check's own calls are nobody's
        QCOMPARE(gateway.recordFolder(call.value("call_sid"_L1).toString()), QString());
    QVERIFY(!gateway.standardError().contains("canary3token"));
}

void PreflightTest::refusesToServeAfterNoGo()
{
    QTcpServer stale;
    if (!stale.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this machine has no IPv6 loopback");
    GatewayProcess gateway({ { u"--preflight"_s, u"--port"_s, QString::number(stale.serverPort()) } });
    gateway.start();
    QCOMPARE(gateway.exitCode(), 5);
    const QByteArray said = gateway.standardError();
    QVERIFY2(said.contains("preflight NO-GO at port"), said.constData());
    QVERIFY2(said.contains("2 servers listen on port"), said.constData());
    QVERIFY2(said.contains("pid " + QByteArray::number(QCoreApplication::applicationPid())), said.constData());
}

QTEST_GUILESS_MAIN(PreflightTest)
#include "tst_preflight.moc"
