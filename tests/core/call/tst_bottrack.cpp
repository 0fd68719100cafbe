#include "core/call/bottrack.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;

class BotTrackTest : public QObject
{
    Q_OBJECT

    const base::Monotonic m_start { 1h };
    call::StreamClock m_clock;
    const QByteArray m_frame = QByteArray(160, char(0x80));

private Q_SLOTS:
    void init()
    {
        m_clock = {};
        m_clock.observe(20ms, m_start + 20ms);
    }

    void soundIsGivenOutOncePlayed()
    {
        call::BotTrack track;
        track.add(m_start + 100ms, m_frame);
        track.add(m_start + 120ms, m_frame);
        QVERIFY(track.take(m_start + 119ms, m_clock).empty());
        const auto first = track.take(m_start + 121ms, m_clock);
        QCOMPARE(first.size(), size_t(1));
        QCOMPARE(first[0].position, 800);
        QCOMPARE(track.take(m_start + 1s, m_clock).size(), size_t(1));
        QVERIFY(track.take(m_start + 2s, m_clock).empty());
    }

    void oneRunStaysContiguousWhileTheClockIsCorrected()
    {
        call::BotTrack track;
        track.add(m_start + 100ms, m_frame);
        track.add(m_start + 120ms, m_frame);
        const auto first = track.take(m_start + 120ms, m_clock);
        m_clock.observe(40ms, m_start + 37ms); // a message that came 3 ms less late
        const auto second = track.take(m_start + 140ms, m_clock);
        QCOMPARE(first.size(), size_t(1));
        QCOMPARE(second.size(), size_t(1));
        QCOMPARE(second[0].position, first[0].position + 160);
    }

    void aNewRunFindsItsOwnPlace()
    {
        call::BotTrack track;
        track.add(m_start + 100ms, m_frame);
        track.add(m_start + 500ms, m_frame);
        const auto pieces = track.take(m_start + 1s, m_clock);
        QCOMPARE(pieces[1].position, 4000);
    }

    void theGreetingWaitsForTheClock()
    {
        call::BotTrack track;
        const call::StreamClock unknown;
        track.add(m_start - 300ms, m_frame);
        track.add(m_start - 280ms, m_frame);
        QVERIFY(track.take(m_start + 1s, unknown).empty());
        const auto pieces = track.take(m_start + 1s, m_clock);
        QCOMPARE(pieces.size(), size_t(2));
        QCOMPARE(pieces[0].position, -2400);
        QCOMPARE(pieces[1].position, -2240);
    }

    void whatIsClearedWasNeverHeard()
    {
        call::BotTrack track;
        for (int i = 0; i < 10; ++i)
            track.add(m_start + 100ms + i * 20ms, m_frame);
        track.clear(m_start + 150ms);
        std::int64_t heard = 0;
        for (const auto &piece : track.take(m_start + 10s, m_clock))
            heard += std::ssize(piece.samples);
        QCOMPARE(heard, 400);
    }
};

QTEST_GUILESS_MAIN(BotTrackTest)
#include "tst_bottrack.moc"
