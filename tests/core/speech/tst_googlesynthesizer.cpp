#include "core/speech/googlesynthesizer.h"
#include "tests/support/googlespeechserver.h"
#include "tests/support/voicelog.h"

#include <QNetworkAccessManager>
#include <QTest>

namespace callscope::tests {

using speech::GoogleSynthesizer;
using speech::GoogleVoiceSettings;

/// What is Google's own; the rest is in tst_httpvoice.
class GoogleSynthesizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesVoiceAndLanguageThatAgree_data();
    void namesVoiceAndLanguageThatAgree();
    void refusesBrokenBase64();

private:
    GoogleSpeechServer m_server {};
    QNetworkAccessManager m_network {};
};

void GoogleSynthesizerTest::namesVoiceAndLanguageThatAgree_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("voice");
    const auto row
        = [](const char *name, const char *chosen, const char *language, const char *code, const char *voice) {
              QTest::newRow(name) << QString::fromLatin1(chosen) << QString::fromLatin1(language)
                                  << QString::fromLatin1(code) << QString::fromLatin1(voice);
          };
    row("Hebrew", "", "he-IL", "he-IL", "he-IL-Wavenet-A");
    row("English", "", "en", "en-US", "en-US-Wavenet-F");
    row("British", "", "en-GB", "en-GB", "en-GB-Wavenet-A");
    row("chosen", "he-IL-Chirp3-HD-Aoede", "he", "he-IL", "he-IL-Chirp3-HD-Aoede");
    row("chosen for the other language", "he-IL-Chirp3-HD-Aoede", "en-US", "en-US", "en-US-Wavenet-F");
    row("American, though British is spoken", "en-US-Chirp3-HD-Kore", "en-GB", "en-US", "en-US-Chirp3-HD-Kore");
    row("Australian", "", "en-AU", "en-US", "en-US-Wavenet-F");
    row("a language that is not known here", "", "fr-FR", "fr-FR", "");
}

void GoogleSynthesizerTest::namesVoiceAndLanguageThatAgree()
{
    QFETCH(QString, chosen);
    QFETCH(QString, language);
    QFETCH(QString, code);
    QFETCH(QString, voice);
    GoogleSynthesizer synthesizer(m_network,
                                  { .url = m_server.url(), .key = base::Secret(SpeechServer::key()), .voice = chosen });
    VoiceLog log(synthesizer);
    synthesizer.speak(1, QStringLiteral("hi"), language);
    QTRY_COMPARE(log.finished, QList<int> { 1 });
    QCOMPARE(m_server.asked().back().language, code);
    QCOMPARE(m_server.asked().back().voice, voice);
}

void GoogleSynthesizerTest::refusesBrokenBase64()
{
    m_server.shape
        = [](const QString &, ScriptedHttp::Answer &answer) { answer.pieces = { R"({"audioContent":"no*base64"})" }; };
    GoogleSynthesizer synthesizer(m_network, { .url = m_server.url(), .key = base::Secret(SpeechServer::key()) });
    VoiceLog log(synthesizer);
    synthesizer.speak(1, QStringLiteral("שלום"), QStringLiteral("he-IL"));
    QTRY_COMPARE(log.failed, QList<int> { 1 });
    QCOMPARE(log.errors.front().code, base::ErrorCode::Protocol);
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::GoogleSynthesizerTest)

#include "tst_googlesynthesizer.moc"
