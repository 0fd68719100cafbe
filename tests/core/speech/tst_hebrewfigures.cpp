#include "core/speech/hebrewfigures.h"
#include "core/speech/hebrewnumbers.h"

#include <QTest>

using namespace callscope::speech;
using namespace Qt::StringLiterals;

namespace {

const QString eight = u"שְׁמוֹנָה"_s; ///< masculine, which only its points tell

} // namespace

/// What is written in figures is said as a Hebrew speaker reads it. All expectations were written by hand.
class HebrewFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void figuresInText_data();
    void figuresInText();
};

void HebrewFiguresTest::numbers_data()
{
    QTest::addColumn<quint64>("number");
    QTest::addColumn<QString>("feminine");
    QTest::addColumn<QString>("masculine");
    const auto row = [](quint64 number, const QString &feminine, const QString &masculine = {}) {
        QTest::addRow("%llu", static_cast<unsigned long long>(number))
            << number << feminine << (masculine.isEmpty() ? feminine : masculine);
    };
    row(0, u"אפס"_s);
    row(1, u"אחת"_s, u"אחד"_s);
    row(2, u"שתיים"_s, u"שניים"_s);
    row(3, u"שלוש"_s, u"שלושה"_s);
    row(4, u"ארבע"_s, u"ארבעה"_s);
    row(5, u"חמש"_s, u"חמישה"_s);
    row(6, u"שש"_s, u"שישה"_s);
    row(7, u"שבע"_s, u"שבעה"_s);
    row(8, u"שמונה"_s, eight);
    row(9, u"תשע"_s, u"תשעה"_s);
    row(10, u"עשר"_s, u"עשרה"_s);
    row(11, u"אחת עשרה"_s, u"אחד עשר"_s);
    row(12, u"שתים עשרה"_s, u"שנים עשר"_s);
    row(13, u"שלוש עשרה"_s, u"שלושה עשר"_s);
    row(15, u"חמש עשרה"_s, u"חמישה עשר"_s);
    row(18, u"שמונה עשרה"_s, eight + u" עשר"_s);
    row(19, u"תשע עשרה"_s, u"תשעה עשר"_s);
    row(20, u"עשרים"_s);
    row(21, u"עשרים ואחת"_s, u"עשרים ואחד"_s);
    row(38, u"שלושים ושמונה"_s, u"שלושים ו"_s + eight);
    row(99, u"תשעים ותשע"_s, u"תשעים ותשעה"_s);
    row(100, u"מאה"_s);
    row(101, u"מאה ואחת"_s, u"מאה ואחד"_s);
    row(110, u"מאה ועשר"_s, u"מאה ועשרה"_s);
    row(112, u"מאה ושתים עשרה"_s, u"מאה ושנים עשר"_s);
    row(120, u"מאה ועשרים"_s);
    row(121, u"מאה עשרים ואחת"_s, u"מאה עשרים ואחד"_s);
    row(200, u"מאתיים"_s);
    row(250, u"מאתיים וחמישים"_s);
    row(345, u"שלוש מאות ארבעים וחמש"_s, u"שלוש מאות ארבעים וחמישה"_s);
    row(800, u"שמונה מאות"_s);
    row(999, u"תשע מאות תשעים ותשע"_s, u"תשע מאות תשעים ותשעה"_s);
    row(1000, u"אלף"_s);
    row(1001, u"אלף ואחת"_s, u"אלף ואחד"_s);
    row(1100, u"אלף ומאה"_s);
    row(1248, u"אלף מאתיים ארבעים ושמונה"_s, u"אלף מאתיים ארבעים ו"_s + eight);
    row(1948, u"אלף תשע מאות ארבעים ושמונה"_s, u"אלף תשע מאות ארבעים ו"_s + eight);
    row(2000, u"אלפיים"_s);
    row(2026, u"אלפיים עשרים ושש"_s, u"אלפיים עשרים ושישה"_s);
    row(3000, u"שלושת אלפים"_s);
    row(8050, u"שמונת אלפים וחמישים"_s);
    row(10000, u"עשרת אלפים"_s);
    row(11000, u"אחד עשר אלף"_s);
    row(21500, u"עשרים ואחד אלף וחמש מאות"_s);
    row(100000, u"מאה אלף"_s);
    row(103000, u"מאה ושלושה אלף"_s);
    row(250000, u"מאתיים וחמישים אלף"_s);
    row(999999, u"תשע מאות תשעים ותשעה אלף תשע מאות תשעים ותשע"_s, u"תשע מאות תשעים ותשעה אלף תשע מאות תשעים ותשעה"_s);
    row(1000000, u"מיליון"_s);
    row(1000001, u"מיליון ואחת"_s, u"מיליון ואחד"_s);
    row(2000000, u"שני מיליון"_s);
    row(3200000, u"שלושה מיליון ומאתיים אלף"_s);
    row(15000000, u"חמישה עשר מיליון"_s);
    row(1000000000, u"מיליארד"_s);
    row(2000000010, u"שני מיליארד ועשר"_s, u"שני מיליארד ועשרה"_s);
    row(1000000000000, u"אחת אפס אפס אפס אפס אפס אפס אפס אפס אפס אפס אפס אפס"_s);
}

