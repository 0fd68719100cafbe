#include "core/media/stereotrack.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace callscope::media;

class StereoTrackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interleavesBothLanes();
    void gapsAreSilence();
    void piecesThatCameTooLateAreCut();
    void laterPutWins();
    void takesBeyondWhatWasPut();
    void farPositionsAreRefused();
    void tellsEnds();
    void keepsWhatItHoldsWhileItsMemoryShrinks();
    void anySmallOrderGivesTheSame();
};

void StereoTrackTest::interleavesBothLanes()
{
    StereoTrack track;
    track.put(Lane::Right, 0, Samples { 10, 20, 30 });
    track.put(Lane::Left, 0, Samples { 1, 2, 3 });
    QVERIFY((track.take(2) == Samples { 1, 10, 2, 20 }));
    QCOMPARE(track.taken(), 2);
    QVERIFY((track.take(3) == Samples { 3, 30 }));
    QVERIFY(track.take(3).empty());
    QVERIFY(track.take(1).empty());
    QCOMPARE(track.taken(), 3);
}

void StereoTrackTest::gapsAreSilence()
{
    StereoTrack track;
    track.put(Lane::Left, 1, Samples { 1 });
    track.put(Lane::Right, 3, Samples { 2 });
    QVERIFY((track.take(5) == Samples { 0, 0, 1, 0, 0, 0, 0, 2, 0, 0 }));
}

void StereoTrackTest::piecesThatCameTooLateAreCut()
{
    StereoTrack track;
    QVERIFY((track.take(2) == Samples { 0, 0, 0, 0 }));
    track.put(Lane::Left, 0, Samples { 1, 2, 3, 4 });
    track.put(Lane::Right, 0, Samples { 5, 6 });
    track.put(Lane::Right, -7, Samples { 5, 6 });
    QVERIFY((track.take(4) == Samples { 3, 0, 4, 0 }));
}

void StereoTrackTest::laterPutWins()
{
    StereoTrack track;
    track.put(Lane::Left, 0, Samples { 1, 1, 1 });
    track.put(Lane::Left, 1, Samples { 0 });
    QVERIFY((track.take(3) == Samples { 1, 0, 0, 0, 1, 0 }));
}

void StereoTrackTest::takesBeyondWhatWasPut()
{
    StereoTrack track;
    track.put(Lane::Left, 0, Samples { 7 });
    QVERIFY((track.take(3) == Samples { 7, 0, 0, 0, 0, 0 }));
    track.put(Lane::Left, 3, Samples { 8 });
    QVERIFY((track.take(4) == Samples { 8, 0 }));
}

void StereoTrackTest::farPositionsAreRefused()
{
    const std::int64_t farthest = samplesIn(StereoTrack::farthestAhead);
    StereoTrack track;
    track.put(Lane::Left, farthest * 1000, Samples { 1 });
    QCOMPARE(track.end(Lane::Left), 0);
    track.put(Lane::Left, farthest - 1, Samples { 1, 2 });
    QCOMPARE(track.end(Lane::Left), farthest);
    track.take(farthest - 1);
    QVERIFY((track.take(farthest + 1) == Samples { 1, 0, 0, 0 }));
}

void StereoTrackTest::tellsEnds()
{
    StereoTrack track;
    QCOMPARE(track.end(Lane::Right), 0);
    track.put(Lane::Right, 100, Samples(60));
    track.put(Lane::Right, 20, Samples(20));
    QCOMPARE(track.end(Lane::Right), 160);
    QCOMPARE(track.end(Lane::Left), 0);
}

void StereoTrackTest::keepsWhatItHoldsWhileItsMemoryShrinks()
{
    StereoTrack track;
    Samples left(20'000), right(20'000);
    std::iota(left.begin(), left.end(), Sample(1));
    std::iota(right.begin(), right.end(), Sample(-20'000));
    track.put(Lane::Left, 0, left);
    track.put(Lane::Right, 0, right);
    Samples both;
    for (const int upTo : { 1, 15'000, 15'001, 19'999, 20'000 }) {
        const Samples block = track.take(upTo);
        both.insert(both.end(), block.begin(), block.end());
    }
    QCOMPARE(both.size(), std::size_t(40'000));
    for (std::size_t i = 0; i < left.size(); ++i)
        QVERIFY(both[2 * i] == left[i] && both[2 * i + 1] == right[i]);
}

void StereoTrackTest::anySmallOrderGivesTheSame()
{
    struct Piece
    {
        Lane lane;
        std::int64_t position;
        Samples samples;
    };
    std::vector<Piece> pieces;
    Samples expected(2 * 20 * 160);
    for (int i = 0; i < 20; ++i) {
        for (const Lane lane : { Lane::Left, Lane::Right }) {
            if (lane == Lane::Right && i % 3 == 0)
                continue; // the bot is silent at times
            const auto value = static_cast<Sample>(100 * i + (lane == Lane::Left ? 1 : 2));
            pieces.push_back({ lane, 160 * i, Samples(160, value) });
            for (int k = 0; k < 160; ++k)
                expected[static_cast<std::size_t>(2 * (160 * i + k) + (lane == Lane::Left ? 0 : 1))] = value;
        }
    }
    std::mt19937 random(1);
    for (int round = 0; round < 50; ++round) {
        std::vector<Piece> shuffled = pieces;
        for (std::size_t i = 0; i + 4 < shuffled.size(); i += 4)
            std::shuffle(shuffled.begin() + static_cast<std::ptrdiff_t>(i),
                         shuffled.begin() + static_cast<std::ptrdiff_t>(i) + 4, random);
        StereoTrack track;
        Samples taken;
        for (const Piece &piece : shuffled) {
            track.put(piece.lane, piece.position, piece.samples);
            const Samples block = track.take(std::max(track.end(Lane::Left), track.end(Lane::Right)) - 5 * 160);
            taken.insert(taken.end(), block.begin(), block.end());
        }
        const Samples rest = track.take(20 * 160);
        taken.insert(taken.end(), rest.begin(), rest.end());
        QVERIFY(taken == expected);
    }
}

QTEST_GUILESS_MAIN(StereoTrackTest)
#include "tst_stereotrack.moc"
