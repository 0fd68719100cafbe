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

QTEST_GUILESS_MAIN(TestLanguage)

#include "tst_language.moc"