void HebrewFiguresTest::numbers()
{
    QFETCH(quint64, number);
    QTEST(hebrewNumber(number, Gender::Feminine), "feminine");
    QTEST(hebrewNumber(number, Gender::Masculine), "masculine");
}

void HebrewFiguresTest::figuresInText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row
        = [](const QString &text, const QString &words) { QTest::newRow(qPrintable(text)) << text << words; };
    // What is counted
    row(u"3 ימים"_s, u"שלושה ימים"_s);
    row(u"1 יום"_s, u"יום אחד"_s);
    row(u"2 תורים"_s, u"שני תורים"_s);
    row(u"2 שקל"_s, u"שני שקלים"_s);
    row(u"25 שקל"_s, u"עשרים וחמישה שקל"_s);
    row(u"3 דולר"_s, u"שלושה דולרים"_s);
    row(u"8 ימים"_s, eight + u" ימים"_s);
    row(u"3 יָמִים"_s, u"שלושה יָמִים"_s);
    row(u"הקש 2 לשירותים"_s, u"הקש שתיים לשירותים"_s);
    row(u"2 שירות"_s, u"שתיים שירות"_s);
    row(u"2 שעות"_s, u"שתי שעות"_s);
    row(u"20 דקות"_s, u"עשרים דקות"_s);
    row(u"5 שנים"_s, u"חמש שנים"_s);
    row(u"4 לילות"_s, u"ארבעה לילות"_s);
    row(u"בעוד 12 חודשים"_s, u"בעוד שנים עשר חודשים"_s);
    row(u"רחוב הרצל 7 בחיפה"_s, u"רחוב הרצל שבע בחיפה"_s);
    row(u"הקש 1 לעברית"_s, u"הקש אחת לעברית"_s);
    // Money
    row(u"₪25"_s, u"עשרים וחמישה שקלים"_s);
    row(u"1 ₪"_s, u"שקל אחד"_s);
    row(u"2 ש\"ח"_s, u"שני שקלים"_s);
    row(u"1,250 ש״ח"_s, u"אלף מאתיים וחמישים שקלים"_s);
    row(u"99.90 ₪"_s, u"תשעים ותשעה שקלים ותשעים אגורות"_s);
    row(u"0.50 ₪"_s, u"חמישים אגורות"_s);
    row(u"10.00₪"_s, u"עשרה שקלים"_s);
    row(u"$3.01"_s, u"שלושה דולרים וסנט אחד"_s);
    row(u"11€"_s, u"אחד עשר אירו"_s);
    row(u"1000000 ₪"_s, u"מיליון שקלים"_s);
    row(u"ב-₪25."_s, u"בעשרים וחמישה שקלים."_s);
    row(u"11111111111111111112 ₪"_s,
        u"אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת אחת שתיים שקלים"_s);
    // Percentages and decimals
    row(u"25%"_s, u"עשרים וחמישה אחוזים"_s);
    row(u"1%"_s, u"אחוז אחד"_s);
    row(u"2.5%"_s, u"שתיים נקודה חמש אחוזים"_s);
    row(u"5-10%"_s, u"חמש עד עשרה אחוזים"_s);
    row(u"0.05"_s, u"אפס נקודה אפס חמש"_s);
    // Dates
    row(u"27/11/2026"_s, u"עשרים ושבעה בנובמבר אלפיים עשרים ושש"_s);
    row(u"1.5.26"_s, u"אחד במאי אלפיים עשרים ושש"_s);
    row(u"2026-01-02"_s, u"שניים בינואר אלפיים עשרים ושש"_s);
    row(u"1/2"_s, u"חצי"_s);
    row(u"1/2 שעה"_s, u"חצי שעה"_s);
    row(u"3/4"_s, u"שלושה רבעים"_s);
    row(u"ב-1/2"_s, u"באחד בפברואר"_s);
    row(u"עד 1/2"_s, u"עד אחד בפברואר"_s);
    row(u"5/2"_s, u"חמישה בפברואר"_s);
    row(u"ב-3/9"_s, u"בשלושה בספטמבר"_s);
    row(u"32/11"_s, u"שלושים ושתיים/אחת עשרה"_s);
    // Times of day
    row(u"14:30"_s, u"ארבע עשרה ושלושים דקות"_s);
    row(u"ב-8:05"_s, u"בשמונה וחמש דקות"_s);
    row(u"09:01"_s, u"תשע ודקה"_s);
    row(u"21:02"_s, u"עשרים ואחת ושתי דקות"_s);
    row(u"17:00"_s, u"שבע עשרה"_s);
    row(u"00:15"_s, u"חצות וחמש עשרה דקות"_s);
    row(u"9:00-17:00"_s, u"תשע עד שבע עשרה"_s);
    row(u"25:70"_s, u"עשרים וחמש:שבעים"_s);
    // Telephone numbers and codes
    row(u"050-1234567"_s, u"אפס חמש אפס, אחת שתיים שלוש ארבע חמש שש שבע"_s);
    row(u"+972-3-6543210"_s, u"פלוס תשע שבע שתיים, שלוש, שש חמש ארבע שלוש שתיים אחת אפס"_s);
    row(u"1-800-20-30"_s, u"אחת, שמונה אפס אפס, שתיים אפס, שלוש אפס"_s);
    row(u"*2700"_s, u"כוכבית שתיים שבע אפס אפס"_s);
    row(u"הקוד הוא 482913."_s, u"הקוד הוא ארבע שמונה שתיים תשע אחת שלוש."_s);
    row(u"007"_s, u"אפס אפס שבע"_s);
    // Ranges, prefixes, neighbours
    row(u"9-17"_s, u"תשע עד שבע עשרה"_s);
    row(u"9 – 17"_s, u"תשע עד שבע עשרה"_s);
    row(u"מ-5"_s, u"מחמש"_s);
    row(u"וב־10"_s, u"ובעשר"_s);
    row(u"A5b"_s, u"A חמש b"_s);
    row(u"קומה3"_s, u"קומה שלוש"_s);
    row(u"3, 4 ו-5"_s, u"שלוש, ארבע וחמש"_s);
    row(u"٣"_s, u"שלוש"_s);
    row(u"אין כאן מספר - רק קו"_s, u"אין כאן מספר - רק קו"_s);
    row(u"😀 7"_s, u"😀 שבע"_s);
    row(QString(), QString());
}

void HebrewFiguresTest::figuresInText()
{
    QFETCH(QString, text);
    QTEST(hebrewFiguresInWords(text), "words");
}

QTEST_GUILESS_MAIN(HebrewFiguresTest)
#include "tst_hebrewfigures.moc"
