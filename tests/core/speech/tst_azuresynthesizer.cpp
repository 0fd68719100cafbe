#include "core/speech/azuresynthesizer.h"
#include "tests/support/azurespeechserver.h"
#include "tests/support/googlespeechserver.h"
#include "tests/support/voicelog.h"

#include <QNetworkAccessManager>
#include <QTest>

namespace callscope::tests {

using speech::AzureSynthesizer;
using speech::AzureVoiceSettings;

/// What is Azure's own; the rest is in tst_httpvoice.
class AzureSynthesizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksEachLanguageWithAVoiceOfItsOwn_data();
    void speaksEachLanguageWithAVoiceOfItsOwn();
    void escapesTheText();
    void takesTheHeadOffRawSound();
    void namesALanguageWithoutAVoice();

private:
    AzureVoiceSettings settings() const { return { .url = m_server.url(), .key = base::Secret(SpeechServer::key()) }; }

    AzureSpeechServer m_server {};
    QNetworkAccessManager m_network {};
};

void AzureSynthesizerTest::speaksEachLanguageWithAVoiceOfItsOwn_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("voice");
    const auto row
        = [](const char *name, const char *chosen, const char *language, const char *locale, const char *voice) {
              QTest::newRow(name) << QString::fromLatin1(chosen) << QString::fromLatin1(language)
                                  << QString::fromLatin1(locale) << QString::fromLatin1(voice);
          };
    row("Hebrew", "", "he-IL", "he-IL", "he-IL-HilaNeural");
    row("Hebrew, short", "", "he", "he-IL", "he-IL-HilaNeural");
    row("English", "", "en-US", "en-US", "en-US-JennyNeural");
    row("chosen", "he-IL-AvriNeural", "he-IL", "he-IL", "he-IL-AvriNeural");
    row("chosen for the other language", "he-IL-AvriNeural", "en-US", "en-US", "en-US-JennyNeural");
    row("chosen for another language", "fr-FR-DeniseNeural", "fr-FR", "fr-FR", "fr-FR-DeniseNeural");
}

void AzureSynthesizerTest::speaksEachLanguageWithAVoiceOfItsOwn()
{
    QFETCH(QString, chosen);
    QFETCH(QString, language);
    QFETCH(QString, locale);
    QFETCH(QString, voice);
    AzureVoiceSettings settings = this->settings();
    settings.voice = chosen;
    AzureSynthesizer synthesizer(m_network, settings);
    VoiceLog log(synthesizer);
    synthesizer.speak(1, QStringLiteral("hi"), language);
    QTRY_COMPARE(log.finished, QList<int> { 1 });
    QCOMPARE(m_server.asked().back().voice, voice);
    QCOMPARE(m_server.asked().back().language, locale);
}

void AzureSynthesizerTest::escapesTheText()
{
    const QString text = QStringLiteral("5 < 6 & \"7\" > 'ח' ]]> </voice> &amp; &lt;");
    AzureSynthesizer synthesizer(m_network, settings());
    VoiceLog log(synthesizer);
    synthesizer.speak(1, text, QStringLiteral("he-IL"));
    QTRY_COMPARE(log.finished, QList<int> { 1 });
    QCOMPARE(m_server.asked().back().text, text);
}

void AzureSynthesizerTest::takesTheHeadOffRawSound()
{
    const QString text = QStringLiteral("שלום");
    m_server.shape = [](const QString &asked, ScriptedHttp::Answer &answer) {
        answer.pieces = SpeechServer::oddPieces(muLawWav(SpeechServer::soundOf(asked)));
    };
    AzureSynthesizer synthesizer(m_network, settings());
    VoiceLog log(synthesizer);
    synthesizer.speak(1, text, QStringLiteral("he-IL"));
    QTRY_COMPARE(log.finished, QList<int> { 1 });
    QCOMPARE(log.sounds.value(1), SpeechServer::soundOf(text));
}

void AzureSynthesizerTest::namesALanguageWithoutAVoice()
{
    AzureSynthesizer synthesizer(m_network, settings());
    VoiceLog log(synthesizer);
    synthesizer.speak(1, QStringLiteral("bonjour"), QStringLiteral("fr-FR"));
    QTRY_COMPARE(log.failed, QList<int> { 1 });
    QCOMPARE(log.errors.front().code, base::ErrorCode::InvalidInput);
    QVERIFY(log.errors.front().text.contains(QLatin1String("fr-FR")));
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::AzureSynthesizerTest)

#include "tst_azuresynthesizer.moc"
