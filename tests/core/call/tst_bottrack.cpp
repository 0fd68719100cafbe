#include "core/call/bottrack.h"
#include "core/media/mulaw.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;

class BotTrackTest : public QObject
{
    Q_OBJECT

    const base::Monotonic m_start { 1h };
    call::StreamClock m_clock;
    const QByteArray m_frame = QByteArray(160, char(0x80));

    using Pieces = std::vector<call::BotTrack::Piece>;

    static Pieces taken(call::BotTrack &track, base::Monotonic now, const call::StreamClock &clock)
    {
        Pieces played;
        track.onPlayed = [&played](const call::BotTrack::Piece &piece) { played.push_back(piece); };
        track.tick(now, clock);
        return played;
    }

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
        QVERIFY(taken(track, m_start + 119ms, m_clock).empty());
        const auto first = taken(track, m_start + 121ms, m_clock);
        QCOMPARE(first.size(), size_t(1));
        QCOMPARE(first[0].position, 800);
        QCOMPARE(taken(track, m_start + 1s, m_clock).size(), size_t(1));
        QVERIFY(taken(track, m_start + 2s, m_clock).empty());
    }

    void oneRunStaysContiguousWhileTheClockIsCorrected()
    {
        call::BotTrack track;
        track.add(m_start + 100ms, m_frame);
        track.add(m_start + 120ms, m_frame);
        const auto first = taken(track, m_start + 120ms, m_clock);
        m_clock.observe(40ms, m_start + 37ms); // a message that came 3 ms less late
        const auto second = taken(track, m_start + 140ms, m_clock);
        QCOMPARE(first.size(), size_t(1));
        QCOMPARE(second.size(), size_t(1));
        QCOMPARE(second[0].position, first[0].position + 160);
    }

    void aNewRunFindsItsOwnPlace()
    {
        call::BotTrack track;
        track.add(m_start + 100ms, m_frame);
        track.add(m_start + 500ms, m_frame);
        const auto pieces = taken(track, m_start + 1s, m_clock);
        QCOMPARE(pieces[1].position, 4000);
    }

    void theGreetingWaitsForTheClock()
    {
        call::BotTrack track;
        const call::StreamClock unknown;
        track.add(m_start - 300ms, m_frame);
        track.add(m_start - 280ms, m_frame);
        QVERIFY(taken(track, m_start + 1s, unknown).empty());
        const auto pieces = taken(track, m_start + 1s, m_clock);
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
        for (const auto &piece : taken(track, m_start + 10s, m_clock))
            heard += std::ssize(piece.samples);
        QCOMPARE(heard, 400);
    }

    void eachPieceKeepsItsOwnSound()
    {
        call::BotTrack track;
        const QByteArray sound = QByteArray(160, '\x11') + QByteArray(80, '\x22') + QByteArray(240, '\x33');
        track.add(m_start + 100ms, QByteArrayView(sound).first(160));
        track.add(m_start + 120ms, QByteArrayView(sound).sliced(160, 80));
        Pieces pieces = taken(track, m_start + 125ms, m_clock);
        track.add(m_start + 130ms, QByteArrayView(sound).sliced(240));
        track.clear(m_start + 150ms); // of the last one 20 ms are heard
        const Pieces rest = taken(track, m_start + 1s, m_clock);
        pieces.insert(pieces.end(), rest.begin(), rest.end());
        media::Samples heard;
        for (const auto &piece : pieces)
            heard.insert(heard.end(), piece.samples.begin(), piece.samples.end());
        QVERIFY(heard == media::decodeMuLaw(sound.first(400)));
    }
};

QTEST_GUILESS_MAIN(BotTrackTest)
#include "tst_bottrack.moc"
