#include "core/provider/networkpool.h"
#include "core/provider/streamedreply.h"
#include "tests/support/scriptedhttp.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using provider::NetworkPool;
using provider::StreamedReply;

class NetworkPoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noCallWaitsForTheConnectionsOfAnother();
    void whatIsGivenBackIsTakenAgain();
    void whatWasTakenMayOutliveThePool();
};

/// Qt alone would send six of these, and the others when one of them is over.
void NetworkPoolTest::noCallWaitsForTheConnectionsOfAnother()
{
    using End = ScriptedHttp::Answer::End;
    const ScriptedHttp service(
        [](const ScriptedHttp::Request &) { return ScriptedHttp::Answer { .pieces = { "x" }, .end = End::Stall }; });
    NetworkPool pool;
    std::vector<std::shared_ptr<QNetworkAccessManager>> calls;
    std::vector<std::unique_ptr<StreamedReply>> replies;
    constexpr std::size_t many = 20;
    for (std::size_t i = 0; i < many; ++i) {
        calls.push_back(pool.take());
        replies.push_back(std::make_unique<StreamedReply>(
            *calls.back(), provider::StreamedRequest { .provider = QStringLiteral("model"), .url = service.url() }));
    }
    QTRY_COMPARE(service.requests().size(), many);
}

void NetworkPoolTest::whatIsGivenBackIsTakenAgain()
{
    NetworkPool pool;
    auto first = pool.take();
    const auto second = pool.take();
    QVERIFY(first != second);
    const QNetworkAccessManager *const known = first.get();
    auto copy = first;
    first.reset();
    QVERIFY(pool.take().get() != known); // somebody still has it
    copy.reset();
    const auto third = pool.take();
    QCOMPARE(third.get(), known);
}

void NetworkPoolTest::whatWasTakenMayOutliveThePool()
{
    const ScriptedHttp service(
        [](const ScriptedHttp::Request &) { return ScriptedHttp::Answer { .pieces = { "x" } }; });
    auto pool = std::make_unique<NetworkPool>();
    const auto taken = pool->take();
    pool.reset();
    StreamedReply reply(*taken,
                        provider::StreamedRequest { .provider = QStringLiteral("model"), .url = service.url() });
    bool isAnswered = false;
    connect(&reply, &StreamedReply::finished, this, [&] { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
}

QTEST_GUILESS_MAIN(NetworkPoolTest)
#include "tst_networkpool.moc"
