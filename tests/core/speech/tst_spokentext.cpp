#include "core/speech/hearing.h"
#include "core/speech/spokentext.h"

#include <QTest>

using namespace callscope;

class TestSpokenText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheVoiceCanSay_data();
    void isWhatTheVoiceCanSay();
    void countsTheWordsOnWhichTwoHearingsAgree_data();
    void countsTheWordsOnWhichTwoHearingsAgree();
};

void TestSpokenText::isWhatTheVoiceCanSay_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("English keeps its digits")
        << QStringLiteral("Press 5.") << QStringLiteral("en-US") << QStringLiteral("Press 5.");
    QTest::newRow("control characters") << QStringLiteral("a\u0001b\tc\r\nd") << QStringLiteral("en")
                                        << QStringLiteral("a b c d");
    QTest::newRow("Hebrew digits") << QStringLiteral("הקש 10.") << QStringLiteral("he-IL")
                                   << QStringLiteral("הקש עשר.");
    QTest::newRow("maqaf") << QStringLiteral("בית־ספר") << QStringLiteral("he") << QStringLiteral("בית ספר");
    QTest::newRow("Arabic digits in Hebrew") << QStringLiteral("٣") << QStringLiteral("he") << QStringLiteral("שלוש");
    QTest::newRow("outside the BMP") << QStringLiteral("go 😀") << QStringLiteral("he") << QStringLiteral("go 😀");
    QTest::newRow("empty") << QString() << QStringLiteral("he") << QString();
}

void TestSpokenText::isWhatTheVoiceCanSay()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    QTEST(speech::spokenText(text, language), "spoken");
}

void TestSpokenText::countsTheWordsOnWhichTwoHearingsAgree_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("heard");
    QTest::addColumn<double>("agreement");
    QTest::newRow("all") << QStringLiteral("seven of clubs") << QStringLiteral("seven of clubs") << 1.0;
    QTest::newRow("two of four") << QStringLiteral("a b c d") << QStringLiteral("x b d y") << 0.5;
    QTest::newRow("each word counts once") << QStringLiteral("five five") << QStringLiteral("five of") << 0.5;
    QTest::newRow("nothing heard") << QStringLiteral("five") << QString() << 0.0;
    QTest::newRow("no words") << QString() << QStringLiteral("five") << 0.0;
}

void TestSpokenText::countsTheWordsOnWhichTwoHearingsAgree()
{
    QFETCH(QString, words);
    QFETCH(QString, heard);
    QFETCH(double, agreement);
    const auto split = [](const QString &text) { return text.split(QLatin1Char(' '), Qt::SkipEmptyParts); };
    QCOMPARE(speech::agreement(split(words), split(heard)), agreement);
}

QTEST_GUILESS_MAIN(TestSpokenText)
#include "tst_spokentext.moc"
