#include "core/speech/pocketsphinxear.h"
#include "core/speech/pocketsphinxrecognizer.h"
#include "tests/core/speech/recognizerresults.h"
#include "tests/core/speech/recordedspeech.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace callscope;
using namespace std::chrono_literals;
using speech::PocketSphinxEar;
using speech::PocketSphinxSettings;
using speech::Recognizer;
using speech::Transcript;
using tests::feedFrames;
using tests::recordedUtterance;
using Results = tests::RecognizerResults;

namespace {

const QString goForward = QStringLiteral("goforward.raw");
const QString cardOne = QStringLiteral("cards/001.wav");

/// Loading and decoding may take as long as they like on a slow machine.
PocketSphinxSettings patient(int threads = 1, int decoders = 1)
{
    PocketSphinxSettings settings;
    settings.threads = threads;
    settings.decodersPerThread = decoders;
    settings.longestBacklog = 100s;
    return settings;
}

media::Samples noise(int count, double level)
{
    std::mt19937 generator(7);
    std::normal_distribution<double> normal(0, level);
    media::Samples samples(static_cast<std::size_t>(count));
    for (media::Sample &sample : samples)
        sample = static_cast<media::Sample>(std::clamp(normal(generator), -32000.0, 32000.0));
    return samples;
}

/// More than may wait, given at once.
media::Samples tooMuchFor(const PocketSphinxSettings &settings)
{
    return media::Samples(static_cast<std::size_t>(media::samplesIn(settings.longestBacklog)) + 1600, 0);
}

QByteArray cardsGrammar()
{
    QFile file(QStringLiteral("/usr/share/pocketsphinx/test/data/cards/cards.gram"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPocketSphinx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsRecordedSpeechOverTheTelephone_data();
    void understandsRecordedSpeechOverTheTelephone();
    void carriesNothingFromCallerToCaller();
    void givesPartialsWhileTheCallerTalks();
    void hearsNothingInSilence();
    void takesFromAGrammarWhatFreeSpeechConfirms();
    void turnsAwayWhatIsOutsideTheGrammar();
    void goesOnWithFreeSpeechWhenGrammarWordsAreUnknown_data();
    void goesOnWithFreeSpeechWhenGrammarWordsAreUnknown();
    void loadsNothingBeforeItIsAskedTo();
    void namesThePackageOfAMissingModel();
    void isSilentAboutACancelledUtterance();
    void answersEachFinishedUtteranceInOrder();
    void finishesWhatWasFinishedBeforeACancel();
    void failsOnlyTheUtteranceThatFallsBehind();
    void tellsAFailureAlthoughTheNextHasBegun();
    void isSilentAboutAFailureOfACancelledUtterance();
    void keepsTheGrammarThatAnUtteranceBeganWith();
    void failsWhatItCannotFollowAndRecovers();
    void servesMoreCallsThanItHasDecoders();
    void stopsCleanlyInTheMiddleOfAnUtterance();
};

void TestPocketSphinx::understandsRecordedSpeechOverTheTelephone_data()
{
    QTest::addColumn<QString>("recording");
    QTest::addColumn<double>("gain");
    QTest::addColumn<QString>("words");
    for (const double gain : { 0.25, 0.5, 1.0, 2.0 }) {
        QTest::addRow("go forward ten meters, gain %.2f", gain)
            << goForward << gain << QStringLiteral("go forward ten meters");
    }
    QTest::newRow("ten of clubs") << cardOne << 1.0 << QStringLiteral("ten of clubs");
    QTest::newRow("seven of clubs") << QStringLiteral("cards/003.wav") << 1.0 << QStringLiteral("seven of clubs");
    QTest::newRow("five five") << QStringLiteral("cards/004.wav") << 1.0 << QStringLiteral("five five");
}

void TestPocketSphinx::understandsRecordedSpeechOverTheTelephone()
{
    QFETCH(QString, recording);
    QFETCH(double, gain);
    const media::Samples sound = recordedUtterance(recording, gain);
    QVERIFY2(!sound.empty(), "install the Debian package pocketsphinx-testdata");
    static PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);

    recognizer->begin(4);
    feedFrames(*recognizer, sound);
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 1, 100000);

    QCOMPARE(results.finals.count(), 1);
    QCOMPARE(results.finals.first().first().toInt(), 4);
    QTEST(results.final().text, "words");
    QCOMPARE(results.final().language, QStringLiteral("en-US"));
    QVERIFY(results.final().confidence > 0.0 && results.final().confidence <= 1.0);
    QVERIFY(results.partials.count() >= 1);
}

void TestPocketSphinx::carriesNothingFromCallerToCaller()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> noisy = ear.recognizer();
    Results noisyResults(*noisy);
    noisy->begin(1);
    feedFrames(*noisy, noise(8000, 9000));
    noisy->finish();
    QTRY_COMPARE_WITH_TIMEOUT(noisyResults.ends(), 1, 100000);

