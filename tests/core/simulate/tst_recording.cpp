#include "core/simulate/recording.h"

#include <QTest>

using namespace callscope;
using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordingEnds_data();
    void recordingEnds();
};

static media::Samples tone(std::chrono::milliseconds length, media::Sample level)
{
    return media::Samples(static_cast<std::size_t>(media::samplesIn(length)), level);
}

void TestRecording::recordingEnds_data()
{
    QTest::addColumn<int>("soundMs");
    QTest::addColumn<int>("keyAtMs"); // 0: none
    QTest::addColumn<int>("endsAtMs");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("digits");
    QTest::newRow("silence from the start") << 0 << 0 << 2000 << 0 << QString();
    QTest::newRow("silence behind speech") << 1500 << 0 << 3500 << 2 << QString();
    QTest::newRow("longest") << 60000 << 0 << 10000 << 10 << QString();
    QTest::newRow("key") << 60000 << 4000 << 4000 << 4 << u"#"_s;
}

void TestRecording::recordingEnds()
{
    QFETCH(int, soundMs);
    QFETCH(int, keyAtMs);
    QFETCH(int, endsAtMs);
    QFETCH(int, seconds);
    QFETCH(QString, digits);
    Record verb;
    verb.timeout = 2s;
    verb.maxLength = 10s;
    verb.finishOnKey = u"#"_s;
    Recording recording(verb, 200);
    QVERIFY(!recording.press(u'1'));
    int now = 0;
    for (bool over = false; !over; now += 20) {
        over = recording.take(tone(20ms, now < soundMs ? 1000 : 0));
        if (!over && now + 20 == keyAtMs)
            over = recording.press(u'#');
    }
    QCOMPARE(now, endsAtMs);
    QCOMPARE(recording.duration().count(), seconds);
    QCOMPARE(recording.digits(), digits);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
