#include "core/speech/azuresynthesizer.h"
#include "core/speech/googlesynthesizer.h"
#include "core/speech/openaisynthesizer.h"
#include "tests/support/azurespeechserver.h"
#include "tests/support/googlespeechserver.h"
#include "tests/support/openaispeechserver.h"
#include "tests/support/voicelog.h"

#include <QNetworkAccessManager>
#include <QTest>

namespace callscope::tests {

using base::ErrorCode;
using speech::Synthesizer;
using speech::VoicePatience;
using End = ScriptedHttp::Answer::End;

namespace {

constexpr std::chrono::milliseconds patient { 60000 }, impatient { 200 };
const QString hebrew = QStringLiteral("he-IL");
const QString one = QStringLiteral("שָׁלוֹם, במה אפשר לעזור?"), two = QStringLiteral("יש תור ביום שלישי."),
              three = QStringLiteral("להתראות & תודה <רבה>!");

std::unique_ptr<SpeechServer> serverOf(const QString &service)
{
    if (service == QLatin1String("openai"))
        return std::make_unique<OpenAiSpeechServer>();
    if (service == QLatin1String("azure"))
        return std::make_unique<AzureSpeechServer>();
    return std::make_unique<GoogleSpeechServer>();
}

/// One service and a voice that talks with it.
struct Talk
{
    explicit Talk(const QString &service, VoicePatience patience = { patient, patient },
                  const QByteArray &key = SpeechServer::key())
        : server(serverOf(service))
    {
        const QUrl url = server->url();
        const base::Secret secret(key);
        if (service == QLatin1String("openai"))
            voice = std::make_unique<speech::OpenAiSynthesizer>(
                network,
                speech::OpenAiVoiceSettings { .url = url, .key = secret, .sampleRate = 8000, .patience = patience });
        else if (service == QLatin1String("azure"))
            voice = std::make_unique<speech::AzureSynthesizer>(
                network, speech::AzureVoiceSettings { .url = url, .key = secret, .patience = patience });
        else
            voice = std::make_unique<speech::GoogleSynthesizer>(
                network, speech::GoogleVoiceSettings { .url = url, .key = secret, .patience = patience });
        log = std::make_unique<VoiceLog>(*voice);
    }

    std::unique_ptr<SpeechServer> server;
    QNetworkAccessManager network {};
    std::unique_ptr<Synthesizer> voice {};
    std::unique_ptr<VoiceLog> log {};
};

/// The first part of an answer and then, in place of the rest, `end`.
void breakIn(ScriptedHttp::Answer &answer, End end)
{
    answer.pieces.resize(answer.pieces.size() / 2);
    answer.end = end;
}

} // namespace

/// What all voices over HTTP have to do, with each of the services.
class HttpVoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void speaksHebrew();
    void speaksInOrder();
    void fetchesTheNextSentenceAhead();
    void speaksBeforeTheAnswerIsWhole();
    void tellsRefusals_data();
    void tellsRefusals();
    void keepsTheKeyToItself();
    void failsWhenTheAnswerIsCut();
    void failsWhenTheAnswerStalls();
    void failsWhenNobodyAnswers();
    void failsOnAnAnswerThatIsNoSound_data();
    void failsOnAnAnswerThatIsNoSound();
    void tellsAFailureInItsTurn();
    void dropsWhatComesAfterCancel();
    void cancelsBeforeAnythingIsSent();
    void mayBeCancelledFromInsideASignal();
    void mayBeDeletedFromInsideASignal();
    void saysNothingOfWhatCannotBeSaid();
    void cutsALongText();
    void connectsWhenThePhoneRings();
    void tellsNothingFromInsideACall();
};

void HttpVoiceTest::initTestCase_data()
{
    QTest::addColumn<QString>("service");
    QTest::newRow("openai") << QStringLiteral("openai");
    QTest::newRow("azure") << QStringLiteral("azure");
    QTest::newRow("google") << QStringLiteral("google");
}

