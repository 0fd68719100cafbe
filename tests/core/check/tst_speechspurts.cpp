#include "core/check/speechspurts.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace callscope;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

media::Samples quiet(milliseconds length)
{
    return media::Samples(static_cast<std::size_t>(media::samplesIn(length)), 0);
}

/// Syllables of random length and loudness; the same seed says the same.
media::Samples babble(milliseconds length, unsigned seed, double gain = 1)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> loudness(1500, 9000);
    std::uniform_int_distribution<int> syllable(400, 1600);
    media::Samples samples;
    const auto wanted = static_cast<std::size_t>(media::samplesIn(length));
    while (samples.size() < wanted) {
        const double level = loudness(random) * gain;
        const int count = syllable(random);
        for (int i = 0; i < count && samples.size() < wanted; ++i)
            samples.push_back(static_cast<media::Sample>(level * std::sin(3.14159265 * i / count)
                                                         * std::sin(0.2 * static_cast<double>(samples.size()))));
    }
    return samples;
}

media::Samples joined(std::initializer_list<media::Samples> parts)
{
    media::Samples all;
    for (const media::Samples &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

class SpeechSpurtsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceHasNone();
    void pausesPartThem();
    void theSameWordsSoundAlike();
    void otherWordsDoNot();
    void shortOnesAreNotTold();
};

void SpeechSpurtsTest::silenceHasNone()
{
    QVERIFY(check::speechSpurts({}, 500ms).empty());
    QVERIFY(check::speechSpurts(quiet(3s), 500ms).empty());
}

void SpeechSpurtsTest::pausesPartThem()
{
    const auto sound = joined({ quiet(1s), babble(1s, 1), quiet(300ms), babble(1s, 2), quiet(900ms), babble(1s, 3) });
    const auto spurts = check::speechSpurts(sound, 500ms);
    QCOMPARE(spurts.size(), std::size_t(2));
    QVERIFY(spurts[0].begin >= 1000ms && spurts[0].begin <= 1040ms);
    QVERIFY(spurts[0].end >= 3240ms && spurts[0].end <= 3320ms);
    QCOMPARE(spurts[0].loudness.size(), std::size_t((spurts[0].end - spurts[0].begin) / media::frameLength));
    QCOMPARE(check::speechSpurts(sound, 200ms).size(), std::size_t(3));
}

void SpeechSpurtsTest::theSameWordsSoundAlike()
{
    // Not at a whole frame, and through an echo's attenuation.
    const auto sound = joined({ babble(2s, 7), quiet(1037ms), babble(2s, 7, 0.5) });
    const auto spurts = check::speechSpurts(sound, 500ms);
    QCOMPARE(spurts.size(), std::size_t(2));
    QVERIFY(check::soundAlike(spurts[0], spurts[1]));
    QVERIFY(check::soundAlike(spurts[1], spurts[0]));
}

void SpeechSpurtsTest::otherWordsDoNot()
{
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const auto spurts = check::speechSpurts(joined({ babble(2s, seed), quiet(1s), babble(2s, seed + 100) }), 500ms);
        QCOMPARE(spurts.size(), std::size_t(2));
        QVERIFY2(!check::soundAlike(spurts[0], spurts[1]), qPrintable(QString::number(seed)));
    }
}

void SpeechSpurtsTest::shortOnesAreNotTold()
{
    const auto spurts = check::speechSpurts(joined({ babble(300ms, 7), quiet(1s), babble(300ms, 7) }), 500ms);
    QCOMPARE(spurts.size(), std::size_t(2));
    QVERIFY(!check::soundAlike(spurts[0], spurts[1]));
}

QTEST_APPLESS_MAIN(SpeechSpurtsTest)
#include "tst_speechspurts.moc"
