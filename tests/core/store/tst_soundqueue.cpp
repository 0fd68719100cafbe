#include "core/store/soundqueue.h"

#include <QTest>

using namespace callscope;
using media::Lane;
using media::Samples;
using store::SoundQueue;

namespace {

const base::CallSid call = *base::CallSid::parse("CA5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");

/// First sample and length of each piece.
using Pieces = std::vector<std::pair<int, std::size_t>>;

Pieces pieces(const SoundQueue::Batch &batch)
{
    Pieces all;
    batch.each([&all](const SoundQueue::Piece &piece, std::span<const media::Sample> samples) {
        all.emplace_back(samples.empty() ? 0 : samples.front(), piece.size);
    });
    return all;
}

} // namespace

class SoundQueueTest : public QObject
{
    Q_OBJECT

    using Added = SoundQueue::Added;

private Q_SLOTS:
    void piecesOfATurnGoTogether();
    void closedBatchesTakeNoMore();
    void aTakenBatchTakesNoMore();
    void aFullBatchIsFollowedByAnother();
    void takesNoMoreThanTheLimit();
};

void SoundQueueTest::piecesOfATurnGoTogether()
{
    SoundQueue queue(10);
    QCOMPARE(queue.add(Lane::Left, call, 160, Samples { 1, 2, 3 }), Added::Began);
    QCOMPARE(queue.add(Lane::Right, call, 0, Samples {}), Added::Joined);
    QCOMPARE(queue.add(Lane::Right, call, 320, Samples { 4 }), Added::Joined);
    const auto batch = queue.take();
    QCOMPARE(pieces(*batch), (Pieces { { 1, 3 }, { 0, 0 }, { 4, 1 } }));
    std::vector<std::pair<Lane, qint64>> places;
    batch->each([&places](const SoundQueue::Piece &piece, std::span<const media::Sample> samples) {
        places.emplace_back(piece.lane, piece.position);
        QCOMPARE(piece.call, call);
        QCOMPARE(samples.size(), piece.size);
    });
    QVERIFY(
        (places
         == std::vector<std::pair<Lane, qint64>> { { Lane::Left, 160 }, { Lane::Right, 0 }, { Lane::Right, 320 } }));
}

void SoundQueueTest::closedBatchesTakeNoMore()
{
    SoundQueue queue(10);
    queue.closeBatch();
    QCOMPARE(queue.add(Lane::Left, call, 0, Samples { 1 }), Added::Began);
    queue.closeBatch();
    QCOMPARE(queue.add(Lane::Left, call, 1, Samples { 2 }), Added::Began);
    QCOMPARE(pieces(*queue.take()), (Pieces { { 1, 1 } }));
    QCOMPARE(queue.add(Lane::Left, call, 2, Samples { 3 }), Added::Joined);
    QCOMPARE(pieces(*queue.take()), (Pieces { { 2, 1 }, { 3, 1 } }));
}

void SoundQueueTest::aTakenBatchTakesNoMore()
{
    SoundQueue queue(10);
    queue.add(Lane::Left, call, 0, Samples { 1 });
    auto first = queue.take();
    QCOMPARE(queue.add(Lane::Left, call, 1, Samples { 2 }), Added::Began);
    QCOMPARE(pieces(*first), (Pieces { { 1, 1 } }));
    queue.giveBack(std::move(first));
    auto second = queue.take();
    QCOMPARE(pieces(*second), (Pieces { { 2, 1 } }));
    QCOMPARE(queue.add(Lane::Left, call, 2, Samples { 3 }), Added::Began); // in the memory of the first
    QCOMPARE(pieces(*queue.take()), (Pieces { { 3, 1 } }));
}

void SoundQueueTest::aFullBatchIsFollowedByAnother()
{
    SoundQueue queue(10);
    QCOMPARE(queue.add(Lane::Left, call, 0, Samples(200'000, 1)), Added::Began); // longer than any
    QCOMPARE(queue.add(Lane::Left, call, 0, Samples(160, 2)), Added::Began);
    QCOMPARE(pieces(*queue.take()), (Pieces { { 1, 200'000 } }));
    QCOMPARE(pieces(*queue.take()), (Pieces { { 2, 160 } }));
}

void SoundQueueTest::takesNoMoreThanTheLimit()
{
    SoundQueue queue(2);
    queue.add(Lane::Left, call, 0, Samples { 1 });
    queue.add(Lane::Left, call, 1, Samples { 2 });
    QCOMPARE(queue.add(Lane::Left, call, 2, Samples { 3 }), Added::Refused);
    auto batch = queue.take();
    QCOMPARE(queue.add(Lane::Left, call, 2, Samples { 3 }), Added::Refused); // not filed yet
    queue.giveBack(std::move(batch));
    QCOMPARE(queue.add(Lane::Left, call, 2, Samples { 3 }), Added::Began);
}

QTEST_GUILESS_MAIN(SoundQueueTest)
#include "tst_soundqueue.moc"