void HttpVoiceTest::speaksHebrew()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    QCOMPARE(talk.voice->provider(), service);
    talk.voice->speak(7, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    QCOMPARE(talk.log->finished, QList<int> { 7 });
    QCOMPARE(talk.server->texts(), QStringList { one });
    QCOMPARE(talk.log->sounds.value(7), SpeechServer::soundOf(one));
}

void HttpVoiceTest::speaksInOrder()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.server->shape = [](const QString &text, ScriptedHttp::Answer &answer) {
        if (text == one)
            answer.before = std::chrono::milliseconds(150); // the second one is there before the first
    };
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    talk.voice->speak(3, three, hebrew);
    QTRY_COMPARE(talk.log->ended(), 3);
    QCOMPARE(talk.log->finished, (QList<int> { 1, 2, 3 }));
    QCOMPARE(talk.log->order, (QList<int> { 1, 2, 3 }));
    QCOMPARE(talk.log->sounds.value(1), SpeechServer::soundOf(one));
    QCOMPARE(talk.log->sounds.value(2), SpeechServer::soundOf(two));
    QCOMPARE(talk.log->sounds.value(3), SpeechServer::soundOf(three));
    QCOMPARE(talk.server->texts().back(), three);
}

void HttpVoiceTest::fetchesTheNextSentenceAhead()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.server->shape = [](const QString &, ScriptedHttp::Answer &answer) { breakIn(answer, End::Stall); };
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    talk.voice->speak(3, three, hebrew);
    QTRY_COMPARE(talk.server->asked().size(), 2);
    QTest::qWait(50); // for a third request, which may not come
    QCOMPARE(talk.server->asked().size(), 2);
    QVERIFY(!talk.log->sounds.contains(2));
}

void HttpVoiceTest::speaksBeforeTheAnswerIsWhole()
{
    QFETCH_GLOBAL(QString, service);
    if (service == QLatin1String("google"))
        QSKIP("This service gives its sound only as a whole.");
    Talk talk(service);
    talk.server->shape = [](const QString &, ScriptedHttp::Answer &answer) { breakIn(answer, End::Stall); };
    talk.voice->speak(1, one, hebrew);
    QTRY_VERIFY(talk.log->sounds.value(1).size() > 20);
    QVERIFY(SpeechServer::soundOf(one).startsWith(talk.log->sounds.value(1)));
    QCOMPARE(talk.log->ended(), 0);
}

void HttpVoiceTest::tellsRefusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no right") << 401 << QByteArray() << ErrorCode::Unauthorized;
    QTest::newRow("not this one") << 403 << QByteArray("forbidden") << ErrorCode::Unauthorized;
    QTest::newRow("too often") << 429 << QByteArray(R"({"error":{"message":"slow down"}})") << ErrorCode::RateLimited;
    QTest::newRow("used up") << 429 << QByteArray(R"({"error":{"code":"insufficient_quota"}})")
                             << ErrorCode::QuotaExceeded;
    QTest::newRow("broken") << 500 << QByteArray("oops") << ErrorCode::Unavailable;
    QTest::newRow("away") << 503 << QByteArray() << ErrorCode::Unavailable;
    QTest::newRow("moved") << 302 << QByteArray() << ErrorCode::Refused;
}

void HttpVoiceTest::tellsRefusals()
{
    QFETCH_GLOBAL(QString, service);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    Talk talk(service);
    talk.server->shape = [&](const QString &text, ScriptedHttp::Answer &answer) {
        if (text == one)
            answer = { .status = status, .pieces = { body } };
    };
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->ended(), 2);
    QCOMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, code);
    QVERIFY(talk.log->errors.front().text.contains(QString::number(status)));
    QVERIFY(!talk.log->sounds.contains(1));
    QCOMPARE(talk.log->sounds.value(2), SpeechServer::soundOf(two));
}

