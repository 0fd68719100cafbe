#include "core/call/callertrack.h"
#include "core/media/mulaw.h"

#include <QTest>

using namespace callscope;
using call::CallerTrack;
using namespace std::chrono_literals;

namespace {

twilio::MediaMessage piece(std::optional<std::chrono::milliseconds> at, qsizetype bytes, char byte = char(0x80))
{
    twilio::MediaMessage message;
    message.timestamp = at;
    message.mulaw = QByteArray(bytes, byte);
    return message;
}

} // namespace

class CallerTrackTest : public QObject
{
    Q_OBJECT

    CallerTrack m_track;
    std::vector<CallerTrack::Frame> m_frames;
    std::vector<CallerTrack::Gap> m_gaps;

private Q_SLOTS:
    void init()
    {
        m_track = {};
        m_frames.clear();
        m_gaps.clear();
        m_track.onFrame = [this](const auto &frame) { m_frames.push_back(frame); };
        m_track.onGap = [this](const auto &gap) { m_gaps.push_back(gap); };
    }

    void aMessageOfTwentyMillisecondsIsAFrame()
    {
        m_track.add(piece(0ms, 160));
        m_track.add(piece(20ms, 160));
        QCOMPARE(m_frames.size(), size_t(2));
        QCOMPARE(m_frames[1].position, 160);
        QVERIFY(m_gaps.empty());
    }

    void anyLengthBecomesFrames_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : { 1, 7, 80, 159, 161, 400, 1600 })
            QTest::addRow("%d bytes", bytes) << bytes;
    }

    void anyLengthBecomesFrames()
    {
        QFETCH(int, bytes);
        int total = 0;
        while (total < 3200) {
            m_track.add(piece(std::nullopt, bytes));
            total += bytes;
        }
        QCOMPARE(int(m_frames.size()), total / 160);
        for (size_t i = 0; i < m_frames.size(); ++i)
            QCOMPARE(m_frames[i].position, std::int64_t(i) * 160);
        QCOMPARE(m_track.end(), media::lengthOf(total));
    }

    void aLostMessageIsToldAndFilledWithSilence()
    {
        m_track.add(piece(0ms, 160));
        m_track.add(piece(60ms, 160));
        QCOMPARE(m_gaps.size(), size_t(1));
        QCOMPARE(m_gaps[0].kind, CallerTrack::GapKind::Missing);
        QCOMPARE(m_gaps[0].at, 20ms);
        QCOMPARE(m_gaps[0].length, 40ms);
        QCOMPARE(m_frames.size(), size_t(4));
        QCOMPARE(m_frames[1].samples, media::Samples(160, 0));
        QCOMPARE(m_frames[3].position, 480);
        QVERIFY(m_frames[3].samples != media::Samples(160, 0));
    }

    void aSingleLostFrameIsNoticed()
    {
        m_track.add(piece(73ms, 160));
        m_track.add(piece(113ms, 160));
        QCOMPARE(m_gaps.size(), size_t(1));
        QCOMPARE(m_gaps[0].length, 20ms);
    }

    void whatComesTwiceIsLeftOut()
    {
        m_track.add(piece(0ms, 160));
        m_track.add(piece(20ms, 160));
        m_track.add(piece(20ms, 160));
        m_track.add(piece(40ms, 160));
        QCOMPARE(m_frames.size(), size_t(3));
        QCOMPARE(m_gaps.size(), size_t(1));
        QCOMPARE(m_gaps[0].kind, CallerTrack::GapKind::Duplicate);
        QCOMPARE(m_frames[2].position, 320);
    }

    void wanderingTimestampsAreNoGap()
    {
        for (int i = 0; i < 100; ++i)
            m_track.add(piece(std::chrono::milliseconds(73 + i * 20 + (i % 3) * 3), 160));
        QCOMPARE(m_frames.size(), size_t(100));
        QVERIFY(m_gaps.empty());
        QCOMPARE(m_frames[0].position, 73 * 8);
    }

    void aCounterThatJumpsByHoursDoesNotFillMemory()
    {
        m_track.add(piece(0ms, 160));
        m_track.add(piece(std::chrono::hours(5), 160));
        m_track.add(piece(std::chrono::hours(5) + 20ms, 160));
        QCOMPARE(m_frames.size(), size_t(3));
        QCOMPARE(m_frames[1].position, std::int64_t(5) * 3600 * 8000);
        QCOMPARE(m_gaps.size(), size_t(1));
    }

    void aLongGapIsBelievedWhenTheNextMessageAgrees()
    {
        m_track.add(piece(0ms, 160));
        m_track.add(piece(3020ms, 160));
        QCOMPARE(m_frames.size(), size_t(1));
        m_track.add(piece(3040ms, 160));
        QCOMPARE(m_frames.size(), size_t(153));
        QVERIFY(m_frames[1].filled);
        QVERIFY(!m_frames[151].filled);
        QCOMPARE(m_gaps[0].length, 3000ms);
    }

    void oneOddTimestampDoesNotMakeTheCallDeaf_data()
    {
        QTest::addColumn<qint64>("odd");
        QTest::newRow("seconds ahead") << qint64(11'000);
        QTest::newRow("for ever ahead") << qint64(1'000'000'000'000);
        QTest::newRow("negative") << qint64(-5'000);
        QTest::newRow("largest") << std::numeric_limits<qint64>::max();
        QTest::newRow("smallest") << std::numeric_limits<qint64>::min();
    }

    void oneOddTimestampDoesNotMakeTheCallDeaf()
    {
        QFETCH(qint64, odd);
        for (int i = 0; i < 10; ++i)
            m_track.add(piece(i * 20ms, 160));
        m_track.add(piece(std::chrono::milliseconds(odd), 160));
        for (int i = 11; i < 100; ++i)
            m_track.add(piece(i * 20ms, 160));
        QVERIFY2(m_frames.size() >= 99, qPrintable(QString::number(m_frames.size())));
        QVERIFY(m_gaps.size() <= 2);
        QCOMPARE(m_frames.back().position, 99 * 160);
    }

    void aCounterThatWentBackIsFollowed()
    {
        for (int i = 0; i < 500; ++i)
            m_track.add(piece(i * 20ms, 160));
        for (int i = 0; i < 100; ++i)
            m_track.add(piece(i * 20ms, 160));
        QVERIFY(m_frames.size() >= 590);
        QVERIFY(m_gaps.size() < 10);
        for (size_t i = 1; i < m_frames.size(); ++i)
            QCOMPARE(m_frames[i].position, m_frames[i - 1].position + 160);
    }

    void emptyPayloadIsHarmless()
    {
        m_track.add(piece(0ms, 0));
        m_track.add(piece(0ms, 160));
        QCOMPARE(m_frames.size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(CallerTrackTest)
#include "tst_callertrack.moc"
