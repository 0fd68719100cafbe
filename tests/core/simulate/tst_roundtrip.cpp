#include "core/media/format.h"
#include "core/media/mulaw.h"
#include "core/simulate/roundtrip.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using simulate::RoundTrip;

class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhenAFrameComesBack();
    void framesThatAreLostDoNotShiftTheOthers();
    void minusZeroComesBackAsZero();
    void silenceAndPiecesAreNoFrames();
    void forgetsWhatIsOld();
};

/// Each number another sound.
static QByteArray frame(int number)
{
    QByteArray mulaw(media::frameSamples, '\x20');
    mulaw[0] = static_cast<char>(number);
    mulaw[1] = static_cast<char>(number >> 8);
    return mulaw;
}

void TestRoundTrip::tellsWhenAFrameComesBack()
{
    tests::ManualClock clock;
    RoundTrip trips;
    QVERIFY(!trips.noteReceived(frame(1), clock.monotonic()));
    trips.noteSent(frame(1), clock.monotonic());
    clock.advance(20ms);
    trips.noteSent(frame(2), clock.monotonic());
    clock.advance(5ms);
    QVERIFY(trips.noteReceived(frame(1), clock.monotonic()) == 25ms);
    QVERIFY(trips.noteReceived(frame(2), clock.monotonic()) == 5ms);
    QVERIFY(!trips.noteReceived(frame(2), clock.monotonic())); // it came back once
}

void TestRoundTrip::framesThatAreLostDoNotShiftTheOthers()
{
    tests::ManualClock clock;
    RoundTrip trips;
    for (int number = 1; number <= 3; ++number) {
        trips.noteSent(frame(number), clock.monotonic());
        clock.advance(20ms);
    }
    QVERIFY(!trips.noteReceived(frame(9), clock.monotonic())); // somebody's own sound
    QVERIFY(trips.noteReceived(frame(3), clock.monotonic()) == 20ms);
    QVERIFY(!trips.noteReceived(frame(1), clock.monotonic()));
}

void TestRoundTrip::minusZeroComesBackAsZero()
{
    tests::ManualClock clock;
    RoundTrip trips;
    QByteArray sent = frame(1);
    sent[5] = '\x7F';
    const QByteArray back = media::encodeMuLaw(media::decodeMuLaw(sent));
    QVERIFY(back != sent);
    trips.noteSent(sent, clock.monotonic());
    clock.advance(3ms);
    QVERIFY(trips.noteReceived(back, clock.monotonic()) == 3ms);
}

void TestRoundTrip::silenceAndPiecesAreNoFrames()
{
    const tests::ManualClock clock;
    RoundTrip trips;
    const QByteArray silence(media::frameSamples, media::muLawSilence);
    for (const QByteArray &sound : { silence, frame(1).left(100), QByteArray() }) {
        trips.noteSent(sound, clock.monotonic());
        QVERIFY(!trips.noteReceived(sound, clock.monotonic()));
    }
}

void TestRoundTrip::forgetsWhatIsOld()
{
    const tests::ManualClock clock;
    RoundTrip trips;
    for (int number = 0; number <= 256; ++number)
        trips.noteSent(frame(number), clock.monotonic());
    QVERIFY(!trips.noteReceived(frame(0), clock.monotonic()));
    QVERIFY(trips.noteReceived(frame(1), clock.monotonic()) == 0ns);
    QVERIFY(trips.noteReceived(frame(256), clock.monotonic()) == 0ns);
}

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"
