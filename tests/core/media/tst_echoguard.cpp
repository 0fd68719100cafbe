#include "core/media/echoguard.h"
#include "core/media/voicedetector.h"
#include "tests/core/media/recordings.h"

#include <QTest>

#include <ctime>
#include <numeric>
#include <utility>

using namespace callscope;
using namespace callscope::media;

namespace {

constexpr double delays[] = { 50, 57, 80, 133, 200, 271, 333, 400 };
constexpr double someDelays[] = { 57, 133, 400 };
constexpr double gains[] = { -6, -15, -25 };
constexpr double noEcho = -200;
constexpr const char *callers[]
    = { "cards/003.wav", "goforward.raw", "librivox/sense_and_sensibility_01_austen_64kb-0930.wav" };

struct Line
{
    double delay = 50; ///< ms
    double gain = noEcho; ///< dB
    double noise = 0; ///< RMS
};

/// 12 s of the bot, as the µ-law that was sent.
Samples botSpeech(double level)
{
    Samples bot;
    for (const char *path : { "librivox/sense_and_sensibility_01_austen_64kb-0870.wav",
                              "librivox/sense_and_sensibility_01_austen_64kb-0890.wav" }) {
        const Samples part = tests::normalised(tests::recording(path).samples, level);
        bot.insert(bot.end(), part.begin(), part.end());
    }
    return tests::overTheWire(bot);
}

/// What comes in when `ear` is what the phone plays and the caller starts to speak at `onset`.
Samples comesIn(std::span<const Sample> ear, const Line &line, std::span<const Sample> caller = {},
                std::size_t onset = 0)
{
    Samples sound = tests::lineNoise(ear.size(), line.noise, 11);
    tests::mixInto(sound, tests::scaled(ear, std::pow(10, line.gain / 20)), static_cast<std::size_t>(line.delay * 8));
    tests::mixInto(sound, caller, onset);
    return tests::overTheWire(sound);
}

/// The frames at which a turn starts.
std::vector<int> turnStarts(EchoGuard &guard, std::span<const Sample> sound, std::span<const Sample> played,
                            int most = 1000)
{
    VoiceDetector detector;
    std::vector<int> found;
    for (std::size_t at = 0; at + frameSamples <= sound.size() && std::ssize(found) < most; at += frameSamples) {
        const auto verdict = guard.process(sound.subspan(at, frameSamples), played.subspan(at, frameSamples));
        if (detector.process(verdict.callerLevel) == VoiceDetector::Change::Started)
            found.push_back(static_cast<int>(at / frameSamples));
    }
    return found;
}

/// The first frame of the caller, alone on a clean line, that is over the voice detector's floor.
int firstFrameOfSpeech(std::span<const Sample> caller, std::size_t onset)
{
    Samples alone(onset + caller.size());
    tests::mixInto(alone, caller, onset);
    int frame = 0;
    while (rms(std::span(alone).subspan(static_cast<std::size_t>(frame) * frameSamples, frameSamples)) <= 210)
        ++frame;
    return frame;
}

/// A room that answers for `milliseconds` instead of once; as loud as before.
Samples inARoom(std::span<const Sample> bot, int milliseconds)
{
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    std::vector<double> answer(static_cast<std::size_t>(milliseconds) * 8, 1.5);
    for (std::size_t i = 1; i < answer.size(); ++i)
        answer[i] = normal(random) * std::exp(-3.0 * static_cast<double>(i) / static_cast<double>(answer.size()));
    Samples heard(bot.size());
    for (std::size_t i = answer.size(); i < bot.size(); ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < answer.size(); ++k)
            sum += answer[k] * bot[i - k];
        heard[i] = tests::clipped(sum / 10);
    }
    return tests::normalised(heard, rms(bot));
}

/// What this thread has computed: a busy machine does not count.
double microsecondsOfThisThread()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

struct Lateness
{
    int cases = 0;
    int missed = 0;
    int early = 0;
    int late = 0; ///< more than 200 ms after the first speech
    int worst = 0; ///< ms

    void count(const std::vector<int> &starts, int speech)
    {
        ++cases;
        missed += starts.empty();
        if (starts.empty())
            return;
        const int frames = starts.front() - speech;
        early += frames < 0;
        late += frames > 10;
        worst = std::max(worst, 20 * frames);
    }
};

