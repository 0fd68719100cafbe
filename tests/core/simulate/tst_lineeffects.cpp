#include "core/simulate/lineeffects.h"

#include <QTest>

#include <cmath>

using namespace callscope;
using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLineEffects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echoIsLateAndWeaker();
    void noiseHasItsLevel();
};

static media::Samples tone(std::chrono::milliseconds length, media::Sample level)
{
    return media::Samples(static_cast<std::size_t>(media::samplesIn(length)), level);
}

void TestLineEffects::echoIsLateAndWeaker()
{
    LineConditions conditions;
    conditions.echo = Echo { -20, 50ms };
    LineEffects line(conditions, 1);
    media::Samples out;
    for (int i = 0; i < 5; ++i) {
        const media::Samples ear = tone(20ms, i == 0 ? 10000 : 0);
        const media::Samples piece = line.process(tone(20ms, 100), ear);
        out.insert(out.end(), piece.begin(), piece.end());
    }
    QCOMPARE(out[0], media::Sample(100));
    QCOMPARE(out[399], media::Sample(100));
    QCOMPARE(out[400], media::Sample(1100));
    QCOMPARE(out[559], media::Sample(1100));
    QCOMPARE(out[560], media::Sample(100));
}

void TestLineEffects::noiseHasItsLevel()
{
    LineConditions conditions;
    conditions.noiseRms = 300;
    LineEffects line(conditions, 7);
    const media::Samples quiet = tone(4s, 0);
    const media::Samples noise = line.process(quiet, quiet);
    QVERIFY(std::abs(media::rms(noise) - 300) < 10);
    LineEffects again(conditions, 7);
    QCOMPARE(again.process(quiet, quiet), noise);
}

QTEST_GUILESS_MAIN(TestLineEffects)
#include "tst_lineeffects.moc"