    const std::unique_ptr<Recognizer> next = ear.recognizer();
    Results results(*next);
    next->begin(1);
    feedFrames(*next, recordedUtterance(goForward));
    next->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 1, 100000);
    QCOMPARE(results.final().text, QStringLiteral("go forward ten meters"));
}

void TestPocketSphinx::givesPartialsWhileTheCallerTalks()
{
    PocketSphinxEar ear(patient());
    QSignalSpy ready(&ear, &PocketSphinxEar::ready);
    QElapsedTimer clock;
    clock.start();
    ear.warmUp();
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, 100000);
    QVERIFY(ear.isReady());
    qInfo("loaded in %lld ms", clock.restart());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    const media::Samples sound = recordedUtterance(goForward);
    qint64 firstPartial = -1;
    connect(recognizer.get(), &Recognizer::partialReady, this, [&](int, const Transcript &transcript) {
        firstPartial = firstPartial < 0 ? clock.elapsed() : firstPartial;
        qInfo("%lld ms: %s", clock.elapsed(), qUtf8Printable(transcript.text));
    });

    clock.restart();
    recognizer->begin(1);
    for (std::size_t i = 0; i + media::frameSamples <= sound.size(); i += media::frameSamples) {
        recognizer->feed(std::span(sound).subspan(i, media::frameSamples));
        const qint64 due = media::lengthOf(static_cast<std::int64_t>(i) + media::frameSamples).count();
        QTest::qWait(static_cast<int>(std::max<qint64>(0, due - clock.elapsed()))); // real time is what is measured
    }
    QTRY_VERIFY_WITH_TIMEOUT(results.partials.count() > 0, 100000); // before finish, so before the final
    QCOMPARE(results.finals.count(), 0);
    recognizer->finish();
    const qint64 finished = clock.elapsed();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 1, 100000);
    qInfo("first partial after %lld ms of %lld ms of sound, final %lld ms after finish", firstPartial,
          static_cast<long long>(media::lengthOf(static_cast<std::int64_t>(sound.size())).count()),
          clock.elapsed() - finished);

    QStringList texts;
    for (const QList<QVariant> &partial : results.partials)
        texts.append(partial.at(1).value<Transcript>().text);
    QStringList distinct = texts;
    distinct.removeDuplicates();
    QCOMPARE(texts, distinct);
    QVERIFY(texts.size() <= media::lengthOf(static_cast<std::int64_t>(sound.size())) / 200ms);
}

void TestPocketSphinx::hearsNothingInSilence()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(1);
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 1, 100000);
    QCOMPARE(results.final().text, QString());
    QVERIFY(!results.final().confidence);

    recognizer->begin(2);
    feedFrames(*recognizer, media::Samples(12000, 0));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 2, 100000);
    QCOMPARE(results.final().text, QString());
}

void TestPocketSphinx::takesFromAGrammarWhatFreeSpeechConfirms()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    QVERIFY(!cardsGrammar().isEmpty());
    recognizer->useGrammar(cardsGrammar());
    recognizer->begin(1);
    feedFrames(*recognizer, recordedUtterance(QStringLiteral("cards/003.wav")));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 1, 100000);
    QCOMPARE(results.final().text, QStringLiteral("seven of clubs"));
    QVERIFY(results.final().confidence >= 0.5);

    // The second rule hears what free speech alone gets half wrong, as "for queen of clubs".
    recognizer->useGrammar("#JSGF V1.0;\ngrammar g;\npublic <p> = four queen of clubs | seven of hearts;\n");
    recognizer->begin(2);
    feedFrames(*recognizer, recordedUtterance(QStringLiteral("cards/002.wav")));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 2, 100000);
    QCOMPARE(results.final().text, QStringLiteral("four queen of clubs"));
}

