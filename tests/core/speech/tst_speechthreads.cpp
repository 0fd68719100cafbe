#include "core/speech/espeakvoice.h"
#include "core/speech/pocketsphinxear.h"
#include "tests/core/speech/recordedspeech.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace callscope::speech;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Ears and voices that are made, used and dropped in any order, for ThreadSanitizer; without it the promise of one
/// answer to each utterance is left to see.
class SpeechThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T40_earsAreDroppedWhileTheyHear();
    void T40_voicesAreDroppedWhileTheySpeak();
};

void SpeechThreadsTest::T40_earsAreDroppedWhileTheyHear()
{
    const media::Samples sound = tests::recordedUtterance(u"cards/001.wav"_s);
    QVERIFY2(!sound.empty(), "install the Debian package pocketsphinx-testdata");
    const auto some = std::span(sound).first(std::min<std::size_t>(sound.size(), 4000));
    QRandomGenerator random(3);
    PocketSphinxSettings settings;
    settings.threads = 2;
    settings.decodersPerThread = 1;
    settings.longestBacklog = 100s;
    auto ear = std::make_unique<PocketSphinxEar>(settings);
    ear->warmUp();
    std::vector<std::unique_ptr<Recognizer>> calls(4);
    int ended = 0, wanted = 0;
    for (int round = 0; round < 24; ++round) {
        std::unique_ptr<Recognizer> &call = calls[random.bounded(4)];
        call = ear->recognizer(); // whatever the one before is in the middle of
        call->begin(round);
        call->feed(some);
        if (random.bounded(3) == 0)
            call->cancel();
        if (random.bounded(2) == 0)
            call->finish();
        QTest::qWait(random.bounded(30));
    }
    for (const std::unique_ptr<Recognizer> &call : calls) {
        if (!call)
            continue;
        connect(call.get(), &Recognizer::finalReady, this, [&ended](int utterance) { ended += utterance == 99; });
        call->begin(99);
        call->feed(some);
        call->finish();
        ++wanted;
    }
    ear.reset(); // they outlive it
    QTRY_COMPARE_WITH_TIMEOUT(ended, wanted, 100'000);
    calls.clear();
}

void SpeechThreadsTest::T40_voicesAreDroppedWhileTheySpeak()
{
    QRandomGenerator random(5);
    auto voice = std::make_unique<EspeakVoice>();
    std::vector<std::unique_ptr<Synthesizer>> calls(4);
    for (int round = 0; round < 60; ++round) {
        std::unique_ptr<Synthesizer> &call = calls[random.bounded(4)];
        if (!call || random.bounded(3) == 0)
            call = voice->synthesizer();
        call->speak(round, u"One moment, please."_s, u"en-US"_s);
        call->speak(round + 1000, u"Good bye."_s, u"en-US"_s);
        if (random.bounded(3) == 0)
            call->cancel();
        QTest::qWait(random.bounded(10));
    }
    const std::unique_ptr<Synthesizer> last = voice->synthesizer();
    const QSignalSpy finished(last.get(), &Synthesizer::finished);
    last->speak(1, u"Hello."_s, u"en-US"_s);
    voice.reset();
    calls.clear();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 100'000);
}

QTEST_GUILESS_MAIN(SpeechThreadsTest)
#include "tst_speechthreads.moc"