void HttpVoiceTest::keepsTheKeyToItself()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service, { patient, patient }, "another-key");
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    const base::Error error = talk.log->errors.front();
    QCOMPARE(error.code, ErrorCode::Unauthorized);
    QVERIFY(!error.detail.isEmpty());
    QVERIFY2(!(error.text + error.detail).contains(QLatin1String("another-key")), qPrintable(error.detail));
}

void HttpVoiceTest::failsWhenTheAnswerIsCut()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.server->shape = [](const QString &text, ScriptedHttp::Answer &answer) {
        if (text == one)
            breakIn(answer, End::Cut);
    };
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->ended(), 2);
    QCOMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Unavailable);
    QCOMPARE(talk.log->sounds.value(1).isEmpty(), service == QLatin1String("google"));
    QVERIFY(SpeechServer::soundOf(one).startsWith(talk.log->sounds.value(1)));
    QCOMPARE(talk.log->sounds.value(2), SpeechServer::soundOf(two));
}

void HttpVoiceTest::failsWhenTheAnswerStalls()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service, { patient, impatient });
    talk.server->shape = [](const QString &, ScriptedHttp::Answer &answer) { breakIn(answer, End::Stall); };
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Timeout);
    QTRY_COMPARE(talk.server->http().abandoned(), 1);
}

void HttpVoiceTest::failsWhenNobodyAnswers()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service, { impatient, patient });
    talk.server->shape = [](const QString &, ScriptedHttp::Answer &answer) { answer = { .end = End::Stall }; };
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Timeout);
}

void HttpVoiceTest::failsOnAnAnswerThatIsNoSound_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("audio/basic") << QByteArray();
    QTest::newRow("a page") << QByteArray("text/html; charset=utf-8") << QByteArray("<html>Sign in</html>");
    QTest::newRow("words") << QByteArray("application/json") << QByteArray(R"({"error":"no sound today"})");
    QTest::newRow("a head and no more") << QByteArray("audio/wav") << QByteArray("RIFF\0\0\0\0WAVEfmt ", 16);
    QTest::newRow("a head without an end")
        << QByteArray("audio/wav") << QByteArray("RIFF\0\0\0\0WAVELIST\xff\xff\xff\x0f", 20);
}

void HttpVoiceTest::failsOnAnAnswerThatIsNoSound()
{
    QFETCH_GLOBAL(QString, service);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    Talk talk(service);
    talk.server->shape = [&](const QString &, ScriptedHttp::Answer &answer) {
        answer = { .headers = { { "Content-Type", type } } };
        if (!body.isEmpty())
            answer.pieces = { body };
    };
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    QCOMPARE(talk.log->errors.size(), 1);
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Protocol);
    QVERIFY(talk.log->sounds.isEmpty());
}

void HttpVoiceTest::tellsAFailureInItsTurn()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.server->shape = [](const QString &text, ScriptedHttp::Answer &answer) {
        if (text == two)
            answer = { .status = 500 };
        else
            answer.before = std::chrono::milliseconds(150);
    };
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->ends, (QList<int> { 1, 2 }));
    QCOMPARE(talk.log->failed, QList<int> { 2 });
    QCOMPARE(talk.log->sounds.value(1), SpeechServer::soundOf(one));
}

void HttpVoiceTest::dropsWhatComesAfterCancel()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.server->shape = [](const QString &text, ScriptedHttp::Answer &answer) {
        if (text != three)
            answer.between = std::chrono::milliseconds(100); // most of it is still to come
    };
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.server->asked().size(), 2);
    talk.voice->cancel();
    const QByteArray heard = talk.log->sounds.value(1);
    talk.voice->speak(3, three, hebrew);
    QTRY_COMPARE(talk.server->http().abandoned(), 2);
    QTRY_COMPARE(talk.log->finished, QList<int> { 3 });
    QCOMPARE(talk.log->sounds.value(3), SpeechServer::soundOf(three));
    QCOMPARE(talk.log->sounds.value(1), heard);
    QVERIFY(!talk.log->sounds.contains(2));
    QVERIFY(talk.log->failed.isEmpty());
}

