#include "core/simulate/playoutwatch.h"

#include <QTest>

using callscope::simulate::PlayoutWatch;
using namespace std::chrono_literals;

namespace {

void play(PlayoutWatch &watch, int pieces, bool whole)
{
    for (int i = 0; i < pieces; ++i)
        watch.notePlayed(20ms, whole);
}

} // namespace

class PlayoutWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSoundIsNoGap();
    void shortDryStretchesAreGaps();
    void pausesAreNot();
    void theLongestQueueCounts();
};

void PlayoutWatchTest::theFirstSoundIsNoGap()
{
    PlayoutWatch watch;
    play(watch, 3, false);
    watch.noteArrival(20ms);
    QCOMPARE(watch.dryGaps(), 0);
}

void PlayoutWatchTest::shortDryStretchesAreGaps()
{
    PlayoutWatch watch;
    watch.noteArrival(20ms);
    play(watch, 1, true);
    play(watch, 2, false);
    watch.noteArrival(20ms);
    watch.noteArrival(40ms);
    QCOMPARE(watch.dryGaps(), 1);
    play(watch, 2, true);
    play(watch, 7, false);
    watch.noteArrival(20ms);
    QCOMPARE(watch.dryGaps(), 2);
}

void PlayoutWatchTest::pausesAreNot()
{
    PlayoutWatch watch;
    watch.noteArrival(20ms);
    play(watch, 1, true);
    play(watch, 8, false);
    watch.noteArrival(20ms);
    QCOMPARE(watch.dryGaps(), 0);
}

void PlayoutWatchTest::theLongestQueueCounts()
{
    PlayoutWatch watch;
    watch.noteArrival(2s);
    watch.noteArrival(20ms);
    QCOMPARE(watch.mostQueued(), 2s);
}

QTEST_APPLESS_MAIN(PlayoutWatchTest)
#include "tst_playoutwatch.moc"
