#include "core/speech/voicechoice.h"

#include <QTest>

#include <array>

namespace callscope::tests {

class VoiceChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesAVoice_data();
    void choosesAVoice();
};

void VoiceChoiceTest::choosesAVoice_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("voice");
    const auto row = [](const char *name, const char *locale, const char *chosen, const char *voice) {
        QTest::newRow(name) << QString::fromLatin1(locale) << QString::fromLatin1(chosen) << QString::fromLatin1(voice);
    };
    row("default", "he-IL", "", "he-IL-A");
    row("default of the language", "en-AU", "", "en-US-B");
    row("of the locale first", "en-GB", "", "en-GB-C");
    row("none", "fr-FR", "", "");
    row("chosen", "he-IL", "he-IL-Z", "he-IL-Z");
    row("of another country", "en-GB", "en-US-Z", "en-US-Z");
    row("of another language", "en-US", "he-IL-Z", "en-US-B");
    row("without a language", "en-US", "Kore", "Kore");
}

void VoiceChoiceTest::choosesAVoice()
{
    static constexpr std::array defaults {
        speech::DefaultVoice { QLatin1String("he-IL"), QLatin1String("he-IL-A") },
        speech::DefaultVoice { QLatin1String("en-US"), QLatin1String("en-US-B") },
        speech::DefaultVoice { QLatin1String("en-GB"), QLatin1String("en-GB-C") },
    };
    QFETCH(QString, locale);
    QFETCH(QString, chosen);
    QFETCH(QString, voice);
    QCOMPARE(speech::voiceFor(locale, chosen, defaults), voice);
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::VoiceChoiceTest)

#include "tst_voicechoice.moc"
