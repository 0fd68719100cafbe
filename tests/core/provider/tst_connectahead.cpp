#include "core/provider/connectahead.h"
#include "core/provider/streamedreply.h"
#include "tests/support/scriptedhttp.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

namespace callscope::tests {

class ConnectAheadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRequestFindsTheConnection();
};

void ConnectAheadTest::theRequestFindsTheConnection()
{
    ScriptedHttp server([](const ScriptedHttp::Request &) { return ScriptedHttp::Answer { .pieces = { "here" } }; });
    QNetworkAccessManager network;
    provider::connectAhead(network, server.url(QStringLiteral("/v1?key=x")));
    QTRY_COMPARE(server.connections(), 1);
    QTest::qWait(50); // until our end knows too
    QVERIFY(server.requests().empty());
    provider::StreamedReply reply(
        network, { .provider = QStringLiteral("it"), .url = server.url(QStringLiteral("/v1/x")), .body = "x" });
    QSignalSpy finished(&reply, &provider::StreamedReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(server.connections(), 1);
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::ConnectAheadTest)

#include "tst_connectahead.moc"
