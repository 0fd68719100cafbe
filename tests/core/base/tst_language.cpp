#include "core/base/language.h"

#include <QTest>

using namespace callscope;

/// Which language tags are Hebrew, and how providers name languages.
class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsHebrew_data();
    void knowsHebrew();
    void namesTheLanguageAlone();
    void namesTheLanguageWithItsCountry();
    void choosesAVoiceByTheLetters_data();
    void choosesAVoiceByTheLetters();
};

void TestLanguage::knowsHebrew_data()
{
    QTest::addColumn<bool>("isHebrew");
    for (const char *tag : { "he", "he-IL", "HE-il", "iw", "iw_IL" })
        QTest::newRow(tag) << true;
    for (const char *tag : { "", "en-US", "hebrew", "hei", "h", "yi-IL", "en-he" })
        QTest::newRow(tag) << false;
}

void TestLanguage::knowsHebrew()
{
    QFETCH(bool, isHebrew);
    QCOMPARE(base::isHebrewLanguage(QString::fromLatin1(QTest::currentDataTag())), isHebrew);
}

void TestLanguage::namesTheLanguageAlone()
{
    QCOMPARE(base::languageCode(u"he-IL"), QStringLiteral("he"));
    QCOMPARE(base::languageCode(u"iw"), QStringLiteral("he"));
    QCOMPARE(base::languageCode(u"EN_us"), QStringLiteral("en"));
    QCOMPARE(base::languageCode(u""), QString());
}

void TestLanguage::namesTheLanguageWithItsCountry()
{
    QCOMPARE(base::languageTag(u"he"), QStringLiteral("he-IL"));
    QCOMPARE(base::languageTag(u"iw"), QStringLiteral("he-IL"));
    QCOMPARE(base::languageTag(u"en"), QStringLiteral("en-US"));
    QCOMPARE(base::languageTag(u"en-GB"), QStringLiteral("en-GB"));
    QCOMPARE(base::languageTag(u"fr"), QStringLiteral("fr"));
}

void TestLanguage::choosesAVoiceByTheLetters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("callLanguage");
    QTest::addColumn<QString>("language");
    const auto row = [](const QString &text, const char *callLanguage, const char *language) {
        QTest::addRow("%s in %s", qPrintable(text), callLanguage)
            << text << QString::fromLatin1(callLanguage) << QString::fromLatin1(language);
    };
    row(QStringLiteral("שלום Dana"), "en-US", "he-IL");
    row(QStringLiteral("Hello"), "he-IL", "en-US");
    row(QStringLiteral("Hello"), "en-GB", "en-GB");
    row(QStringLiteral("Привет"), "ru-RU", "ru-RU");
    row(QStringLiteral("03-1234567"), "he-IL", "he-IL");
    row(QStringLiteral("12"), "", "en-US");
}

void TestLanguage::choosesAVoiceByTheLetters()
{
    QFETCH(QString, text);
    QFETCH(QString, callLanguage);
    QTEST(base::languageOfText(text, callLanguage), "language");
}

QTEST_GUILESS_MAIN(TestLanguage)

#include "tst_language.moc"