void TestPocketSphinx::turnsAwayWhatIsOutsideTheGrammar()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->useGrammar(cardsGrammar());
    recognizer->begin(1);
    feedFrames(*recognizer,
               recordedUtterance(QStringLiteral("librivox/sense_and_sensibility_01_austen_64kb-0880.wav")));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 1, 100000);
    QCOMPARE(results.final().text, QString());

    recognizer->useGrammar({});
    recognizer->begin(2);
    feedFrames(*recognizer, recordedUtterance(goForward));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 2, 100000);
    QCOMPARE(results.final().text, QStringLiteral("go forward ten meters"));
}

void TestPocketSphinx::goesOnWithFreeSpeechWhenGrammarWordsAreUnknown_data()
{
    QTest::addColumn<QByteArray>("grammar");
    QTest::addColumn<QString>("named");
    QTest::newRow("words") << QByteArray("#JSGF V1.0;\ngrammar g;\npublic <p> = go blarghify | frobnitzel ten;\n")
                           << QStringLiteral("blarghify, frobnitzel");
    QTest::newRow("Hebrew") << QStringLiteral("#JSGF V1.0;\ngrammar g;\npublic <p> = שלום | ten;\n").toUtf8()
                            << QStringLiteral("שלום");
    QTest::newRow("no grammar at all") << QByteArray("go forward") << QStringLiteral("JSGF");
    QTest::newRow("open bracket") << QByteArray("#JSGF V1.0;\ngrammar g;\npublic <p> = (go | ten;\n")
                                  << QStringLiteral("public rule");
}

void TestPocketSphinx::goesOnWithFreeSpeechWhenGrammarWordsAreUnknown()
{
    QFETCH(QByteArray, grammar);
    QFETCH(QString, named);
    static PocketSphinxEar ear(patient());
    QSignalSpy refused(&ear, &PocketSphinxEar::grammarRefused);
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->useGrammar(grammar);
    for (int utterance = 1; utterance <= 2; ++utterance) {
        recognizer->begin(utterance);
        feedFrames(*recognizer, recordedUtterance(cardOne));
        recognizer->finish();
        QTRY_COMPARE_WITH_TIMEOUT(results.ends(), utterance, 100000);
        QCOMPARE(results.final().text, QStringLiteral("ten of clubs"));
    }
    QCOMPARE(refused.count(), 1);
    const auto error = refused.first().first().value<base::Error>();
    QCOMPARE(error.code, base::ErrorCode::InvalidInput);
    QVERIFY2(error.text.contains(named), qUtf8Printable(error.text));
}

void TestPocketSphinx::loadsNothingBeforeItIsAskedTo()
{
    PocketSphinxSettings settings = patient();
    settings.model.acoustic = QStringLiteral("/nowhere");
    PocketSphinxEar ear(settings);
    QSignalSpy failed(&ear, &PocketSphinxEar::failed);
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    recognizer->useGrammar("#JSGF V1.0;");
    recognizer->begin(1);
    QTest::qWait(1);
    QCOMPARE(failed.count(), 0);
    QVERIFY(!ear.isReady());
    ear.warmUp();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!ear.isReady());
}

void TestPocketSphinx::namesThePackageOfAMissingModel()
{
    PocketSphinxSettings settings = patient();
    settings.model.language = QStringLiteral("/nowhere/en-us.lm.bin");
    PocketSphinxEar ear(settings);
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(9);
    feedFrames(*recognizer, noise(1600, 500));
    QTRY_COMPARE(results.failures.count(), 1);
    recognizer->finish();
    QCOMPARE(results.failures.first().first().toInt(), 9);
    QCOMPARE(results.failure().code, base::ErrorCode::NotFound);
    QVERIFY(results.failure().text.contains(QLatin1String("/nowhere/en-us.lm.bin")));
    QVERIFY(results.failure().text.contains(QLatin1String("pocketsphinx-en-us")));
}

void TestPocketSphinx::isSilentAboutACancelledUtterance()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(1);
    feedFrames(*recognizer, recordedUtterance(cardOne));
    recognizer->cancel();
    recognizer->finish();
    recognizer->begin(2);
    feedFrames(*recognizer, recordedUtterance(cardOne));
    recognizer->begin(3); // without a finish or cancel: the same
    feedFrames(*recognizer, recordedUtterance(goForward));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 1, 100000);
    QCOMPARE(results.finals.first().first().toInt(), 3);
    QCOMPARE(results.final().text, QStringLiteral("go forward ten meters"));
    for (const QList<QVariant> &partial : results.partials)
        QCOMPARE(partial.first().toInt(), 3);
}

