#include "core/media/voicedetector.h"
#include "tests/core/media/recordings.h"

#include <QTest>

using namespace callscope;
using namespace callscope::media;
using namespace std::chrono_literals;
using Change = VoiceDetector::Change;

namespace {

struct Turn
{
    std::size_t started; ///< frames
    std::size_t ended = 0;
};

std::vector<Turn> turnsIn(VoiceDetector &detector, std::span<const Sample> line)
{
    std::vector<Turn> turns;
    for (std::size_t frame = 0; (frame + 1) * frameSamples <= line.size(); ++frame) {
        const Change change = detector.process(rms(line.subspan(frame * frameSamples, frameSamples)));
        if (change == Change::Started)
            turns.push_back({ frame });
        if (change == Change::Ended)
            turns.back().ended = frame;
    }
    return turns;
}

/// Number of frames of `level` until `change` is told, counting the one it is told at; 0 when it never is.
int framesUntil(VoiceDetector &detector, Change change, double level, int most = 1000)
{
    for (int frame = 1; frame <= most; ++frame) {
        if (detector.process(level) == change)
            return frame;
    }
    return 0;
}

/// `lead` of the line's noise, the utterance, and three seconds of noise again.
Samples callWith(std::span<const Sample> utterance, std::chrono::milliseconds lead, double noise)
{
    const auto onset = static_cast<std::size_t>(samplesIn(lead));
    Samples line = tests::lineNoise(onset + utterance.size() + 3 * sampleRate, noise, 7);
    tests::mixInto(line, utterance, onset);
    return tests::overTheWire(line);
}

} // namespace

class VoiceDetectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAfterThreeFrames();
    void startsInSpiteOfAGap();
    void clickDoesNotStart();
    void endsAfterTheGivenQuiet_data();
    void endsAfterTheGivenQuiet();
    void shortPauseDoesNotEnd();
    void tellsLengths();
    void resetForgetsTheUtteranceAndKeepsTheLine();
    void speechFromTheFirstFrameStarts();
    void noiseFromTheFirstFrameDoesNot_data();
    void noiseFromTheFirstFrameDoesNot();
    void recordedUtterancesAreFound_data();
    void recordedUtterancesAreFound();
    void wordCutIntoIsFound();
    void longSpeechDoesNotEndItself();
    void turnEndsWhenTheLineGetsNoisy_data();
    void turnEndsWhenTheLineGetsNoisy();
};

void VoiceDetectorTest::startsAfterThreeFrames()
{
    VoiceDetector detector;
    QCOMPARE(framesUntil(detector, Change::Started, 20, 100), 0);
    QCOMPARE(detector.threshold(), 210.0);
    QCOMPARE(framesUntil(detector, Change::Started, 211), 3);
    QVERIFY(detector.inSpeech());

    VoiceDetector patient({ .toStart = 100ms });
    framesUntil(patient, Change::Started, 20, 100);
    QCOMPARE(framesUntil(patient, Change::Started, 211), 5);
}

void VoiceDetectorTest::startsInSpiteOfAGap()
{
    VoiceDetector detector;
    framesUntil(detector, Change::Started, 20, 100);
    for (const double level : { 500.0, 500.0, 20.0, 500.0 })
        QCOMPARE(detector.process(level), Change::None);
    QCOMPARE(detector.process(500), Change::Started);
    QCOMPARE(detector.speechLength(), 100ms);
}

void VoiceDetectorTest::clickDoesNotStart()
{
    VoiceDetector detector;
    framesUntil(detector, Change::Started, 20, 100);
    for (int click = 0; click < 20; ++click) {
        for (const double level : { 5000.0, 5000.0, 20.0, 20.0, 20.0 })
            QCOMPARE(detector.process(level), Change::None);
    }
}

void VoiceDetectorTest::endsAfterTheGivenQuiet_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<int>("frames");
    QTest::newRow("450 ms, the first whole frame after") << 450 << 23;
    QTest::newRow("460 ms") << 460 << 23;
    QTest::newRow("200 ms") << 200 << 10;
    QTest::newRow("1 s") << 1000 << 50;
}