Lateness talkedOver(double gain, double delay, double botLevel, std::initializer_list<double> onsets)
{
    Samples bot = botSpeech(botLevel);
    bot.resize(5 * sampleRate);
    Lateness lateness;
    for (const char *path : callers) {
        const Samples recorded = tests::recording(path).samples;
        for (const double callerLevel : { 1000.0, 1500.0 }) {
            const Samples caller = tests::normalised(recorded, callerLevel);
            for (const double seconds : onsets) {
                const auto onset = static_cast<std::size_t>(seconds * sampleRate);
                EchoGuard guard;
                const Samples sound = comesIn(bot, { delay, gain, 60 }, caller, onset);
                lateness.count(turnStarts(guard, sound, bot, 1), firstFrameOfSpeech(caller, onset));
            }
        }
    }
    return lateness;
}

} // namespace

class EchoGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTheGuardTheBotIsTakenForTheCaller();
    void botIsNotTakenForTheCaller_data();
    void botIsNotTakenForTheCaller();
    void botThatBeginsWithAHissIsNotEither();
    void callerIsHeardOverTheBot_data();
    void callerIsHeardOverTheBot();
    void callerIsHeardWhereNoEchoComesBack();
    void callerIsHeardBeforeTheEchoIsKnown();
    void callerAloneIsLeftAsReceived_data();
    void callerAloneIsLeftAsReceived();
    void noEchoIsFoundWhereThereIsNone();
    void roomThatAnswersLongerIsStillEcho();
    void echoThatMovesIsFollowed();
    void cost();
};

void EchoGuardTest::withoutTheGuardTheBotIsTakenForTheCaller()
{
    // What the other tests find would be worth nothing if these lines were harmless by themselves.
    const Samples bot = botSpeech(3000);
    const Samples silence(bot.size());
    for (const double gain : gains) {
        EchoGuard toldOfNoBot;
        QVERIFY(!turnStarts(toldOfNoBot, comesIn(bot, { 133, gain, 60 }), silence).empty());
    }
}

void EchoGuardTest::botIsNotTakenForTheCaller_data()
{
    QTest::addColumn<double>("gain");
    QTest::addColumn<double>("noise");
    for (const double gain : gains) {
        for (const double noise : { 0.0, 60.0, 250.0 })
            QTest::addRow("%g dB, noise %g", gain, noise) << gain << noise;
    }
}

void EchoGuardTest::botIsNotTakenForTheCaller()
{
    QFETCH(double, gain);
    QFETCH(double, noise);
    int falseStarts = 0;
    double farthestDelay = 0;
    double farthestGain = 0;
    constexpr double level = 3000;
    Samples bot = botSpeech(level);
    bot.resize(bot.size() + 2 * sampleRate); // the tail comes back when the bot has stopped
    const auto tried = noise == 60.0 ? std::span<const double>(delays) : std::span<const double>(someDelays);
    for (const double delay : tried) {
        EchoGuard guard;
        falseStarts += static_cast<int>(turnStarts(guard, comesIn(bot, { delay, gain, noise }), bot).size());
        const bool audible = level * std::pow(10, gain / 20) > noise;
        if (!audible)
            continue;
        QVERIFY2(guard.delay() && guard.gainDecibels(), qPrintable(QString::number(delay)));
        farthestDelay = std::max(farthestDelay, std::abs(static_cast<double>(guard.delay()->count()) - delay));
        farthestGain = std::max(farthestGain, std::abs(*guard.gainDecibels() - gain));
    }
    qInfo("%3g dB, noise %3g: %d false starts in %zu calls of 14 s; delay found to %g ms, gain to %.2f dB", gain, noise,
          falseStarts, tried.size(), farthestDelay, farthestGain);
    QCOMPARE(falseStarts, 0);
    QVERIFY(farthestDelay <= 2);
    QVERIFY(farthestGain <= 3);
}

