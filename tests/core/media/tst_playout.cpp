#include "core/media/mulaw.h"
#include "core/media/playout.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace callscope;
using namespace callscope::media;
using namespace std::chrono_literals;

namespace {

/// `count` samples that µ-law leaves as they are, each another one.
Samples distinct(std::size_t count)
{
    QByteArray codes;
    for (std::size_t i = 0; i < count; ++i)
        codes.append(static_cast<char>(0x80 + i % 100));
    return decodeMuLaw(codes);
}

Samples part(const Samples &samples, std::size_t from, std::size_t count)
{
    return Samples(samples.begin() + static_cast<std::ptrdiff_t>(from),
                   samples.begin() + static_cast<std::ptrdiff_t>(from + count));
}

Samples heardAt(const Playout &playout, base::Monotonic from, std::size_t count)
{
    Samples heard(count, Sample(-1));
    playout.at(from, heard);
    return heard;
}

} // namespace

class PlayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void silenceWhereNothingPlays();
    void givesTheSoundInItsPlace();
    void framesJoinWithoutASeamAtAnyPhase_data();
    void framesJoinWithoutASeamAtAnyPhase();
    void orderOfAddingDoesNotMatter();
    void clearedSoundIsNeverHeard();
    void soundAfterAClearIsHeard();
    void forgetsOnlyWhatHasEnded();

private:
    base::Monotonic m_start;
    Samples m_sound = distinct(480);
    Playout m_playout;
};

void PlayoutTest::init()
{
    m_start = tests::ManualClock().monotonic();
    m_playout = {};
    for (int frame = 0; frame < 3; ++frame) {
        const auto samples = std::span(m_sound).subspan(static_cast<std::size_t>(frame) * frameSamples, frameSamples);
        m_playout.add(m_start + frame * frameLength, encodeMuLaw(samples));
    }
}

void PlayoutTest::silenceWhereNothingPlays()
{
    QVERIFY(heardAt(m_playout, m_start - 1s, 160) == Samples(160));
    QVERIFY(heardAt(m_playout, m_start + 60ms, 160) == Samples(160));
    QVERIFY(heardAt(m_playout, m_start, 0).empty());
    QVERIFY(heardAt(Playout(), m_start, 160) == Samples(160));
}

void PlayoutTest::givesTheSoundInItsPlace()
{
    QVERIFY(heardAt(m_playout, m_start, 480) == m_sound);
    QVERIFY(heardAt(m_playout, m_start + 10ms, 160) == part(m_sound, 80, 160));
    const Samples early = heardAt(m_playout, m_start - 10ms, 160);
    QVERIFY(part(early, 0, 80) == Samples(80));
    QVERIFY(part(early, 80, 80) == part(m_sound, 0, 80));
    const Samples late = heardAt(m_playout, m_start + 50ms, 160);
    QVERIFY(part(late, 0, 80) == part(m_sound, 400, 80));
    QVERIFY(part(late, 80, 80) == Samples(80));
}

void PlayoutTest::framesJoinWithoutASeamAtAnyPhase_data()
{
    QTest::addColumn<int>("nanoseconds");
    for (const int nanoseconds : { 1, 62'499, 62'500, 62'501, 100'000, 124'999, 125'000, 187'500 }) {
        QTest::addRow("%d ns later", nanoseconds) << nanoseconds;
        QTest::addRow("%d ns earlier", nanoseconds) << -nanoseconds;
    }
}

void PlayoutTest::framesJoinWithoutASeamAtAnyPhase()
{
    QFETCH(int, nanoseconds);
    const base::Monotonic from = m_start - 5ms + std::chrono::nanoseconds(nanoseconds);
    const Samples heard = heardAt(m_playout, from, 560);
    const auto begin = std::find_if(heard.begin(), heard.end(), [](Sample sample) { return sample != 0; });
    QVERIFY(heard.end() - begin >= 480);
    QVERIFY(std::equal(m_sound.begin(), m_sound.end(), begin));
    // Asked frame by frame, as the echo guard does, the same comes out.
    Samples pieces;
    for (int at = 0; at < 560; at += 80) {
        const Samples piece = heardAt(m_playout, from + lengthOf(at), 80);
        pieces.insert(pieces.end(), piece.begin(), piece.end());
    }
    QVERIFY(pieces == heard);
}

void PlayoutTest::orderOfAddingDoesNotMatter()
{
    Playout other;
    for (const int frame : { 2, 0, 1 }) {
        const auto samples = std::span(m_sound).subspan(static_cast<std::size_t>(frame) * frameSamples, frameSamples);
        other.add(m_start + frame * frameLength, encodeMuLaw(samples));
    }
    QVERIFY(heardAt(other, m_start, 480) == m_sound);
}

void PlayoutTest::clearedSoundIsNeverHeard()
{
    m_playout.clear(m_start + 30ms);
    const Samples heard = heardAt(m_playout, m_start, 480);
    QVERIFY(part(heard, 0, 240) == part(m_sound, 0, 240));
    QVERIFY(part(heard, 240, 240) == Samples(240));
    m_playout.clear(m_start - 1s);
    QVERIFY(heardAt(m_playout, m_start, 480) == Samples(480));
}

void PlayoutTest::soundAfterAClearIsHeard()
{
    m_playout.clear(m_start + 30ms);
    m_playout.add(m_start + 35ms, encodeMuLaw(std::span(m_sound).first(frameSamples)));
    const Samples heard = heardAt(m_playout, m_start + 20ms, 280);
    QVERIFY(part(heard, 0, 80) == part(m_sound, 160, 80));
    QVERIFY(part(heard, 80, 40) == Samples(40));
    QVERIFY(part(heard, 120, 160) == part(m_sound, 0, 160));
}

void PlayoutTest::forgetsOnlyWhatHasEnded()
{
    m_playout.forget(m_start + 39ms);
    QVERIFY(heardAt(m_playout, m_start, 160) == Samples(160));
    QVERIFY(heardAt(m_playout, m_start + 20ms, 320) == part(m_sound, 160, 320));
    m_playout.forget(m_start + 10s);
    QVERIFY(heardAt(m_playout, m_start, 480) == Samples(480));
}

QTEST_GUILESS_MAIN(PlayoutTest)
#include "tst_playout.moc"