void VoiceDetectorTest::endsAfterTheGivenQuiet()
{
    QFETCH(int, milliseconds);
    QFETCH(int, frames);
    VoiceDetector detector({ .endOfUtterance = std::chrono::milliseconds(milliseconds) });
    framesUntil(detector, Change::Started, 20, 100);
    framesUntil(detector, Change::Started, 1000);
    QCOMPARE(framesUntil(detector, Change::Ended, 50), frames);
    QVERIFY(!detector.inSpeech());
    QCOMPARE(detector.quietLength(), frames * frameLength);
}

void VoiceDetectorTest::shortPauseDoesNotEnd()
{
    VoiceDetector detector;
    framesUntil(detector, Change::Started, 20, 100);
    framesUntil(detector, Change::Started, 1000);
    for (int pause = 0; pause < 5; ++pause) {
        QCOMPARE(framesUntil(detector, Change::Ended, 50, 22), 0);
        QCOMPARE(detector.process(1000), Change::None);
    }
    QVERIFY(detector.inSpeech());
}

void VoiceDetectorTest::tellsLengths()
{
    VoiceDetector detector;
    framesUntil(detector, Change::Started, 20, 100);
    framesUntil(detector, Change::Started, 1000);
    framesUntil(detector, Change::Ended, 1000, 47);
    QCOMPARE(detector.speechLength(), 1000ms);
    QCOMPARE(detector.quietLength(), 0ms);
    framesUntil(detector, Change::Ended, 50, 5);
    QCOMPARE(detector.speechLength(), 1000ms);
    QCOMPARE(detector.quietLength(), 100ms);
    detector.process(1000);
    QCOMPARE(detector.speechLength(), 1120ms);
}

void VoiceDetectorTest::resetForgetsTheUtteranceAndKeepsTheLine()
{
    VoiceDetector detector;
    framesUntil(detector, Change::Started, 300, 250);
    const double learnt = detector.threshold();
    QVERIFY(std::abs(learnt - 480) < 1);
    framesUntil(detector, Change::Started, 2000);
    detector.reset();
    QVERIFY(!detector.inSpeech());
    QCOMPARE(detector.speechLength(), 0ms);
    QCOMPARE(detector.process(300), Change::None);
    QCOMPARE(detector.threshold(), learnt);
    QCOMPARE(framesUntil(detector, Change::Started, 2000), 3);
}

void VoiceDetectorTest::speechFromTheFirstFrameStarts()
{
    VoiceDetector detector;
    QCOMPARE(framesUntil(detector, Change::Started, 1500), 3);
    // All that was ever heard is loud, and still it is not taken for the line for as long as a word can last.
    QCOMPARE(framesUntil(detector, Change::Ended, 1500, 150), 0);
}

void VoiceDetectorTest::noiseFromTheFirstFrameDoesNot_data()
{
    QTest::addColumn<double>("noise");
    for (const double noise : { 100.0, 250.0, 400.0 })
        QTest::addRow("RMS %g", noise) << noise;
}

void VoiceDetectorTest::noiseFromTheFirstFrameDoesNot()
{
    QFETCH(double, noise);
    for (unsigned seed = 0; seed < 20; ++seed) {
        VoiceDetector detector;
        QVERIFY(turnsIn(detector, tests::overTheWire(tests::lineNoise(6 * sampleRate, noise, seed))).empty());
    }
}

void VoiceDetectorTest::recordedUtterancesAreFound_data()
{
    QTest::addColumn<double>("noise");
    QTest::addColumn<int>("lead");
    for (const double noise : { 0.0, 100.0, 150.0, 250.0, 400.0 }) {
        for (const int lead : { 0, 500, 3000, 5000 })
            QTest::addRow("noise %g, after %d ms", noise, lead) << noise << lead;
    }
}

