#include "core/call/answerwatch.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using call::AnswerWatch;
using call::LoopTime;

/// When a caller who hears nothing is helped, counted without a clock.
class TestAnswerWatch : public QObject
{
    Q_OBJECT

    using Step = AnswerWatch::Step;

    /// The steps taken while he waits that long, by the tenth of a second.
    static std::vector<std::pair<std::chrono::milliseconds, Step>> waiting(AnswerWatch &watch,
                                                                           std::chrono::milliseconds length)
    {
        std::vector<std::pair<std::chrono::milliseconds, Step>> steps;
        for (std::chrono::milliseconds passed = 100ms; passed <= length; passed += 100ms) {
            if (const auto step = watch.pass(100ms, true))
                steps.emplace_back(passed, *step);
        }
        return steps;
    }
    using Steps = std::vector<std::pair<std::chrono::milliseconds, Step>>;

private Q_SLOTS:
    void eachStepIsTakenOnceAtItsTime()
    {
        AnswerWatch watch(2500ms, 6000ms);
        QVERIFY(waiting(watch, 60s) == (Steps { { 2500ms, Step::Hold }, { 6000ms, Step::GiveUp } }));
    }

    void anAnswerBeginsTheCountAnew()
    {
        AnswerWatch watch(2500ms, 6000ms);
        QVERIFY(waiting(watch, 5900ms) == (Steps { { 2500ms, Step::Hold } }));
        QVERIFY(!watch.pass(20ms, false));
        QVERIFY(waiting(watch, 5900ms) == (Steps { { 2500ms, Step::Hold } }));
    }

    void zeroIsNever()
    {
        AnswerWatch noHold(0ms, 6000ms), noGiveUp(2500ms, 0ms);
        QVERIFY(waiting(noHold, 60s) == (Steps { { 6000ms, Step::GiveUp } }));
        noGiveUp.fail();
        QVERIFY(waiting(noGiveUp, 60s) == (Steps { { 2500ms, Step::Hold } }));
    }

    void aFailureIsNotWaitedFor()
    {
        AnswerWatch watch(2500ms, 6000ms);
        watch.fail();
        QCOMPARE(watch.pass(20ms, false), std::optional(Step::GiveUp));
        QVERIFY(waiting(watch, 60s).empty());
    }

    void T32_aLoopThatStoodStillKeptNobodyWaiting()
    {
        LoopTime time;
        QCOMPARE(time.pass(base::Monotonic(1000s)), 0ns);
        QCOMPARE(time.pass(base::Monotonic(1000s + 20ms)), std::chrono::nanoseconds(20ms));
        QVERIFY(time.pass(base::Monotonic(1002s + 20ms)) <= 100ms);
    }
};

QTEST_GUILESS_MAIN(TestAnswerWatch)

#include "tst_answerwatch.moc"
