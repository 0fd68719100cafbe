#include "core/provider/health.h"
#include "tests/support/manualclock.h"

#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace callscope;
using base::ErrorCode;
using provider::Health;
using provider::Kind;

namespace {

const QString cloud = QStringLiteral("cloud");
const QString local = QStringLiteral("local");

base::Error error(ErrorCode code)
{
    return { code, QStringLiteral("It failed.") };
}

} // namespace

class TestHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhoIsConfigured();
    void restsWithoutRights_data();
    void restsWithoutRights();
    void restsAfterThreeFailuresInARow();
    void worksOnWhenOverloaded();
    void choosesWhoWorks_data();
    void choosesWhoWorks();
    void endsARestWithASuccess();
    void restsAgainAfterATryThatFails();
    void tellsKindsApart();
    void knowsWhenNobodyIsLeft();
    void countsAndKeepsTheLastError();
    void callsOfAllThreadsAreCounted();
    void namesKinds();
};

void TestHealth::knowsWhoIsConfigured()
{
    const tests::ManualClock clock;
    Health health(clock);
    health.add(Kind::Agent, cloud);
    health.add(Kind::Agent, local);
    health.add(Kind::Agent, cloud);
    QCOMPARE(health.rows().size(), std::size_t(2));
    QCOMPARE(health.rows().front().provider, cloud);
    QVERIFY(!health.isResting(Kind::Agent, cloud));
    QVERIFY(!health.isResting(Kind::Agent, QStringLiteral("unknown")));
}

void TestHealth::restsWithoutRights_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("key") << static_cast<int>(ErrorCode::Unauthorized);
    QTest::newRow("quota") << static_cast<int>(ErrorCode::QuotaExceeded);
}

void TestHealth::restsWithoutRights()
{
    QFETCH(int, code);
    tests::ManualClock clock;
    Health health(clock);
    health.failed(Kind::Agent, cloud, error(static_cast<ErrorCode>(code)));
    QVERIFY(health.isResting(Kind::Agent, cloud));
    clock.advance(Health::restWithoutRights - std::chrono::seconds(1));
    QVERIFY(health.isResting(Kind::Agent, cloud));
    clock.advance(std::chrono::seconds(1));
    QVERIFY(!health.isResting(Kind::Agent, cloud));
}

void TestHealth::restsAfterThreeFailuresInARow()
{
    tests::ManualClock clock;
    Health health(clock);
    for (int failure = 1; failure <= Health::failuresBeforeRest; ++failure) {
        QVERIFY(!health.isResting(Kind::Agent, cloud));
        health.failed(Kind::Agent, cloud, error(ErrorCode::Timeout));
    }
    QVERIFY(health.isResting(Kind::Agent, cloud));
    clock.advance(Health::restAfterFailures);
    QVERIFY(!health.isResting(Kind::Agent, cloud));
}

void TestHealth::worksOnWhenOverloaded()
{
    const tests::ManualClock clock;
    Health health(clock);
    for (int failure = 0; failure < 2 * Health::failuresBeforeRest; ++failure)
        health.failed(Kind::Recognizer, cloud, error(ErrorCode::Overloaded));
    QVERIFY(!health.isResting(Kind::Recognizer, cloud));
}

void TestHealth::choosesWhoWorks_data()
{
    QTest::addColumn<QList<bool>>("usable");
    QTest::addColumn<int>("current");
    QTest::addColumn<int>("chosen");
    QTest::newRow("whoever works goes on") << QList<bool> { true, true, true } << 1 << 1;
    QTest::newRow("the first that can be used") << QList<bool> { false, true, false } << 2 << 1;
    QTest::newRow("back to the first") << QList<bool> { true, false, false } << 2 << 0;
    QTest::newRow("all rest") << QList<bool> { false, false, false } << 2 << 0;
}

void TestHealth::choosesWhoWorks()
{
    QFETCH(QList<bool>, usable);
    QFETCH(int, current);
    QFETCH(int, chosen);
    const auto isUsable = [&usable](std::size_t link) { return usable.at(static_cast<qsizetype>(link)); };
    QCOMPARE(provider::chosenLink(3, static_cast<std::size_t>(current), isUsable), static_cast<std::size_t>(chosen));
}

