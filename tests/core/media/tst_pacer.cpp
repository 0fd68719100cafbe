#include "core/media/mulaw.h"
#include "core/media/pacer.h"
#include "tests/support/manualclock.h"

#include <QTest>

#include <random>

using namespace callscope;
using namespace callscope::media;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

std::vector<Pacer::Item> due(Pacer &pacer, base::Monotonic now)
{
    std::vector<Pacer::Item> items;
    for (Pacer::Item item; pacer.takeDue(now, item);)
        items.push_back(item);
    return items;
}

/// What left, in words: "frame a", the byte its sound is made of, or "mark x".
QByteArrayList words(const std::vector<Pacer::Item> &items)
{
    QByteArrayList list;
    for (const Pacer::Item &item : items) {
        if (const auto *frame = std::get_if<Pacer::Frame>(&item))
            list += "frame " + frame->mulaw.left(1);
        else
            list += "mark " + std::get<Pacer::Mark>(item).name;
    }
    return list;
}

std::vector<Pacer::Frame> framesOf(const std::vector<Pacer::Item> &items)
{
    std::vector<Pacer::Frame> frames;
    for (const Pacer::Item &item : items) {
        if (const auto *frame = std::get_if<Pacer::Frame>(&item))
            frames.push_back(*frame);
    }
    return frames;
}

QByteArray sound(int frames, char byte = 'a')
{
    return QByteArray(frames * frameSamples, byte);
}

} // namespace

class PacerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsDueWithNothingQueued();
    void firstTickFillsTheLead();
    void atMostTheLeadWaitsAtTheOtherEnd();
    void doesNotDriftWithTicksAtAnyTime();
    void catchesUpAfterALateTick();
    void beginsAnewWhereTheQueueRanEmpty();
    void marksKeepTheirPlace();
    void markPlaysWhenTheSoundBeforeItHasPlayed();
    void markAfterSilenceIsDueAtOnce();
    void anyPiecesMakeTheSameFrames();
    void incompleteFrameWaits();
    void sentenceEndFillsTheFrameWithSilence();
    void clearTellsWhatIsNotHeard();
    void speaksUntilTheLastSampleHasPlayed();
    void tinyLeadStillLetsSoundOut();

private:
    tests::ManualClock m_clock;
};

void PacerTest::nothingIsDueWithNothingQueued()
{
    Pacer pacer;
    QVERIFY(due(pacer, m_clock.monotonic()).empty());
    m_clock.advance(10s);
    QVERIFY(due(pacer, m_clock.monotonic()).empty());
    QVERIFY(!pacer.isSpeaking(m_clock.monotonic()));
    QCOMPARE(pacer.queued(), 0ms);
}

void PacerTest::firstTickFillsTheLead()
{
    Pacer pacer;
    pacer.enqueue(sound(50));
    QCOMPARE(pacer.queued(), 1000ms);
    const base::Monotonic start = m_clock.monotonic();
    const auto frames = framesOf(due(pacer, start));
    QCOMPARE(frames.size(), 10U);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        QVERIFY(frames[i].playsAt == start + i * frameLength);
        QCOMPARE(frames[i].mulaw.size(), frameSamples);
    }
    QCOMPARE(pacer.queued(), 800ms);
    QVERIFY(due(pacer, start + 19ms).empty());
    QCOMPARE(due(pacer, start + 20ms).size(), 1U);
}

void PacerTest::atMostTheLeadWaitsAtTheOtherEnd()
{
    Pacer pacer(100ms);
    pacer.enqueue(sound(500));
    std::mt19937 random(3);
    for (int tick = 0; tick < 400; ++tick) {
        for (const auto &frame : framesOf(due(pacer, m_clock.monotonic())))
            QVERIFY(frame.playsAt + frameLength - m_clock.monotonic() <= 100ms);
        m_clock.advance(std::chrono::microseconds(random() % 40000));
    }
}

void PacerTest::doesNotDriftWithTicksAtAnyTime()
{
    Pacer pacer;
    pacer.enqueue(sound(3000));
    const base::Monotonic start = m_clock.monotonic();
    std::mt19937 random(4);
    std::int64_t sent = 0;
    while (sent < 3000) {
        for (const auto &frame : framesOf(due(pacer, m_clock.monotonic())))
            QVERIFY(frame.playsAt == start + sent++ * frameLength);
        // Late by up to 17 ms, again and again: over a minute this would be seconds.
        m_clock.advance(20ms + std::chrono::microseconds(random() % 17000));
    }
    QVERIFY(m_clock.monotonic() - start <= 60s);
}

void PacerTest::catchesUpAfterALateTick()
{
    Pacer pacer;
    pacer.enqueue(sound(100));
    const base::Monotonic start = m_clock.monotonic();
    due(pacer, start);
    const auto late = framesOf(due(pacer, start + 130ms));
    QCOMPARE(late.size(), 6U);
    QVERIFY(late.front().playsAt == start + 200ms);
    QVERIFY(late.back().playsAt == start + 300ms);
}

void PacerTest::beginsAnewWhereTheQueueRanEmpty()
{
    Pacer pacer;
    pacer.enqueue(sound(2));
    const base::Monotonic start = m_clock.monotonic();
    QCOMPARE(due(pacer, start).size(), 2U);
    pacer.enqueue(sound(20));
    // The tick came so late that the caller has heard silence in between.
    const auto frames = framesOf(due(pacer, start + 333ms));
    QCOMPARE(frames.size(), 10U);
    QVERIFY(frames.front().playsAt == start + 333ms);
    // Sound that comes before the old has played joins it without a gap.
    const auto next = framesOf(due(pacer, start + 500ms));
    QVERIFY(next.front().playsAt == start + 533ms);
}

