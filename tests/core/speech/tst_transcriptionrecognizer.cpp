#include "core/media/wavhead.h"
#include "core/speech/transcriptionrecognizer.h"
#include "tests/core/speech/recognizerresults.h"
#include "tests/core/speech/recordedspeech.h"
#include "tests/support/transcriptionserver.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using speech::TranscriptionRecognizer;
using speech::TranscriptionSettings;

namespace {

const QByteArray goodKey = "s3cret-key";

media::Samples loud(std::chrono::milliseconds length)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = i / 8 % 2 ? 4000 : -4000; // 500 Hz
    return samples;
}

struct Rig
{
    explicit Rig(TranscriptionSettings settings = {}, const QByteArray &key = {})
        : server(key)
        , recognizer(network, at(server.url(), std::move(settings)))
        , results(recognizer)
    { }
    static TranscriptionSettings at(const QUrl &url, TranscriptionSettings settings)
    {
        settings.url = url;
        settings.language = u"he-IL"_s;
        return settings;
    }
    void say(int utterance, std::chrono::milliseconds length)
    {
        recognizer.begin(utterance);
        feedFrames(recognizer, loud(length));
        recognizer.finish();
    }

    QNetworkAccessManager network {};
    TranscriptionServer server;
    TranscriptionRecognizer recognizer;
    RecognizerResults results;
};

} // namespace

/// An ear that sends whole utterances over HTTP.
class TranscriptionRecognizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheUtteranceAsAWav();
    void sendsRecordedSpeechAsItWasFed();
    void findsThePath_data();
    void findsThePath();
    void asksForProbabilitiesWhereTheyAre_data();
    void asksForProbabilitiesWhereTheyAre();
    void readsHebrewThatIsCutInALetter();
    void padsAShortUtterance();
    void doesNotAskForAClick();
    void tellsWhatWentWrong_data();
    void tellsWhatWentWrong();
    void keepsTheKeyToItself();
    void answersTwoInARow();
    void dropsACancelledUtterance();
    void givesUpAnAnswerThatDoesNotCome();
    void tellsPartialsWithinBounds();
    void asksForNoPartialWhileOneIsUnderWay();
    void asksOnceForWhatIsReplayed();
    void asksForNoPartialsOfASlowServer();
    void losesAPartialQuietlyButNotItsRight();
    void warmsUpTheConnection();
    void refusesAnEndlessUtterance();
};

void TranscriptionRecognizerTest::sendsTheUtteranceAsAWav()
{
    Rig rig({ .key = base::Secret(goodKey), .model = u"ivrit-ai/whisper-large-v3-turbo-ct2"_s, .prompt = u"מרפאה"_s },
            goodKey);
    rig.server.answers.enqueue(TranscriptionServer::saying(u" שלום לכם\n"_s));
    rig.say(3, 900ms);
    QTRY_COMPARE(rig.results.allFinals(), u"3:שלום לכם"_s);
    QCOMPARE(rig.results.final().language, u"he-IL"_s);
    QCOMPARE(rig.server.http().requests().front().target, QByteArray("/v1/audio/transcriptions"));
    const QMap<QByteArray, QByteArray> form = rig.server.forms().front();
    QCOMPARE(form.value("model"), QByteArray("ivrit-ai/whisper-large-v3-turbo-ct2"));
    QCOMPARE(form.value("language"), QByteArray("he"));
    QCOMPARE(form.value("prompt"), u"מרפאה"_s.toUtf8());
    QCOMPARE(form.value("response_format"), QByteArray("verbose_json"));
    QVERIFY(rig.server.http().requests().front().body.contains("filename=\"speech.wav\""));
}

void TranscriptionRecognizerTest::sendsRecordedSpeechAsItWasFed()
{
    const media::Samples spoken = recordedUtterance(u"goforward.raw"_s);
    if (spoken.empty())
        QSKIP("pocketsphinx-testdata is not installed");
    Rig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, spoken);
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.finals.count(), 1);
    media::Resampler widener(8000, 16000);
    media::Samples wide = widener.process(spoken);
    const media::Samples rest = widener.finish();
    wide.insert(wide.end(), rest.begin(), rest.end());
    const QByteArray wav = rig.server.forms().last().value("file");
    QCOMPARE(wav.size(), 44 + 2 * std::ssize(wide));
    QCOMPARE(wav.first(44), media::wavHead({ 1, 2 * std::ssize(wide), 16000 }));
    const QByteArray sound(reinterpret_cast<const char *>(wide.data()), 2 * std::ssize(wide));
    QVERIFY(wav.sliced(44) == sound);
}

