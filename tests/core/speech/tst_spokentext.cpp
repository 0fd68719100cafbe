#include "core/speech/hearing.h"
#include "core/speech/spokentext.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;

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
    QTest::addColumn<QString>("spoken"); // each run with its voice in front; p: as phonemes
    const auto row = [](const char *name, const QString &text, const QString &language, const QString &spoken) {
        QTest::newRow(name) << text << language << spoken;
    };
    row("English keeps its digits", u"Press 5."_s, u"en-US"_s, u"en-US Press 5."_s);
    row("control characters", u"a\u0001b\tc\r\nd"_s, u"en"_s, u"en a b c d"_s);
    row("Hebrew digits", u"הקש 10."_s, u"he-IL"_s, u"he-IL p [[hak'eS]] [['eseQ\"]]."_s);
    row("maqaf", u"בית־ספר"_s, u"he"_s, u"he p [[b'ejt]] [[s'efeQ\"]]"_s);
    row("Arabic digits in Hebrew", u"٣"_s, u"he"_s, u"he p [[Sal'oS]]"_s);
    row("outside the BMP", u"טוב 😀"_s, u"he"_s, u"he p [[t'ov]]"_s);
    row("empty", QString(), u"he"_s, QString());
    row("signs alone", u"?!"_s, u"he"_s, QString());
    row("melody", u"כן? לא, תודה!"_s, u"he"_s, u"he p [[k'en]]? [[l'o]], [[tod'a]]!"_s);
    row("points", u"עוֹלָם"_s, u"he"_s, u"he p [[ol'am]]"_s);
    row("presentation forms", u"\uFB2Aל\uFB4Bם"_s, u"he"_s, u"he p [[Sl'om]]"_s);
    row("marks of direction", u"\u200Fשלום\u200E"_s, u"he"_s, u"he p [[Sal'om]]"_s);
    row("abbreviation", u"רח' הרצל"_s, u"he"_s, u"he p [[Q\"eX'ov]] [[h'eQ\"tsel]]"_s);
    row("Latin word", u"יש WhatsApp, כן."_s, u"he-IL"_s, u"he-IL p [[j'eS]]|en-US WhatsApp,|he-IL p [[k'en]]."_s);
    row("prefix of a Latin word", u"ב-SMS"_s, u"he-IL"_s, u"he-IL p [[be]]|en-US SMS"_s);
    row("address", u"a@b.il"_s, u"he-IL"_s, u"en-US a|he-IL p [[StQ\"'udel]]|en-US b|he-IL p [[nekud'a]]|en-US il"_s);
    row("Hebrew in English", u"Say שלום now."_s, u"en-GB"_s, u"en-GB Say|he-IL p [[Sal'om]]|en-GB now."_s);
    row("brackets from outside", u"[[שלום]] לא]][[Ha"_s, u"he"_s, u"he p [[Sal'om]] [[l'o]]|en-US [[Ha"_s);
    row("brackets in English", u"[[foo]] שלום"_s, u"en"_s, u"en [[foo]]|he-IL p [[Sal'om]]"_s);
}

void TestSpokenText::isWhatTheVoiceCanSay()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    QStringList runs;
    for (const speech::SpokenRun &run : speech::spokenRuns(text, language))
        runs += run.language + (run.isPhonemes ? u" p "_s : u" "_s) + run.text;
    QTEST(runs.join(u'|'), "spoken");
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
