#include "core/speech/sonioxsynthesizer.h"
#include "tests/support/sonioxspeechserver.h"
#include "tests/support/speechserver.h"
#include "tests/support/voicelog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callscope::tests {

using base::ErrorCode;
using speech::SonioxSynthesizer;
using speech::SonioxVoiceSettings;

namespace {

constexpr std::chrono::milliseconds patient { 60000 }, impatient { 200 };
const QString hebrew = QStringLiteral("he-IL");
const QString one = QStringLiteral("שָׁלוֹם, במה אפשר לעזור?"), two = QStringLiteral("יש תור ביום שלישי."),
              three = QStringLiteral("להתראות!");

SonioxVoiceSettings settingsFor(const SonioxSpeechServer &server)
{
    return { .url = server.url(),
             .key = base::Secret(SonioxSpeechServer::key()),
             .connectWithin = patient,
             .firstSoundWithin = patient,
             .idleWithin = patient };
}

struct Talk
{
    explicit Talk(const std::function<void(SonioxVoiceSettings &)> &change = {})
    {
        SonioxVoiceSettings settings = settingsFor(server);
        if (change)
            change(settings);
        voice = std::make_unique<SonioxSynthesizer>(settings);
        log = std::make_unique<VoiceLog>(*voice);
    }

    SonioxSpeechServer server {};
    std::unique_ptr<SonioxSynthesizer> voice {};
    std::unique_ptr<VoiceLog> log {};
};

} // namespace

class SonioxSynthesizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksHebrew();
    void opensTheSocketWhenThePhoneRings();
    void speaksInOrderOverOneSocket();
    void hasTwoTextsMadeAtOnce();
    void speaksBeforeTheTextIsDone();
    void dropsWhatComesAfterCancel();
    void opensAnotherSocketWhenOldStreamsLeaveNoRoom();
    void cutsALongText();
    void tellsRefusals_data();
    void tellsRefusals();
    void keepsTheKeyToItself();
    void tellsARefusedHandshake();
    void failsWhenTheSocketIsCut();
    void opensAnotherSocketAfterAQuietEnd();
    void failsWhenNoSoundComes();
    void failsWhenTheSoundStalls();
    void failsOnWhatIsNoSound();
    void keepsTheSocketAlive();
};

void SonioxSynthesizerTest::speaksHebrew()
{
    Talk talk;
    QCOMPARE(talk.voice->provider(), QStringLiteral("soniox"));
    talk.voice->speak(7, one, hebrew);
    QTRY_COMPARE(talk.log->ended(), 1);
    QCOMPARE(talk.log->finished, QList<int> { 7 });
    QCOMPARE(talk.log->sounds.value(7), SpeechServer::soundOf(one));
    QCOMPARE(talk.server.texts(), QStringList { one });
    QVERIFY2(talk.server.refusals().isEmpty(), qPrintable(talk.server.refusals().join(QLatin1Char(' '))));
    const QJsonObject settings
        = QJsonDocument::fromJson(talk.server.settingsOf(talk.server.streams().front())).object();
    QCOMPARE(settings.value(QLatin1String("language")).toString(), QStringLiteral("he"));
    QCOMPARE(settings.value(QLatin1String("voice")).toString(), QStringLiteral("Maya"));
    QVERIFY(!settings.contains(QLatin1String("api_key")));
}

void SonioxSynthesizerTest::opensTheSocketWhenThePhoneRings()
{
    Talk talk;
    talk.voice->warmUp();
    QTRY_COMPARE(talk.server.socket().open(), 1);
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->finished, QList<int> { 1 });
    QCOMPARE(talk.server.socket().handshakes().size(), std::size_t { 1 });
}

void SonioxSynthesizerTest::speaksInOrderOverOneSocket()
{
    Talk talk;
    for (const auto &[request, text] : { std::pair(1, one), std::pair(2, two), std::pair(3, three), std::pair(4, one) })
        talk.voice->speak(request, text, hebrew);
    QTRY_COMPARE(talk.log->ended(), 4);
    QCOMPARE(talk.log->finished, (QList<int> { 1, 2, 3, 4 }));
    QCOMPARE(talk.log->order, (QList<int> { 1, 2, 3, 4 }));
    QCOMPARE(talk.log->sounds.value(2), SpeechServer::soundOf(two));
    QCOMPARE(talk.log->sounds.value(4), SpeechServer::soundOf(one));
    QVERIFY(talk.server.refusals().isEmpty());
    QCOMPARE(talk.server.socket().handshakes().size(), std::size_t { 1 });
}