void EchoGuardTest::botThatBeginsWithAHissIsNotEither()
{
    // As "shalom" does with espeak-ng: 140 ms in which the search, which hears up to 900 Hz, finds nothing to compare.
    std::mt19937 random(2);
    std::normal_distribution<double> white;
    std::vector<double> noise(140 * samplesPerMillisecond);
    for (double &sample : noise)
        sample = 100 * white(random);
    for (int difference = 0; difference < 5; ++difference)
        std::adjacent_difference(noise.begin(), noise.end(), noise.begin());
    Samples hiss(noise.size());
    std::transform(noise.begin(), noise.end(), hiss.begin(), tests::clipped);
    Samples bot(10 * samplesPerMillisecond);
    for (const Samples &part : { tests::normalised(hiss, 2200), botSpeech(2000) })
        bot.insert(bot.end(), part.begin(), part.end());
    bot = tests::overTheWire(bot);
    bot.resize(3 * sampleRate);
    for (const double delay : delays) {
        EchoGuard guard;
        QVERIFY2(turnStarts(guard, comesIn(bot, { delay, -15, 60 }), bot).empty(), qPrintable(QString::number(delay)));
    }
}

void EchoGuardTest::callerIsHeardOverTheBot_data()
{
    QTest::addColumn<double>("gain");
    QTest::addColumn<double>("delay");
    for (const double gain : gains) {
        for (const double delay : delays)
            QTest::addRow("%g dB after %g ms", gain, delay) << gain << delay;
    }
}

void EchoGuardTest::callerIsHeardOverTheBot()
{
    QFETCH(double, gain);
    QFETCH(double, delay);
    const Lateness found = talkedOver(gain, delay, 2000, { 1.0, 2.3 });
    qInfo("%3g dB, %3g ms: of %d callers %d missed, %d early, %d late, worst %d ms", gain, delay, found.cases,
          found.missed, found.early, found.late, found.worst);
    QCOMPARE(found.missed, 0);
    QCOMPARE(found.early, 0);
    QCOMPARE(found.late, 0);
}

void EchoGuardTest::callerIsHeardWhereNoEchoComesBack()
{
    for (const double botLevel : { 1000.0, 2000.0, 3500.0 }) {
        const Lateness found = talkedOver(noEcho, 50, botLevel, { 0.1, 1.0, 2.3 });
        qInfo("bot at %4g, no echo: of %d callers %d missed, %d late, worst %d ms", botLevel, found.cases, found.missed,
              found.late, found.worst);
        QCOMPARE(found.missed + found.early + found.late, 0);
    }
}

void EchoGuardTest::callerIsHeardBeforeTheEchoIsKnown()
{
    // Bot and caller begin at the same moment. Of an echo as loud as the caller nothing can be known yet, so that takes
    // longer.
    for (const auto &[gain, longest] : { std::pair { -15.0, 200 }, std::pair { -6.0, 600 } }) {
        int worst = 0;
        for (const double delay : delays) {
            const Lateness found = talkedOver(gain, delay, 2000, { 0.1 });
            QCOMPARE(found.missed + found.early, 0);
            worst = std::max(worst, found.worst);
        }
        qInfo("%3g dB, at the bot's first word: worst %d ms", gain, worst);
        QVERIFY(worst <= longest);
    }
}

void EchoGuardTest::callerAloneIsLeftAsReceived_data()
{
    QTest::addColumn<bool>("botSpokeBefore");
    QTest::newRow("on a call without a bot") << false;
    QTest::newRow("a second after a bot with an echo") << true;
}

void EchoGuardTest::callerAloneIsLeftAsReceived()
{
    QFETCH(bool, botSpokeBefore);
    EchoGuard guard;
    if (botSpokeBefore) {
        Samples bot = botSpeech(2000);
        bot.resize(bot.size() + sampleRate);
        turnStarts(guard, comesIn(bot, { 133, -15, 0 }), bot);
        QVERIFY(guard.delay());
    }
    const Samples caller = tests::overTheWire(tests::normalised(tests::recording(callers[1]).samples, 1000));
    const Samples silence(frameSamples);
    for (std::size_t at = 0; at + frameSamples <= caller.size(); at += frameSamples) {
        const auto frame = std::span(caller).subspan(at, frameSamples);
        const EchoGuard::Verdict verdict = guard.process(frame, silence);
        QCOMPARE(verdict.callerLevel, rms(frame));
        QCOMPARE(verdict.level, rms(frame));
        QVERIFY(!verdict.suppressed);
    }
}

