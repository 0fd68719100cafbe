#include "core/media/mulaw.h"
#include "core/simulate/farqueue.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using simulate::FarQueue;

using Marks = std::vector<QByteArray>;

class TestFarQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTwiliosTimeline();
    void playsInOrderAndFillsWithSilence();
    void aMarkInsideAFrameWaitsForItsEnd();
    void aMarkOnAnEmptyQueueIsEchoedAtOnce();
    void clearDropsSoundAndGivesMarksInOrder();
    void overTenMinutesIsDropped();
};

static QByteArray sound(std::chrono::milliseconds length, char byte = '\x10')
{
    return QByteArray(media::samplesIn(length), byte);
}

/// Plays frames up to `until`, counted from the start, and gives each mark with the time of its echo.
static std::vector<std::pair<QByteArray, qint64>> play(FarQueue &queue, std::chrono::milliseconds from,
                                                       std::chrono::milliseconds until)
{
    std::vector<std::pair<QByteArray, qint64>> echoes;
    for (auto now = from; now < until; now += 20ms) {
        for (const QByteArray &mark : queue.play(160).marks)
            echoes.emplace_back(mark, now.count());
    }
    return echoes;
}

void TestFarQueue::followsTwiliosTimeline()
{
    FarQueue queue;
    QVERIFY(queue.append(sound(2000ms)));
    QCOMPARE(queue.mark("a"), Marks());
    QVERIFY(queue.append(sound(3000ms)));
    QCOMPARE(queue.mark("b"), Marks());
    const auto echoes = play(queue, 0ms, 2400ms);
    QCOMPARE(echoes.size(), 1u);
    QCOMPARE(echoes[0], std::make_pair(QByteArray("a"), qint64(2000)));
    QCOMPARE(queue.queued(), 2600ms);
    QCOMPARE(queue.clear(), Marks { "b" });
    QCOMPARE(queue.queued(), 0ms);
    QVERIFY(play(queue, 2400ms, 2500ms).empty());
    QCOMPARE(queue.mark("c"), Marks { "c" });
}

void TestFarQueue::playsInOrderAndFillsWithSilence()
{
    FarQueue queue;
    QVERIFY(queue.append(sound(10ms, 'a')));
    QVERIFY(queue.append(sound(5ms, 'b')));
    const FarQueue::Played played = queue.play(160);
    QCOMPARE(played.mulaw, QByteArray(80, 'a') + QByteArray(40, 'b') + QByteArray(40, media::muLawSilence));
    QCOMPARE(played.soundBytes, 120);
    QCOMPARE(queue.play(160).soundBytes, 0);
}

void TestFarQueue::aMarkInsideAFrameWaitsForItsEnd()
{
    FarQueue queue;
    QVERIFY(queue.append(sound(10ms)));
    QCOMPARE(queue.mark("inside"), Marks());
    QVERIFY(queue.append(sound(2000ms)));
    QCOMPARE(queue.play(160).marks, Marks());
    QVERIFY(!queue.isEmpty());
    QCOMPARE(queue.play(160).marks, Marks { "inside" });
}

void TestFarQueue::aMarkOnAnEmptyQueueIsEchoedAtOnce()
{
    FarQueue queue;
    QCOMPARE(queue.mark("first"), Marks { "first" });
    QVERIFY(queue.append(sound(20ms)));
    QCOMPARE(queue.play(160).soundBytes, 160);
    QCOMPARE(queue.mark("behind what is at the ear"), Marks());
    QCOMPARE(queue.play(160).marks, Marks { "behind what is at the ear" });
    QCOMPARE(queue.mark("after it"), Marks { "after it" });
}

void TestFarQueue::clearDropsSoundAndGivesMarksInOrder()
{
    FarQueue queue;
    QVERIFY(queue.append(sound(10ms)));
    queue.mark("1");
    QVERIFY(queue.append(sound(50ms)));
    queue.mark("2");
    queue.mark("3");
    QCOMPARE(queue.play(160).soundBytes, 160); // mark 1 lies in this frame
    QCOMPARE(queue.clear(), (Marks { "1", "2", "3" }));
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.clear(), Marks());
    QCOMPARE(queue.play(160).soundBytes, 0);
}

void TestFarQueue::overTenMinutesIsDropped()
{
    FarQueue queue;
    QVERIFY(queue.append(sound(10min - 10ms)));
    QVERIFY(!queue.append(sound(20ms)));
    QCOMPARE(queue.queued(), 10min);
    QVERIFY(!queue.append(sound(1ms)));
    QCOMPARE(queue.play(160).soundBytes, 160);
    QVERIFY(queue.append(sound(20ms)));
}

QTEST_GUILESS_MAIN(TestFarQueue)
#include "tst_farqueue.moc"