void TestPocketSphinx::answersEachFinishedUtteranceInOrder()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    const QStringList recordings { cardOne, goForward, QStringLiteral("cards/003.wav") };
    for (int utterance = 1; utterance <= 3; ++utterance) { // no event in between: none can have its final yet
        recognizer->begin(utterance);
        feedFrames(*recognizer, recordedUtterance(recordings.at(utterance - 1)));
        recognizer->finish();
    }
    recognizer->begin(4); // runs on
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 3, 100000);
    const QStringList words { QStringLiteral("ten of clubs"), QStringLiteral("go forward ten meters"),
                              QStringLiteral("seven of clubs") };
    QCOMPARE(results.finals.count(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(results.finals.at(i).first().toInt(), i + 1);
        QCOMPARE(results.finals.at(i).at(1).value<Transcript>().text, words.at(i));
    }
    int lastPartial = 0;
    for (const QList<QVariant> &partial : results.partials) {
        QVERIFY(partial.first().toInt() >= lastPartial);
        lastPartial = partial.first().toInt();
    }
}

void TestPocketSphinx::finishesWhatWasFinishedBeforeACancel()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(1);
    feedFrames(*recognizer, recordedUtterance(cardOne));
    recognizer->finish();
    recognizer->cancel();
    recognizer->begin(2);
    feedFrames(*recognizer, recordedUtterance(goForward));
    recognizer->cancel();
    recognizer->begin(3);
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 2, 100000);
    QCOMPARE(results.finals.count(), 2);
    QCOMPARE(results.finals.first().first().toInt(), 1);
    QCOMPARE(results.finals.first().at(1).value<Transcript>().text, QStringLiteral("ten of clubs"));
    QCOMPARE(results.finals.last().first().toInt(), 3);
    QCOMPARE(results.final().text, QString());
}

void TestPocketSphinx::failsOnlyTheUtteranceThatFallsBehind()
{
    const PocketSphinxSettings settings = patient();
    PocketSphinxEar ear(settings);
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(1);
    feedFrames(*recognizer, recordedUtterance(cardOne));
    recognizer->finish();
    recognizer->begin(2);
    recognizer->feed(tooMuchFor(settings));
    QCOMPARE(results.ends(), 0); // never from inside the call
    recognizer->finish();
    recognizer->begin(3);
    feedFrames(*recognizer, recordedUtterance(goForward));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 3, 100000);
    QCOMPARE(results.failures.count(), 1);
    QCOMPARE(results.failures.first().first().toInt(), 2);
    QCOMPARE(results.failure().code, base::ErrorCode::Overloaded);
    QCOMPARE(results.finals.first().first().toInt(), 1);
    QCOMPARE(results.finals.first().at(1).value<Transcript>().text, QStringLiteral("ten of clubs"));
    QCOMPARE(results.finals.last().first().toInt(), 3);
    QCOMPARE(results.final().text, QStringLiteral("go forward ten meters"));
}

void TestPocketSphinx::tellsAFailureAlthoughTheNextHasBegun()
{
    const PocketSphinxSettings settings = patient();
    PocketSphinxEar ear(settings);
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(1);
    recognizer->feed(tooMuchFor(settings));
    recognizer->finish();
    recognizer->begin(2);
    feedFrames(*recognizer, recordedUtterance(cardOne));
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 2, 100000);
    QCOMPARE(results.failures.count(), 1);
    QCOMPARE(results.failures.first().first().toInt(), 1);
    QCOMPARE(results.final().text, QStringLiteral("ten of clubs"));
}

void TestPocketSphinx::isSilentAboutAFailureOfACancelledUtterance()
{
    const PocketSphinxSettings settings = patient();
    PocketSphinxEar ear(settings);
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->begin(1);
    recognizer->feed(tooMuchFor(settings));
    recognizer->cancel();
    recognizer->begin(2);
    recognizer->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.ends(), 1, 100000);
    QCOMPARE(results.finals.count(), 1);
    QCOMPARE(results.finals.first().first().toInt(), 2);
}

void TestPocketSphinx::keepsTheGrammarThatAnUtteranceBeganWith()
{
    PocketSphinxEar ear(patient());
    const std::unique_ptr<Recognizer> recognizer = ear.recognizer();
    Results results(*recognizer);
    recognizer->useGrammar(cardsGrammar());
    for (int utterance = 1; utterance <= 2; ++utterance) {
        recognizer->begin(utterance);
        feedFrames(*recognizer, recordedUtterance(QStringLiteral("cards/003.wav")));
        recognizer->finish();
    }
    recognizer->useGrammar("#JSGF V1.0;\ngrammar g;\npublic <p> = four queen of clubs | go forward;\n");
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 2, 100000);
    for (const QList<QVariant> &result : results.finals)
        QCOMPARE(result.at(1).value<Transcript>().text, QStringLiteral("seven of clubs"));
}