void TestHealth::endsARestWithASuccess()
{
    const tests::ManualClock clock;
    Health health(clock);
    health.failed(Kind::Agent, cloud, error(ErrorCode::Timeout));
    health.failed(Kind::Agent, cloud, error(ErrorCode::Timeout));
    health.succeeded(Kind::Agent, cloud);
    health.failed(Kind::Agent, cloud, error(ErrorCode::Timeout));
    QVERIFY(!health.isResting(Kind::Agent, cloud));
    health.failed(Kind::Agent, cloud, error(ErrorCode::Unauthorized));
    QVERIFY(health.isResting(Kind::Agent, cloud));
    health.succeeded(Kind::Agent, cloud);
    QVERIFY(!health.isResting(Kind::Agent, cloud));
}

void TestHealth::restsAgainAfterATryThatFails()
{
    tests::ManualClock clock;
    Health health(clock);
    for (int failure = 0; failure < Health::failuresBeforeRest; ++failure)
        health.failed(Kind::Agent, cloud, error(ErrorCode::Unavailable));
    clock.advance(Health::restAfterFailures);
    health.failed(Kind::Agent, cloud, error(ErrorCode::Unavailable));
    QVERIFY(health.isResting(Kind::Agent, cloud));
}

void TestHealth::tellsKindsApart()
{
    const tests::ManualClock clock;
    Health health(clock);
    health.failed(Kind::Synthesizer, cloud, error(ErrorCode::Unauthorized));
    QVERIFY(health.isResting(Kind::Synthesizer, cloud));
    QVERIFY(!health.isResting(Kind::Recognizer, cloud));
    QVERIFY(!health.isResting(Kind::Synthesizer, local));
}

void TestHealth::knowsWhenNobodyIsLeft()
{
    tests::ManualClock clock;
    Health health(clock);
    QVERIFY(!health.isEveryoneResting(Kind::Agent));
    health.add(Kind::Agent, cloud);
    health.add(Kind::Agent, local);
    health.failed(Kind::Agent, cloud, error(ErrorCode::Unauthorized));
    QVERIFY(!health.isEveryoneResting(Kind::Agent));
    health.failed(Kind::Agent, local, error(ErrorCode::QuotaExceeded));
    QVERIFY(health.isEveryoneResting(Kind::Agent));
    QVERIFY(!health.isEveryoneResting(Kind::Recognizer));
    clock.advance(Health::restWithoutRights);
    QVERIFY(!health.isEveryoneResting(Kind::Agent));
}

void TestHealth::countsAndKeepsTheLastError()
{
    const tests::ManualClock clock;
    Health health(clock);
    health.succeeded(Kind::Agent, cloud);
    health.failed(Kind::Agent, cloud, error(ErrorCode::Timeout));
    health.failed(Kind::Agent, cloud, error(ErrorCode::RateLimited));
    const Health::Row row = health.rows().front();
    QCOMPARE(row.successes, 1);
    QCOMPARE(row.failures, 2);
    QCOMPARE(row.failuresInARow, 2);
    QCOMPARE(row.lastError->code, ErrorCode::RateLimited);
    health.succeeded(Kind::Agent, cloud);
    QVERIFY(!health.rows().front().lastError);
    QCOMPARE(health.rows().front().failures, 2);
}

void TestHealth::callsOfAllThreadsAreCounted()
{
    constexpr int threads = 4, pieces = 5000;
    const tests::ManualClock clock;
    Health health(clock);
    std::vector<std::unique_ptr<QThread>> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back(QThread::create([&health, i] {
            const QString own = QStringLiteral("own %1").arg(i);
            for (int piece = 0; piece < pieces; ++piece) {
                health.succeeded(Kind::Agent, cloud);
                health.failed(Kind::Agent, own, error(ErrorCode::Timeout));
                QVERIFY(!health.isResting(Kind::Agent, cloud));
                QVERIFY(!health.rows().empty());
            }
        }));
        workers.back()->start();
    }
    for (const auto &worker : workers)
        QVERIFY(worker->wait(60'000));
    const std::vector<Health::Row> rows = health.rows();
    QCOMPARE(rows.size(), size_t(threads + 1));
    for (const Health::Row &row : rows)
        QCOMPARE(row.successes + row.failures, row.provider == cloud ? threads * pieces : pieces);
}

void TestHealth::namesKinds()
{
    QCOMPARE(provider::kindName(Kind::Recognizer), QStringLiteral("recognizer"));
    QCOMPARE(provider::kindName(Kind::Synthesizer), QStringLiteral("synthesizer"));
    QCOMPARE(provider::kindName(Kind::Agent), QStringLiteral("agent"));
}

QTEST_APPLESS_MAIN(TestHealth)
#include "tst_health.moc"