void TranscriptionRecognizerTest::findsThePath_data()
{
    QTest::addColumn<QString>("configured");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("base") << u"/v1"_s << QByteArray("/v1/audio/transcriptions");
    QTest::newRow("base with a slash") << u"/api/v1/"_s << QByteArray("/api/v1/audio/transcriptions");
    QTest::newRow("whole") << u"/v1/audio/transcriptions"_s << QByteArray("/v1/audio/transcriptions");
    QTest::newRow("whisper.cpp") << u"/inference"_s << QByteArray("/inference");
}

void TranscriptionRecognizerTest::findsThePath()
{
    QFETCH(QString, configured);
    QFETCH(QByteArray, target);
    TranscriptionServer server;
    QNetworkAccessManager network;
    TranscriptionRecognizer ear(network, { .url = server.url(configured) });
    RecognizerResults results(ear);
    ear.begin(1);
    feedFrames(ear, loud(900ms));
    ear.finish();
    QTRY_COMPARE(results.finals.count(), 1);
    QCOMPARE(server.http().requests().front().target, target);
}

void TranscriptionRecognizerTest::asksForProbabilitiesWhereTheyAre_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("whisper") << u"whisper-1"_s << QByteArray("verbose_json");
    QTest::newRow("gpt") << u"gpt-4o-transcribe"_s << QByteArray("json");
    QTest::newRow("the server's only one") << QString() << QByteArray("verbose_json");
}

void TranscriptionRecognizerTest::asksForProbabilitiesWhereTheyAre()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, format);
    Rig rig({ .key = {}, .model = model });
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.results.finals.count(), 1);
    QCOMPARE(rig.server.forms().front().value("response_format"), format);
    QCOMPARE(rig.server.forms().front().contains("model"), !model.isEmpty());
    QVERIFY(!net::headerValue(rig.server.http().requests().front().headers, "Authorization"));
}

void TranscriptionRecognizerTest::readsHebrewThatIsCutInALetter()
{
    Rig rig;
    const QByteArray body = u"{\"text\":\"תור ליום שלישי\"}"_s.toUtf8();
    TranscriptionServer::Answer answer;
    for (const char byte : body)
        answer.pieces.push_back(QByteArray(1, byte));
    rig.server.answers.enqueue(answer);
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.results.allFinals(), u"1:תור ליום שלישי"_s);
}

void TranscriptionRecognizerTest::padsAShortUtterance()
{
    Rig rig;
    rig.say(1, 400ms);
    QTRY_COMPARE(rig.results.finals.count(), 1);
    const QByteArray wav = rig.server.forms().front().value("file");
    QCOMPARE(wav.size(), 44 + 2 * 16 * 1100);
    QCOMPARE(wav.last(2 * 16 * 690), QByteArray(2 * 16 * 690, '\0'));
}

void TranscriptionRecognizerTest::doesNotAskForAClick()
{
    Rig rig;
    rig.say(1, 200ms);
    QCOMPARE(rig.results.finals.count(), 0); // never from inside the call
    QTRY_COMPARE(rig.results.allFinals(), u"1:"_s);
    QVERIFY(rig.server.http().requests().empty());
}

