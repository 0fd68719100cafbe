#include "core/base/language.h"

#include <QTest>

using namespace callscope;

/// Which language tags are Hebrew.
class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsHebrew_data();
    void knowsHebrew();
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

QTEST_GUILESS_MAIN(TestLanguage)

#include "tst_language.moc"
