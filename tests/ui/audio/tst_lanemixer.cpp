#include "tests/support/soundserver.h"
#include "ui/audio/lanemixer.h"
#include "ui/audio/speedchanger.h"

#include <QTest>

#include <cmath>
#include <cstdlib>
#include <numbers>

using namespace callscope;
using namespace callscope::ui;
using media::Samples;

namespace {

constexpr std::size_t frames = media::frameSamples;

/// 20 ms with the same value on each lane.
Samples block(media::Sample caller, media::Sample bot)
{
    Samples interleaved;
    for (std::size_t i = 0; i < frames; ++i)
        interleaved.insert(interleaved.end(), { caller, bot });
    return interleaved;
}

Samples lane(const Samples &interleaved, std::size_t which)
{
    Samples samples;
    for (std::size_t i = which; i < interleaved.size(); i += 2)
        samples.push_back(interleaved[i]);
    return samples;
}

int largestStep(const Samples &samples, int before)
{
    int largest = 0;
    for (const media::Sample sample : samples) {
        largest = std::max(largest, std::abs(sample - before));
        before = sample;
    }
    return largest;
}

} // namespace

class TestLaneMixer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesWhoIsHeard_data();
    void decidesWhoIsHeard();
    void mutesWithoutAClick();
    void jumpsWithoutAClick();
    void measuresBeforeItMutes();
    void changesTheSpeedAndNotThePitch_data();
    void changesTheSpeedAndNotThePitch();
};

void TestLaneMixer::decidesWhoIsHeard_data()
{
    QTest::addColumn<LaneMix>("mix");
    QTest::addColumn<bool>("caller");
    QTest::addColumn<bool>("bot");
    QTest::newRow("both") << LaneMix {} << true << true;
    QTest::newRow("caller muted") << LaneMix { { true, false }, {} } << false << true;
    QTest::newRow("both muted") << LaneMix { { true, true }, {} } << false << false;
    QTest::newRow("bot solo") << LaneMix { {}, { false, true } } << false << true;
    QTest::newRow("solo beats mute") << LaneMix { { true, false }, { true, false } } << true << false;
    QTest::newRow("both solo") << LaneMix { {}, { true, true } } << true << true;
}

void TestLaneMixer::decidesWhoIsHeard()
{
    QFETCH(LaneMix, mix);
    QFETCH(bool, caller);
    QFETCH(bool, bot);
    LaneMixer mixer;
    mixer.setMix(mix);
    Samples samples = block(1000, 2000);
    mixer.process(samples);
    samples = block(1000, 2000);
    mixer.process(samples);
    QCOMPARE(samples, block(caller ? 1000 : 0, bot ? 2000 : 0));
}

void TestLaneMixer::mutesWithoutAClick()
{
    LaneMixer mixer;
    Samples samples = block(16000, 0);
    mixer.process(samples);
    mixer.setMix({ { true, false }, {} });
    samples = block(16000, 0);
    mixer.process(samples);
    QVERIFY(largestStep(lane(samples, 0), 16000) <= 101);
    QCOMPARE(lane(samples, 0).back(), media::Sample(0));
}

void TestLaneMixer::jumpsWithoutAClick()
{
    LaneMixer mixer;
    Samples samples = block(16000, 0);
    mixer.process(samples);
    mixer.jump();
    samples = block(-16000, 0);
    mixer.process(samples);
    QVERIFY(largestStep(lane(samples, 0), 16000) <= 801);
    QCOMPARE(lane(samples, 0).back(), media::Sample(-16000));
    samples = block(16000, 0);
    mixer.process(samples); // no jump this time: nothing is smoothed
    QCOMPARE(samples, block(16000, 0));
}

void TestLaneMixer::measuresBeforeItMutes()
{
    LaneMixer mixer;
    mixer.setMix({ { true, true }, {} });
    Samples samples = block(-3000, 32124);
    mixer.process(samples);
    const auto levels = mixer.takeLevels();
    QCOMPARE(std::lround(levels[0].rms), 3000L);
    QCOMPARE(levels[0].peak, 3000);
    QVERIFY(!levels[0].clipped);
    QVERIFY(levels[1].clipped);
    QCOMPARE(mixer.takeLevels()[1].peak, 0);
}

void TestLaneMixer::changesTheSpeedAndNotThePitch_data()
{
    QTest::addColumn<double>("speed");
    for (const double speed : { 0.5, 0.75, 1.25, 2.0 })
        QTest::addRow("%.2f", speed) << speed;
}

void TestLaneMixer::changesTheSpeedAndNotThePitch()
{
    QFETCH(double, speed);
    SpeedChanger changer;
    changer.setSpeed(speed);
    Samples out, taken(2 * frames);
    constexpr int seconds = 8;
    for (std::size_t done = 0; done < seconds * media::sampleRate; done += frames) {
        Samples in;
        for (std::size_t i = done; i < done + frames; ++i) {
            const double turn = 2 * std::numbers::pi * static_cast<double>(i) / media::sampleRate;
            in.push_back(static_cast<media::Sample>(8000 * std::sin(400 * turn)));
            in.push_back(static_cast<media::Sample>(8000 * std::sin(1000 * turn)));
        }
        changer.put(in);
        while (changer.take(taken))
            out.insert(out.end(), taken.begin(), taken.end());
    }
    const double length = static_cast<double>(out.size()) / 2 / media::sampleRate;
    QVERIFY2(std::abs(length - seconds / speed) < 0.3, qPrintable(QString::number(length)));
    for (const std::size_t which : { 0, 1 }) {
        const Samples all = lane(out, which);
        const auto middle = std::span(all).subspan(all.size() / 2, 800);
        QVERIFY(tests::toneIn(middle, which == 0 ? 400 : 1000, media::sampleRate) > 6000);
        QVERIFY(tests::toneIn(middle, which == 0 ? 400 * speed : 1000 * speed, media::sampleRate) < 1000);
    }
    changer.clear();
    QVERIFY(!changer.take(taken));
}

QTEST_MAIN(TestLaneMixer)
#include "tst_lanemixer.moc"