void EchoGuardTest::noEchoIsFoundWhereThereIsNone()
{
    const Samples bot = botSpeech(2000);
    const Samples caller = tests::normalised(tests::recording("numbers.raw").samples, 1200);
    const Samples sound = comesIn(bot, { 50, noEcho, 60 }, caller, 2 * sampleRate);
    EchoGuard guard;
    double received = 0;
    double passed = 0;
    for (std::size_t at = 0; at + frameSamples <= sound.size(); at += frameSamples) {
        const auto verdict
            = guard.process(std::span(sound).subspan(at, frameSamples), std::span(bot).subspan(at, frameSamples));
        received += verdict.level * verdict.level;
        passed += verdict.callerLevel * verdict.callerLevel;
    }
    QVERIFY2(passed > 0.9 * received, qPrintable(QString::number(passed / received)));
    QVERIFY(!guard.delay());
    QVERIFY(!guard.gainDecibels());
}

void EchoGuardTest::roomThatAnswersLongerIsStillEcho()
{
    Samples bot = botSpeech(2000);
    bot.resize(bot.size() + sampleRate);
    int calls = 0;
    int falseStarts = 0;
    for (const int length : { 5, 20 }) {
        const Samples ear = inARoom(bot, length);
        for (const double gain : { -15.0, -25.0 }) {
            for (const double delay : { 57.0, 200.0, 333.0 }) {
                EchoGuard guard;
                falseStarts += static_cast<int>(turnStarts(guard, comesIn(ear, { delay, gain, 60 }), bot).size());
                ++calls;
            }
        }
    }
    qInfo("rooms of 5 and 20 ms: %d false starts in %d calls of 13 s", falseStarts, calls);
    QVERIFY(falseStarts <= 1);
}

void EchoGuardTest::echoThatMovesIsFollowed()
{
    // With each sentence the far queue begins anew, a little earlier or later than we believe.
    const Samples speech = botSpeech(2000);
    int falseStarts = 0;
    for (const int shift : { -160, -20, 50, 104, 400 }) {
        Samples played(4 * 36000);
        Samples ear(4 * 36000);
        for (std::size_t sentence = 0; sentence < 4; ++sentence) {
            const auto part = std::span(speech).subspan(sentence * 24000, 24000);
            const std::size_t start = sentence * 36000 + 800;
            tests::mixInto(played, part, start);
            tests::mixInto(ear, part, sentence % 2 ? start + static_cast<std::size_t>(shift) : start);
        }
        for (const double delay : { 57.0, 200.0 }) {
            EchoGuard guard;
            falseStarts += static_cast<int>(turnStarts(guard, comesIn(ear, { delay, -15, 60 }), played).size());
            QVERIFY(guard.delay());
            const double last = delay + shift / 8.0; // the fourth sentence was shifted
            QVERIFY2(std::abs(static_cast<double>(guard.delay()->count()) - last) <= 2,
                     qPrintable(QString::number(last)));
        }
    }
    QCOMPARE(falseStarts, 0);
}

void EchoGuardTest::cost()
{
    const Samples bot = botSpeech(2000);
    const Samples sound = comesIn(bot, { 133, -15, 60 });
    EchoGuard guard;
    std::size_t at = 0;
    double longest = 0;
    const double begin = microsecondsOfThisThread();
    for (; at + frameSamples <= sound.size(); at += frameSamples) {
        const double before = microsecondsOfThisThread();
        guard.process(std::span(sound).subspan(at, frameSamples), std::span(bot).subspan(at, frameSamples));
        longest = std::max(longest, microsecondsOfThisThread() - before);
    }
    const double mean = (microsecondsOfThisThread() - begin) / (static_cast<double>(at) / frameSamples);
    qInfo("a frame with the bot speaking: %.1f µs on average, %.1f µs at most", mean, longest);
    // Far over the target of 50 µs, for unoptimised and sanitised builds: a search grown by a factor is what this
    // catches.
    QVERIFY(mean < 5000);
}

QTEST_GUILESS_MAIN(EchoGuardTest)
#include "tst_echoguard.moc"
