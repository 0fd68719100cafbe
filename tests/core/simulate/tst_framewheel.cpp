#include "core/media/format.h"
#include "core/simulate/frameticker.h"
#include "core/simulate/framewheel.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace callscope;
using namespace callscope::simulate;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

/// The clock stands until the test turns it, so the wheel's timer may fire as often as it likes.
class TestFrameWheel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesAllThatAreDueInTheirOrder();
    void whatWasMissedFollowsAtOnce();
    void whoStopsIsNotServed();
    void whoStopsAnotherInsideItsBeat();
};

namespace {

/// Waits until `count` beats were noted.
void waitFor(const std::vector<int> &beats, std::size_t count)
{
    QTRY_COMPARE(beats.size(), count);
}

} // namespace

void TestFrameWheel::servesAllThatAreDueInTheirOrder()
{
    tests::ManualClock clock;
    FrameWheel wheel(clock);
    std::vector<int> beats;
    std::vector<nanoseconds> late;
    const auto beat = [&](int number) {
        return [&, number](nanoseconds by) {
            beats.push_back(number);
            late.push_back(by);
        };
    };
    FrameTicker first(wheel, beat(1)), second(wheel, beat(2));
    first.start();
    waitFor(beats, 1);
    clock.advance(5ms);
    second.start();
    waitFor(beats, 2);
    clock.advance(20ms); // the first is due 5 ms ago, the second now
    waitFor(beats, 4);
    QCOMPARE(beats, (std::vector { 1, 2, 1, 2 }));
    QVERIFY((late == std::vector<nanoseconds> { 0ms, 0ms, 5ms, 0ms }));
}

void TestFrameWheel::whatWasMissedFollowsAtOnce()
{
    tests::ManualClock clock;
    FrameWheel wheel(clock);
    std::vector<nanoseconds> late;
    FrameTicker ticker(wheel, [&](nanoseconds by) { late.push_back(by); });
    ticker.start();
    QTRY_COMPARE(late.size(), 1u);
    clock.advance(65ms);
    QTRY_COMPARE(late.size(), 4u);
    QVERIFY((late == std::vector<nanoseconds> { 0ms, 45ms, 25ms, 5ms }));
}

void TestFrameWheel::whoStopsIsNotServed()
{
    tests::ManualClock clock;
    FrameWheel wheel(clock);
    std::vector<int> beats;
    FrameTicker stopped(wheel, [&](nanoseconds) { beats.push_back(1); });
    FrameTicker other(wheel, [&](nanoseconds) { beats.push_back(2); });
    {
        FrameTicker gone(wheel, [&](nanoseconds) { beats.push_back(3); });
        gone.start();
        stopped.start();
        other.start();
        waitFor(beats, 3);
        stopped.stop();
    }
    clock.advance(20ms);
    waitFor(beats, 4);
    QCOMPARE(beats.back(), 2);
}

void TestFrameWheel::whoStopsAnotherInsideItsBeat()
{
    tests::ManualClock clock;
    FrameWheel wheel(clock);
    std::vector<int> beats;
    FrameTicker second(wheel, [&](nanoseconds) { beats.push_back(2); });
    FrameTicker first(wheel, [&](nanoseconds) {
        beats.push_back(1);
        second.stop();
    });
    first.start();
    second.start();
    waitFor(beats, 1);
    clock.advance(20ms);
    waitFor(beats, 2);
    QCOMPARE(beats, (std::vector { 1, 1 }));
}

QTEST_GUILESS_MAIN(TestFrameWheel)
#include "tst_framewheel.moc"