void PacerTest::marksKeepTheirPlace()
{
    Pacer pacer(60ms);
    pacer.enqueue(sound(2, 'a'));
    pacer.endSentence("1");
    pacer.endSentence("2");
    pacer.enqueue(sound(1, 'b'));
    pacer.endSentence("3");
    pacer.enqueue(sound(1, 'c'));
    pacer.endSentence("4");
    const base::Monotonic start = m_clock.monotonic();
    QCOMPARE(words(due(pacer, start)),
             (QByteArrayList { "frame a", "frame a", "mark 1", "mark 2", "frame b", "mark 3" }));
    QVERIFY(due(pacer, start + 10ms).empty());
    QCOMPARE(words(due(pacer, start + 20ms)), (QByteArrayList { "frame c", "mark 4" }));
}

void PacerTest::markPlaysWhenTheSoundBeforeItHasPlayed()
{
    Pacer pacer;
    pacer.enqueue(sound(3));
    pacer.endSentence("m");
    const base::Monotonic start = m_clock.monotonic();
    const auto items = due(pacer, start);
    QCOMPARE(items.size(), 4U);
    QVERIFY(std::get<Pacer::Mark>(items.back()).playsAt == start + 60ms);
}

void PacerTest::markAfterSilenceIsDueAtOnce()
{
    Pacer pacer;
    pacer.endSentence("alone");
    const auto items = due(pacer, m_clock.monotonic());
    QCOMPARE(words(items), QByteArrayList { "mark alone" });
    QVERIFY(std::get<Pacer::Mark>(items.front()).playsAt == m_clock.monotonic());
    QVERIFY(!pacer.isSpeaking(m_clock.monotonic()));
}

void PacerTest::anyPiecesMakeTheSameFrames()
{
    QByteArray all;
    for (int i = 0; i < 800; ++i)
        all.append(static_cast<char>(i % 251));
    for (qsizetype cut = 0; cut <= all.size(); ++cut) {
        Pacer pacer(1s);
        pacer.enqueue(QByteArrayView(all).first(cut));
        pacer.enqueue(QByteArrayView(all).sliced(cut));
        QByteArray sent;
        for (const auto &frame : framesOf(due(pacer, m_clock.monotonic())))
            sent += frame.mulaw;
        QCOMPARE(sent, all);
    }
}

void PacerTest::incompleteFrameWaits()
{
    Pacer pacer;
    pacer.enqueue(QByteArray(100, 'x'));
    QVERIFY(due(pacer, m_clock.monotonic()).empty());
    QCOMPARE(pacer.queued(), 12ms);
    QVERIFY(pacer.isSpeaking(m_clock.monotonic()));
    pacer.enqueue(QByteArray(60, 'x'));
    QCOMPARE(due(pacer, m_clock.monotonic()).size(), 1U);
}

void PacerTest::sentenceEndFillsTheFrameWithSilence()
{
    Pacer pacer;
    pacer.enqueue(QByteArray(200, 'x'));
    pacer.endSentence("m");
    const auto frames = framesOf(due(pacer, m_clock.monotonic()));
    QCOMPARE(frames.size(), 2U);
    QCOMPARE(frames.back().mulaw, QByteArray(40, 'x') + QByteArray(120, muLawSilence));
}

void PacerTest::clearTellsWhatIsNotHeard()
{
    Pacer pacer;
    pacer.enqueue(sound(50) + QByteArray(80, 'x'));
    pacer.endSentence("never");
    const base::Monotonic start = m_clock.monotonic();
    due(pacer, start);
    // 1020 ms in all, of which 50 have been heard.
    QCOMPARE(pacer.clear(start + 50ms), 970ms);
    QVERIFY(!pacer.isSpeaking(start + 50ms));
    QCOMPARE(pacer.queued(), 0ms);
    QVERIFY(due(pacer, start + 60ms).empty());
    QCOMPARE(pacer.clear(start + 70ms), 0ms);

    pacer.enqueue(sound(1));
    const auto frames = framesOf(due(pacer, start + 80ms));
    QCOMPARE(frames.size(), 1U);
    QVERIFY(frames.front().playsAt == start + 80ms);
}

void PacerTest::speaksUntilTheLastSampleHasPlayed()
{
    Pacer pacer;
    pacer.enqueue(sound(5));
    const base::Monotonic start = m_clock.monotonic();
    due(pacer, start);
    QCOMPARE(pacer.queued(), 0ms);
    QVERIFY(pacer.isSpeaking(start + 99ms));
    QVERIFY(!pacer.isSpeaking(start + 100ms));
}

void PacerTest::tinyLeadStillLetsSoundOut()
{
    Pacer pacer(0ms);
    pacer.enqueue(sound(2));
    const base::Monotonic start = m_clock.monotonic();
    QCOMPARE(due(pacer, start).size(), 1U);
    QVERIFY(due(pacer, start + 10ms).empty());
    QCOMPARE(due(pacer, start + 20ms).size(), 1U);
}

QTEST_GUILESS_MAIN(PacerTest)
#include "tst_pacer.moc"