void VoiceDetectorTest::recordedUtterancesAreFound()
{
    QFETCH(double, noise);
    QFETCH(int, lead);
    int found = 0;
    int split = 0;
    int falseStarts = 0;
    int endless = 0;
    for (const tests::Recording &recording : tests::recordings()) {
        const Samples utterance = tests::normalised(recording.samples, 1500);
        VoiceDetector detector;
        const auto turns = turnsIn(detector, callWith(utterance, std::chrono::milliseconds(lead), noise));
        const auto first = static_cast<std::size_t>(lead / 20);
        const std::size_t last = first + utterance.size() / frameSamples;
        const auto isFalse = [&](const Turn &turn) { return turn.started < first || turn.started > last; };
        falseStarts += static_cast<int>(std::count_if(turns.begin(), turns.end(), isFalse));
        endless
            += static_cast<int>(std::count_if(turns.begin(), turns.end(), [](const Turn &t) { return t.ended == 0; }));
        found += std::any_of(turns.begin(), turns.end(), [&](const Turn &turn) { return !isFalse(turn); });
        split += turns.size() > 1;
    }
    qInfo("noise %3g, after %4d ms: %d of 13 found, %d split, %d false starts, %d without end", noise, lead, found,
          split, falseStarts, endless);
    QCOMPARE(found, 13);
    QCOMPARE(falseStarts, 0);
    QCOMPARE(endless, 0);
    QVERIFY(split <= 1);
}

void VoiceDetectorTest::wordCutIntoIsFound()
{
    // The line opens in the middle of the loudest word: nothing softer has been heard yet.
    for (const double level : { 500.0, 1000.0, 1500.0 }) {
        std::size_t slowest = 0;
        for (const tests::Recording &recording : tests::recordings()) {
            const Samples utterance = tests::normalised(recording.samples, level);
            const auto loudest = std::max_element(utterance.begin(), utterance.begin() + utterance.size() * 2 / 3);
            Samples line(loudest, utterance.end());
            const Samples pause(2 * sampleRate, 0); // GCC 12 at -O3 mistakes resize() here for a write out of bounds
            line.insert(line.end(), pause.begin(), pause.end());
            VoiceDetector detector;
            const auto turns = turnsIn(detector, tests::overTheWire(line));
            QVERIFY2(!turns.empty() && turns.back().ended > 0, qPrintable(recording.name));
            slowest = std::max(slowest, turns.front().started + 1);
        }
        qInfo("cut into a word of RMS %4g: found within %zu ms", level, slowest * 20);
        QVERIFY(slowest <= (level < 1000 ? 30 : 5));
    }
}

void VoiceDetectorTest::longSpeechDoesNotEndItself()
{
    // Half a minute of one voice after the other, every soft frame cut out and the rest compressed: no caller is
    // denser.
    Samples dense;
    for (const tests::Recording &recording : tests::recordings()) {
        const Samples utterance = tests::normalised(recording.samples, 1500);
        for (std::size_t at = 0; at + frameSamples <= utterance.size(); at += frameSamples) {
            const auto frame = std::span(utterance).subspan(at, frameSamples);
            const double level = rms(frame);
            const Samples even = tests::scaled(frame, std::sqrt(1500 / std::max(level, 1.0)));
            if (level > 300)
                dense.insert(dense.end(), even.begin(), even.end());
        }
    }
    for (const double noise : { 0.0, 250.0 }) {
        VoiceDetector detector;
        const auto turns = turnsIn(detector, callWith(dense, 2s, noise));
        QCOMPARE(turns.size(), 1U);
        const std::size_t lastWord = (2 * sampleRate + dense.size()) / frameSamples;
        QVERIFY(turns.front().ended >= lastWord && turns.front().ended < lastWord + 50);
    }
}

void VoiceDetectorTest::turnEndsWhenTheLineGetsNoisy_data()
{
    QTest::addColumn<double>("noise");
    for (const double noise : { 150.0, 250.0, 400.0, 800.0 })
        QTest::addRow("RMS %g", noise) << noise;
}

void VoiceDetectorTest::turnEndsWhenTheLineGetsNoisy()
{
    QFETCH(double, noise);
    const Samples utterance = tests::normalised(tests::recordings()[1].samples, 1500);
    Samples line = callWith(utterance, 3s, 30);
    line.resize(line.size() + 6 * sampleRate);
    const std::size_t stepsUp = 4 * sampleRate;
    tests::mixInto(line, tests::lineNoise(line.size(), noise, 3), stepsUp);
    VoiceDetector detector;
    const auto turns = turnsIn(detector, tests::overTheWire(line));
    QCOMPARE(turns.size(), 1U);
    const std::size_t lastWord = (3 * sampleRate + utterance.size()) / frameSamples;
    QVERIFY(turns.front().ended > 0);
    QVERIFY(turns.front().ended < lastWord + 4 * 50);
}

QTEST_GUILESS_MAIN(VoiceDetectorTest)
#include "tst_voicedetector.moc"
