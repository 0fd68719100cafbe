#include "core/call/streamclock.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;

class StreamClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEarliestFrameTellsTheOffset()
    {
        call::StreamClock clock;
        QVERIFY(!clock.isRunning());
        const base::Monotonic start { 1h };
        const int jitter[] = { 12, 3, 30, 7, 0, 25 };
        for (int i = 0; i < 6; ++i) {
            const auto end = std::chrono::milliseconds(20 * (i + 1));
            clock.observe(end, start + end + std::chrono::milliseconds(jitter[i]));
        }
        QVERIFY(clock.moment(0ms) == start);
        QVERIFY(clock.position(start + 250ms) == 250ms);
    }

    void driftIsFollowed()
    {
        call::StreamClock clock;
        const base::Monotonic start { 1h };
        // The caller's side runs 0.1 % slow: each 20 ms of stream take 20.02 ms of ours.
        for (int i = 1; i <= 6000; ++i)
            clock.observe(20ms * i, start + std::chrono::microseconds(20020) * i);
        const auto error = clock.moment(120s) - (start + std::chrono::microseconds(20020) * 6000);
        QVERIFY2(std::chrono::abs(error) <= 15ms, qPrintable(QString::number(error / 1us)));
    }
};

QTEST_GUILESS_MAIN(StreamClockTest)
#include "tst_streamclock.moc"