void TranscriptionRecognizerTest::tellsWhatWentWrong_data()
{
    using Answer = TranscriptionServer::Answer;
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<ErrorCode>("code");
    const auto status
        = [](int number, const QByteArray &body = "no") { return Answer { .status = number, .pieces = { body } }; };
    QTest::newRow("400") << status(400, R"({"error":"no audio"})") << ErrorCode::Refused;
    QTest::newRow("401") << status(401) << ErrorCode::Unauthorized;
    QTest::newRow("402") << status(402) << ErrorCode::QuotaExceeded;
    QTest::newRow("429") << status(429) << ErrorCode::RateLimited;
    QTest::newRow("429 quota") << status(429, R"({"error":{"code":"insufficient_quota"}})") << ErrorCode::QuotaExceeded;
    QTest::newRow("500") << status(500, "whisper failed") << ErrorCode::Unavailable;
    QTest::newRow("503 while it loads") << status(503) << ErrorCode::Unavailable;
    QTest::newRow("no JSON") << status(200, "<html>") << ErrorCode::Protocol;
    QTest::newRow("no text") << status(200, "{}") << ErrorCode::Protocol;
    QTest::newRow("an error as a success") << status(200, R"({"error":"failed"})") << ErrorCode::Refused;
    QTest::newRow("cut") << Answer { .pieces = { R"({"te)" }, .end = Answer::End::Cut } << ErrorCode::Unavailable;
}

void TranscriptionRecognizerTest::tellsWhatWentWrong()
{
    QFETCH(TranscriptionServer::Answer, answer);
    QFETCH(ErrorCode, code);
    Rig rig;
    rig.server.answers.enqueue(answer);
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.results.ends(), 1);
    QCOMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, code);
    rig.server.answers.enqueue(TranscriptionServer::saying(u"שוב"_s));
    rig.say(2, 900ms);
    QTRY_COMPARE(rig.results.allFinals(), u"2:שוב"_s);
}

void TranscriptionRecognizerTest::keepsTheKeyToItself()
{
    Rig rig({ .key = base::Secret("wrong-key") }, goodKey);
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, ErrorCode::Unauthorized);
    QVERIFY(!rig.results.failure().text.contains(u"wrong-key"_s));
    QVERIFY(!rig.results.failure().detail.contains(u"wrong-key"_s));
}

void TranscriptionRecognizerTest::answersTwoInARow()
{
    Rig rig;
    TranscriptionServer::Answer late = TranscriptionServer::saying(u"ראשון"_s);
    late.before = 300ms;
    rig.server.answers.enqueue(late);
    rig.server.answers.enqueue(TranscriptionServer::saying(u"שני"_s));
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.server.forms().size(), 1);
    rig.say(2, 900ms);
    QTRY_COMPARE(rig.results.finals.count(), 2);
    QStringList both = rig.results.allFinals().split(u' ');
    both.sort();
    QCOMPARE(both, QStringList({ u"1:ראשון"_s, u"2:שני"_s })); // each its own, whichever comes first
}

void TranscriptionRecognizerTest::dropsACancelledUtterance()
{
    Rig rig;
    rig.server.answers.enqueue({ .end = TranscriptionServer::Answer::End::Stall }); // of the first's partial
    rig.server.answers.enqueue(TranscriptionServer::saying(u"שני"_s));
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, loud(1100ms));
    QTRY_COMPARE(rig.server.forms().size(), 1);
    rig.recognizer.cancel();
    QTRY_COMPARE(rig.server.http().abandoned(), 1);
    rig.say(2, 900ms);
    QTRY_COMPARE(rig.results.ends(), 1);
    QCOMPARE(rig.results.allFinals(), u"2:שני"_s);
    QCOMPARE(rig.results.partials.count(), 0);
}

void TranscriptionRecognizerTest::givesUpAnAnswerThatDoesNotCome()
{
    Rig rig({ .key = {}, .answerWithin = 100ms });
    rig.server.answers.enqueue({ .end = TranscriptionServer::Answer::End::Stall });
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, ErrorCode::Timeout);
}

void TranscriptionRecognizerTest::tellsPartialsWithinBounds()
{
    Rig rig({ .key = {}, .quickAnswer = 1h });
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, loud(980ms));
    QTest::qWait(20);
    QVERIFY(rig.server.forms().empty()); // nothing before a second of sound
    for (int partial = 1; partial <= TranscriptionRecognizer::mostPartials; ++partial) {
        rig.server.answers.enqueue(TranscriptionServer::saying(u"חלק %1"_s.arg(partial)));
        feedFrames(rig.recognizer, loud(partial == 1 ? 20ms : 1180ms));
        if (partial > 1) {
            QTest::qWait(20);
            QCOMPARE(rig.server.forms().size(), partial - 1); // not more often than each 1.2 s
            feedFrames(rig.recognizer, loud(20ms));
        }
        QTRY_COMPARE(rig.results.partials.count(), partial);
        QCOMPARE(rig.results.partial().text, u"חלק %1"_s.arg(partial));
    }
    feedFrames(rig.recognizer, loud(3s));
    QTest::qWait(20);
    QCOMPARE(rig.server.forms().size(), TranscriptionRecognizer::mostPartials);
    rig.server.answers.enqueue(TranscriptionServer::saying(u"הכול"_s));
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:הכול"_s);
}