void TestPocketSphinx::failsWhatItCannotFollowAndRecovers()
{
    PocketSphinxSettings settings = patient();
    settings.longestBacklog = 1s;
    PocketSphinxEar ear(settings);
    const media::Samples sound = recordedUtterance(goForward);
    std::vector<std::unique_ptr<Recognizer>> recognizers;
    std::vector<std::unique_ptr<Results>> results;
    for (int call = 0; call < 20; ++call) {
        recognizers.push_back(ear.recognizer());
        results.push_back(std::make_unique<Results>(*recognizers.back()));
        recognizers.back()->begin(call);
    }
    QElapsedTimer clock;
    clock.start();
    for (const std::unique_ptr<Recognizer> &recognizer : recognizers)
        feedFrames(*recognizer, sound);
    qInfo("feeding %d frames took %lld us", int(20 * sound.size() / 160), clock.nsecsElapsed() / 1000);
    for (const std::unique_ptr<Results> &result : results)
        QCOMPARE(result->ends(), 0); // never from inside the call
    for (const std::unique_ptr<Recognizer> &recognizer : recognizers)
        recognizer->finish();

    for (const std::unique_ptr<Results> &result : results) {
        QTRY_COMPARE(result->failures.count(), 1);
        QCOMPARE(result->failure().code, base::ErrorCode::Overloaded);
        const QRegularExpression numbers(QStringLiteral("1\\.0 s of speech behind with 20 calls"));
        QVERIFY2(result->failure().text.contains(numbers), qUtf8Printable(result->failure().text));
    }
    const auto understandsAgain = [&] {
        const qsizetype before = results.front()->ends();
        recognizers.front()->begin(100);
        recognizers.front()->feed(std::span(sound).first(1600));
        recognizers.front()->finish();
        return QTest::qWaitFor([&] { return results.front()->ends() > before; }, 5000)
            && results.front()->finals.count() > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(understandsAgain(), 60000);
    for (const std::unique_ptr<Results> &result : results)
        QVERIFY(result == results.front() || result->ends() == 1);
}

void TestPocketSphinx::servesMoreCallsThanItHasDecoders()
{
    PocketSphinxEar ear(patient(2, 1));
    QCOMPARE(ear.threads(), 2);
    std::vector<std::unique_ptr<Recognizer>> recognizers;
    std::vector<std::unique_ptr<Results>> results;
    for (int call = 0; call < 5; ++call) {
        recognizers.push_back(ear.recognizer());
        results.push_back(std::make_unique<Results>(*recognizers.back()));
        recognizers.back()->begin(call);
        feedFrames(*recognizers.back(), recordedUtterance(goForward));
        recognizers.back()->finish();
    }
    recognizers.at(1).reset(); // hung up while it waits or decodes
    for (std::size_t call = 0; call < results.size(); ++call) {
        if (call == 1)
            continue;
        QTRY_COMPARE_WITH_TIMEOUT(results.at(call)->finals.count(), 1, 100000);
        QCOMPARE(results.at(call)->final().text, QStringLiteral("go forward ten meters"));
    }
}

void TestPocketSphinx::stopsCleanlyInTheMiddleOfAnUtterance()
{
    auto ear = std::make_unique<PocketSphinxEar>(patient(1, 2));
    std::unique_ptr<Recognizer> running = ear->recognizer();
    std::unique_ptr<Recognizer> outliving = ear->recognizer();
    Results results(*outliving);
    running->begin(1);
    feedFrames(*running, recordedUtterance(cardOne));
    running.reset();
    ear.reset();
    outliving->begin(2);
    feedFrames(*outliving, recordedUtterance(goForward));
    outliving->finish();
    QTRY_COMPARE_WITH_TIMEOUT(results.finals.count(), 1, 100000);
    outliving->begin(3);
    feedFrames(*outliving, recordedUtterance(cardOne));
    outliving.reset();
    QCOMPARE(results.ends(), 1);
}

QTEST_GUILESS_MAIN(TestPocketSphinx)
#include "tst_pocketsphinx.moc"