void SonioxSynthesizerTest::hasTwoTextsMadeAtOnce()
{
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    talk.voice->speak(3, three, hebrew);
    QTRY_COMPARE(talk.server.texts(), (QStringList { one, two }));
    talk.server.sendSound(talk.server.streams().at(1), "second");
    talk.server.finish(talk.server.streams().at(1));
    QTRY_COMPARE(talk.server.texts().size(), 3); // there is room for the third while the first is still silent
    QVERIFY(talk.log->isEmpty());
    talk.server.sendSound(talk.server.streams().at(0), "first");
    talk.server.finish(talk.server.streams().at(0));
    QTRY_COMPARE(talk.log->finished, (QList<int> { 1, 2 }));
    QCOMPARE(talk.log->order, (QList<int> { 1, 2 }));
}

void SonioxSynthesizerTest::speaksBeforeTheTextIsDone()
{
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 1);
    talk.server.sendSound(talk.server.streams().front(), "begins");
    QTRY_COMPARE(talk.log->sounds.value(1), QByteArray("begins"));
    QCOMPARE(talk.log->ended(), 0);
}

void SonioxSynthesizerTest::dropsWhatComesAfterCancel()
{
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 2);
    talk.voice->cancel();
    talk.voice->speak(3, three, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 3);
    for (const QString &stream : talk.server.streams()) {
        talk.server.sendSound(stream, stream.toLatin1());
        talk.server.finish(stream);
    }
    QTRY_COMPARE(talk.log->ends, QList<int> { 3 });
    QCOMPARE(talk.log->order, QList<int> { 3 });
    QCOMPARE(talk.log->sounds.value(3), talk.server.streams().at(2).toLatin1());
    QCOMPARE(talk.server.socket().handshakes().size(), std::size_t { 1 });
    QVERIFY(talk.server.refusals().isEmpty());
}

void SonioxSynthesizerTest::opensAnotherSocketWhenOldStreamsLeaveNoRoom()
{
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 2);
    talk.voice->cancel();
    talk.voice->speak(3, three, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 3);
    talk.voice->cancel();
    talk.server.speaksByItself = true;
    talk.voice->speak(4, one, hebrew);
    QTRY_COMPARE(talk.log->ends, QList<int> { 4 });
    QCOMPARE(talk.log->sounds.value(4), SpeechServer::soundOf(one));
    QCOMPARE(talk.server.socket().handshakes().size(), std::size_t { 2 });
    QVERIFY(talk.server.refusals().isEmpty());
}

void SonioxSynthesizerTest::cutsALongText()
{
    Talk talk;
    const QString text = QStringLiteral("משפט אחד. ").repeated(500).trimmed();
    talk.voice->speak(1, text, hebrew);
    QTRY_COMPARE_WITH_TIMEOUT(talk.log->finished, QList<int> { 1 }, 60000);
    QCOMPARE(talk.server.texts().join(QLatin1Char(' ')), text);
    QByteArray whole;
    for (const QString &piece : talk.server.texts()) {
        QVERIFY(piece.size() <= SonioxSynthesizer::limits.longestText);
        whole += SpeechServer::soundOf(piece);
    }
    QVERIFY(talk.log->sounds.value(1) == whole);
    QVERIFY(talk.server.refusals().isEmpty());
}

void SonioxSynthesizerTest::tellsRefusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("400") << 400 << ErrorCode::Refused;
    QTest::newRow("402") << 402 << ErrorCode::QuotaExceeded;
    QTest::newRow("429") << 429 << ErrorCode::RateLimited;
    QTest::newRow("503") << 503 << ErrorCode::Unavailable;
}

void SonioxSynthesizerTest::tellsRefusals()
{
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 2);
    talk.server.sendSound(talk.server.streams().at(0), "some sound");
    talk.server.refuse(talk.server.streams().at(0), status, QStringLiteral("not now"));
    talk.server.sendSound(talk.server.streams().at(1), "the other");
    talk.server.finish(talk.server.streams().at(1));
    QTRY_COMPARE(talk.log->ends, (QList<int> { 1, 2 }));
    QCOMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, code);
    QCOMPARE(talk.log->errors.front().detail, QStringLiteral("not now"));
    QCOMPARE(talk.log->sounds.value(1), QByteArray("some sound"));
}