void TranscriptionRecognizerTest::asksForNoPartialWhileOneIsUnderWay()
{
    Rig rig;
    rig.server.answers.enqueue({ .end = TranscriptionServer::Answer::End::Stall });
    rig.server.answers.enqueue(TranscriptionServer::saying(u"סוף"_s));
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, loud(5s));
    QTRY_COMPARE(rig.server.forms().size(), 1);
    rig.recognizer.finish(); // what is under way is given up for the final
    QTRY_COMPARE(rig.results.allFinals(), u"1:סוף"_s);
    QCOMPARE(rig.server.forms().size(), 2);
    QTRY_COMPARE(rig.server.http().abandoned(), 1);
}

void TranscriptionRecognizerTest::asksOnceForWhatIsReplayed()
{
    Rig rig;
    rig.recognizer.begin(1);
    rig.recognizer.feed(loud(5s)); // as a chain does that takes over
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.finals.count(), 1);
    QCOMPARE(rig.server.forms().size(), 1);
}

void TranscriptionRecognizerTest::asksForNoPartialsOfASlowServer()
{
    Rig rig({ .key = {}, .quickAnswer = 20ms });
    TranscriptionServer::Answer slow = TranscriptionServer::saying(u"חלק"_s);
    slow.before = 100ms;
    rig.server.answers.enqueue(slow);
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, loud(1s));
    QTRY_COMPARE(rig.results.partials.count(), 1);
    feedFrames(rig.recognizer, loud(5s));
    QTest::qWait(50);
    QCOMPARE(rig.server.forms().size(), 1);
}

void TranscriptionRecognizerTest::losesAPartialQuietlyButNotItsRight()
{
    Rig rig;
    rig.server.answers.enqueue({ .status = 503 });
    rig.server.answers.enqueue(TranscriptionServer::saying(u"סוף"_s));
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, loud(1s));
    QTRY_COMPARE(rig.server.forms().size(), 1);
    QTest::qWait(50);
    QCOMPARE(rig.results.ends(), 0);
    feedFrames(rig.recognizer, loud(2s));
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:סוף"_s);
    QCOMPARE(rig.server.forms().size(), 2);

    rig.server.answers.enqueue({ .status = 401 });
    rig.recognizer.begin(2);
    feedFrames(rig.recognizer, loud(1s));
    QTRY_COMPARE(rig.results.failures.count(), 1); // another provider can still hear it from its beginning
    QCOMPARE(rig.results.failure().code, ErrorCode::Unauthorized);
    feedFrames(rig.recognizer, loud(1s));
    rig.recognizer.finish();
    QTest::qWait(50);
    QCOMPARE(rig.results.ends(), 2);
}

void TranscriptionRecognizerTest::warmsUpTheConnection()
{
    Rig rig;
    rig.recognizer.warmUp();
    QTRY_COMPARE(rig.server.http().connections(), 1);
    rig.say(1, 900ms);
    QTRY_COMPARE(rig.results.finals.count(), 1);
    QCOMPARE(rig.server.http().connections(), 1);
}

void TranscriptionRecognizerTest::refusesAnEndlessUtterance()
{
    Rig rig;
    rig.recognizer.begin(1);
    for (int second = 0; second <= TranscriptionRecognizer::longestSpeech / 1s; ++second)
        rig.recognizer.feed(loud(1s));
    QCOMPARE(rig.results.failures.count(), 0);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, ErrorCode::Overloaded);
    rig.recognizer.finish();
    QTest::qWait(20);
    QCOMPARE(rig.results.ends(), 1);
}

QTEST_GUILESS_MAIN(TranscriptionRecognizerTest)
#include "tst_transcriptionrecognizer.moc"
