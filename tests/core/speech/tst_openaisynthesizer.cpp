#include "core/speech/openaisynthesizer.h"
#include "tests/support/openaispeechserver.h"
#include "tests/support/voicelog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QTest>

namespace callscope::tests {

using speech::OpenAiSynthesizer;
using speech::OpenAiVoiceSettings;

namespace {

const QString text = QStringLiteral("שלום, במה אפשר לעזור?");

/// What a telephone gets of PCM at 24 kHz.
QByteArray onThePhone(const QByteArray &pcm)
{
    speech::PcmBody body(OpenAiSynthesizer::defaultRate);
    const QByteArray sound = *body.take(pcm);
    return sound + *body.end();
}

} // namespace

/// What is OpenAI's own; the rest is in tst_httpvoice.
class OpenAiSynthesizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOpenAiForNoMoreThanItKnows();
    void asksSpeachesForTheTelephonesRate();
    void sendsNoKeyWhereThereIsNone();
    void takesABaseWithASlashAtItsEnd();

private:
    OpenAiSpeechServer m_server {};
    QNetworkAccessManager m_network {};
};

void OpenAiSynthesizerTest::asksOpenAiForNoMoreThanItKnows()
{
    m_server.isSpeaches = false;
    OpenAiSynthesizer voice(m_network, { .url = m_server.url(), .key = base::Secret(SpeechServer::key()) });
    VoiceLog log(voice);
    voice.speak(1, text, QStringLiteral("he-IL"));
    QTRY_COMPARE(log.finished, QList<int> { 1 });
    QCOMPARE(m_server.asked().back().voice, QStringLiteral("marin"));
    QCOMPARE(m_server.rate, 24000);
    QCOMPARE(log.sounds.value(1), onThePhone(pcmOf(SpeechServer::soundOf(text), 24000)));
    QVERIFY(std::abs(log.sounds.value(1).size() - SpeechServer::soundOf(text).size()) <= 1);
}

void OpenAiSynthesizerTest::asksSpeachesForTheTelephonesRate()
{
    m_server.isSpeaches = true;
    OpenAiSynthesizer voice(m_network,
                            { .provider = QStringLiteral("ours"),
                              .url = m_server.url(),
                              .key = base::Secret(SpeechServer::key()),
                              .model = QStringLiteral("piper"),
                              .voice = QStringLiteral("he_IL-one"),
                              .sampleRate = 8000 });
    VoiceLog log(voice);
    voice.speak(1, text, QStringLiteral("he-IL"));
    QTRY_COMPARE(log.finished, QList<int> { 1 });
    const QJsonObject body = QJsonDocument::fromJson(m_server.http().requests().back().body).object();
    QCOMPARE(body.value(QLatin1String("model")).toString(), QStringLiteral("piper"));
    QCOMPARE(body.value(QLatin1String("voice")).toString(), QStringLiteral("he_IL-one"));
    QCOMPARE(body.value(QLatin1String("sample_rate")).toInt(), 8000);
    QCOMPARE(log.sounds.value(1), SpeechServer::soundOf(text));
}

void OpenAiSynthesizerTest::sendsNoKeyWhereThereIsNone()
{
    OpenAiSynthesizer voice(m_network, { .url = m_server.url() });
    VoiceLog log(voice);
    voice.speak(1, text, QStringLiteral("he-IL"));
    QTRY_COMPARE(log.failed, QList<int> { 1 });
    QVERIFY(!net::headerValue(m_server.http().requests().back().headers, "Authorization"));
}

void OpenAiSynthesizerTest::takesABaseWithASlashAtItsEnd()
{
    OpenAiSynthesizer voice(
        m_network,
        { .url = QUrl(m_server.url().toString() + QLatin1Char('/')), .key = base::Secret(SpeechServer::key()) });
    VoiceLog log(voice);
    voice.speak(1, text, QStringLiteral("en-US"));
    QTRY_COMPARE(log.finished, QList<int> { 1 });
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::OpenAiSynthesizerTest)

#include "tst_openaisynthesizer.moc"