void HttpVoiceTest::cancelsBeforeAnythingIsSent()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.voice->speak(1, one, hebrew);
    talk.voice->cancel();
    talk.voice->cancel();
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->finished, QList<int> { 2 });
    QCOMPARE(talk.server->texts(), QStringList { two });
    QVERIFY(!talk.log->sounds.contains(1));
}

void HttpVoiceTest::mayBeCancelledFromInsideASignal()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    QObject::connect(talk.voice.get(), &Synthesizer::audioReady, talk.voice.get(), [&talk](int request) {
        if (request != 1)
            return;
        talk.voice->cancel();
        talk.voice->speak(3, three, hebrew);
    });
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->finished, QList<int> { 3 });
    QCOMPARE(talk.log->sounds.value(3), SpeechServer::soundOf(three));
    QVERIFY(!talk.log->sounds.contains(2));
}

void HttpVoiceTest::mayBeDeletedFromInsideASignal()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    QObject::connect(talk.voice.get(), &Synthesizer::audioReady, talk.log.get(), [&talk] { talk.voice.reset(); });
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_VERIFY(!talk.voice);
    QTest::qWait(20); // for whatever would still be told
    QCOMPARE(talk.log->ended(), 0);
}

void HttpVoiceTest::saysNothingOfWhatCannotBeSaid()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, QStringLiteral(" 😀 \u200F** "), hebrew);
    talk.voice->speak(3, QString(), hebrew);
    QTRY_COMPARE(talk.log->ended(), 3);
    QCOMPARE(talk.log->finished, (QList<int> { 1, 2, 3 }));
    QCOMPARE(talk.log->order, QList<int> { 1 });
    QCOMPARE(talk.server->texts(), QStringList { one });
}

void HttpVoiceTest::cutsALongText()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    QStringList words;
    for (int i = 0; i < 2000; ++i)
        words << QStringLiteral("מילה%1.").arg(i);
    const QString text = words.join(QLatin1Char(' '));
    talk.server->shape = [](const QString &, ScriptedHttp::Answer &answer) {
        QByteArray whole;
        for (const QByteArray &piece : answer.pieces)
            whole += piece;
        answer.pieces = { whole };
    };
    talk.voice->speak(1, text, hebrew);
    QTRY_COMPARE_WITH_TIMEOUT(talk.log->ended(), 1, 60000);
    QCOMPARE(talk.log->finished, QList<int> { 1 });
    QVERIFY(talk.server->texts().size() > 3);
    QCOMPARE(talk.server->texts().join(QLatin1Char(' ')), text);
    QByteArray whole;
    for (const QString &piece : talk.server->texts())
        whole += SpeechServer::soundOf(piece);
    QVERIFY(talk.log->sounds.value(1) == whole);
}

void HttpVoiceTest::connectsWhenThePhoneRings()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.voice->warmUp();
    QTRY_COMPARE(talk.server->http().connections(), 1);
    QVERIFY(talk.server->http().requests().empty());
    QTest::qWait(200);
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    QCOMPARE(talk.server->http().connections(), 1);
}

void HttpVoiceTest::tellsNothingFromInsideACall()
{
    QFETCH_GLOBAL(QString, service);
    Talk talk(service);
    talk.voice->speak(1, QString(), hebrew);
    talk.voice->speak(2, QStringLiteral("bonjour"), QStringLiteral("xx-XX"));
    QVERIFY(talk.log->isEmpty());
    QTRY_COMPARE(talk.log->ended(), 2);
    // Who has to name a voice says that there is none; the others let the service choose.
    QCOMPARE(talk.log->failed.isEmpty(), service != QLatin1String("azure"));
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::HttpVoiceTest)

#include "tst_httpvoice.moc"
