#include "core/media/format.h"

#include <QTest>

using namespace callscope::media;
using namespace std::chrono_literals;

class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rootMeanSquare();
    void lengthsAndCounts();
};

void FormatTest::rootMeanSquare()
{
    QCOMPARE(rms({}), 0.0);
    QCOMPARE(rms(Samples(160)), 0.0);
    QCOMPARE(rms(Samples { 3, -3, 3, -3 }), 3.0);
    QCOMPARE(rms(Samples { 0, 0, 0, 100 }), 50.0);
    QCOMPARE(rms(Samples(100'000, -32768)), 32768.0);
}

void FormatTest::lengthsAndCounts()
{
    QCOMPARE(lengthOf(frameSamples), frameLength);
    QCOMPARE(samplesIn(frameLength), std::int64_t { frameSamples });
    QCOMPARE(samplesIn(std::chrono::hours(24)), std::int64_t { 86400 } * sampleRate);
    QCOMPARE(lengthOf(samplesIn(12345ms)), 12345ms);
}

QTEST_GUILESS_MAIN(FormatTest)
#include "tst_format.moc"