void SonioxSynthesizerTest::keepsTheKeyToItself()
{
    Talk talk([](SonioxVoiceSettings &settings) { settings.key = base::Secret("another-key"); });
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->failed, (QList<int> { 1, 2 }));
    const base::Error error = talk.log->errors.front();
    QCOMPARE(error.code, ErrorCode::Unauthorized);
    QVERIFY(!error.detail.isEmpty());
    QVERIFY2(!(error.text + error.detail).contains(QLatin1String("another-key")), qPrintable(error.detail));
}

void SonioxSynthesizerTest::tellsARefusedHandshake()
{
    Talk talk;
    talk.server.socket().refuseWith = 429;
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, ErrorCode::RateLimited);
    talk.server.socket().refuseWith.reset();
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->finished, QList<int> { 2 });
}

void SonioxSynthesizerTest::failsWhenTheSocketIsCut()
{
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 1);
    talk.server.sendSound(talk.server.streams().front(), "some sound");
    QTRY_VERIFY(!talk.log->sounds.isEmpty());
    talk.server.socket().cut();
    QTRY_COMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Unavailable);
    talk.server.speaksByItself = true;
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->finished, QList<int> { 2 });
    QCOMPARE(talk.log->sounds.value(2), SpeechServer::soundOf(two));
}

void SonioxSynthesizerTest::opensAnotherSocketAfterAQuietEnd()
{
    Talk talk;
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->finished, QList<int> { 1 });
    talk.server.socket().close(1000, QStringLiteral("idle"));
    QTRY_COMPARE(talk.server.socket().handshakes().size(), std::size_t { 2 });
    QTRY_COMPARE(talk.server.socket().open(), 1);
    talk.server.socket().close(1000, QStringLiteral("again"));
    QTest::qWait(50); // a socket that has carried nothing is not opened again and again
    QCOMPARE(talk.server.socket().handshakes().size(), std::size_t { 2 });
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.log->finished, (QList<int> { 1, 2 }));
}

void SonioxSynthesizerTest::failsWhenNoSoundComes()
{
    Talk talk([](SonioxVoiceSettings &settings) { settings.firstSoundWithin = impatient; });
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Timeout);
}

void SonioxSynthesizerTest::failsWhenTheSoundStalls()
{
    Talk talk([](SonioxVoiceSettings &settings) { settings.idleWithin = impatient; });
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 1);
    talk.server.sendSound(talk.server.streams().front(), "some sound");
    QTRY_COMPARE(talk.log->failed, QList<int> { 1 });
    QCOMPARE(talk.log->errors.front().code, ErrorCode::Timeout);
    QCOMPARE(talk.log->sounds.value(1), QByteArray("some sound"));
}

void SonioxSynthesizerTest::failsOnWhatIsNoSound()
{
    Talk talk;
    talk.server.speaksByItself = false;
    talk.voice->speak(1, one, hebrew);
    talk.voice->speak(2, two, hebrew);
    QTRY_COMPARE(talk.server.texts().size(), 2);
    talk.server.socket().sendText("this is no JSON");
    talk.server.socket().sendText(R"({"stream_id":"s999","audio":"AAAA"})");
    talk.server.socket().sendText(R"({"stream_id":")" + talk.server.streams().at(0).toLatin1()
                                  + R"(","audio":"no*base64"})");
    talk.server.finish(talk.server.streams().at(1)); // without a sound before
    QTRY_COMPARE(talk.log->failed, (QList<int> { 1, 2 }));
    QCOMPARE(talk.log->errors.at(0).code, ErrorCode::Protocol);
    QCOMPARE(talk.log->errors.at(1).code, ErrorCode::Protocol);
    QVERIFY(talk.log->sounds.isEmpty());
}

void SonioxSynthesizerTest::keepsTheSocketAlive()
{
    Talk talk([](SonioxVoiceSettings &settings) { settings.keepAliveEvery = std::chrono::milliseconds(20); });
    talk.voice->warmUp();
    QTRY_VERIFY(talk.server.keptAlive() >= 3);
    QVERIFY(talk.server.refusals().isEmpty());
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::SonioxSynthesizerTest)

#include "tst_sonioxsynthesizer.moc"
