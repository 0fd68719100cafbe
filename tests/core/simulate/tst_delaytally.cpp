#include "core/simulate/delaytally.h"

#include <QTest>

using namespace callscope::simulate;
using namespace std::chrono_literals;

class TestDelayTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofNoneIsZero();
    void percentilesAreNearestRanksToThreePercent();
    void sumsAreAsIfCountedTogether();
    void keepsToItsBounds();
};

void TestDelayTally::ofNoneIsZero()
{
    const DelayTally none;
    QCOMPARE(none.size(), 0u);
    QVERIFY(none.percentile(50) == 0ns && none.percentile(100) == 0ns);
}

void TestDelayTally::percentilesAreNearestRanksToThreePercent()
{
    DelayTally tally;
    for (auto delay = 1us; delay <= 100'000us; ++delay)
        tally.count(delay);
    QCOMPARE(tally.size(), 100'000u);
    for (const int percent : { 1, 50, 95, 99 }) {
        const std::chrono::nanoseconds exact = percent * 1000us, found = tally.percentile(percent);
        QVERIFY2(found >= exact && found <= exact + exact / 32 + 1us, QByteArray::number(percent).constData());
    }
    QVERIFY(tally.percentile(100) == 100'000us);
}

void TestDelayTally::sumsAreAsIfCountedTogether()
{
    DelayTally quick, slow, both;
    for (auto delay = 0us; delay < 1000us; delay += 7us) {
        quick.count(delay);
        slow.count(20 * delay + 13us);
        both.count(delay);
        both.count(20 * delay + 13us);
    }
    quick.add(slow);
    QCOMPARE(quick.size(), both.size());
    for (int percent = 0; percent <= 100; ++percent)
        QVERIFY(quick.percentile(percent) == both.percentile(percent));
    quick.add({});
    QCOMPARE(quick.size(), both.size());
}

void TestDelayTally::keepsToItsBounds()
{
    DelayTally tally;
    tally.count(-5ms); // a clock that was set back
    QVERIFY(tally.percentile(100) == 0ns);
    tally.count(5h);
    QVERIFY(tally.percentile(100) == 1min);
}

QTEST_GUILESS_MAIN(TestDelayTally)
#include "tst_delaytally.moc"
