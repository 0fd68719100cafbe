#include "core/agent/plainspeech.h"
#include "core/agent/sentencecutter.h"

#include <QTest>

using namespace callscope;
using agent::SentenceCutter;

namespace {

QStringList partsOf(const QStringList &pieces)
{
    SentenceCutter cutter;
    QStringList parts;
    for (const QString &piece : pieces)
        parts += cutter.take(piece);
    return parts + cutter.end();
}

} // namespace

/// How streamed text becomes what a voice speaks.
class TestSentenceCutter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cuts_data();
    void cuts();
    void givesEachPartAsSoonAsItIsWhole();
    void leavesOutWhatNobodyCanSpeak_data();
    void leavesOutWhatNobodyCanSpeak();
};

void TestSentenceCutter::cuts_data()
{
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char *name, const QStringList &parts) { QTest::newRow(name) << parts; };
    row("sentences", { QStringLiteral("Hello."), QStringLiteral("Who are you?!"), QStringLiteral("Go") });
    row("Hebrew", { QStringLiteral("בטח."), QStringLiteral("מתי נוח לך?"), QStringLiteral("ד\"ר כהן כאן!") });
    row("Arabic", { QStringLiteral("كيف حالك؟"), QStringLiteral("جيد.") });
    row("ellipsis and sof pasuq", { QStringLiteral("Hm…"), QStringLiteral("ברא׃"), QStringLiteral("טוב.") });
    row("colon and semicolon",
        { QStringLiteral("We have:"), QStringLiteral("a room at 10:30;"), QStringLiteral("a hall.") });
    row("the first clause of all",
        { QStringLiteral("Our office is open,"), QStringLiteral("from Sunday to Thursday, between nine and five."),
          QStringLiteral("On Fridays it is closed, as on Saturdays.") });
    row("a comma far from the beginning",
        { QStringLiteral("Of course."),
          QStringLiteral("Our office is open from Sunday to Thursday between nine and five,"),
          QStringLiteral("but not on holidays, when nobody is here.") });
    row("commas too near the beginning", { QStringLiteral("Yes, no, 1,000, maybe.") });
    row("no comma inside a number",
        { QStringLiteral("The amount that you have to pay until the end of this month is 12,345 shekels.") });
    row("abbreviations and figures",
        { QStringLiteral("Dr. Levi pays 3.5 at example.com/a?b."), QStringLiteral("Good.") });
    row("numbered lines", { QStringLiteral("1. First."), QStringLiteral("2. Second.") });
    row("quoted", { QStringLiteral("He said \"go.\""), QStringLiteral("Then (he left.)") });
}

void TestSentenceCutter::cuts()
{
    QFETCH(QStringList, parts);
    const QString text = parts.join(QLatin1Char(' '));
    QCOMPARE(partsOf({ text }), parts);
    for (qsizetype at = 1; at < text.size(); ++at)
        QCOMPARE(partsOf({ text.first(at), text.sliced(at) }), parts);
    QStringList letters;
    for (const QChar letter : text)
        letters << letter;
    QCOMPARE(partsOf(letters), parts);
}

void TestSentenceCutter::givesEachPartAsSoonAsItIsWhole()
{
    SentenceCutter cutter;
    QCOMPARE(cutter.take(QStringLiteral("Hello")), QStringList());
    QCOMPARE(cutter.take(QStringLiteral(".")), QStringList()); // it may be 3.5
    QCOMPARE(cutter.take(QStringLiteral(" Who")), QStringList { QStringLiteral("Hello.") });
    QCOMPARE(cutter.take(QStringLiteral("?\n")), QStringList { QStringLiteral("Who?") });
    QCOMPARE(cutter.take(QStringLiteral("A line\nand")), QStringList { QStringLiteral("A line") });
    QCOMPARE(cutter.end(), QStringList { QStringLiteral("and") });
    QCOMPARE(cutter.end(), QStringList());
    QCOMPARE(cutter.take(QStringLiteral("After the end, a first clause, ")),
             QStringList { QStringLiteral("After the end, a first clause,") });
    QCOMPARE(cutter.end(), QStringList());
    const QStringList cut = cutter.take(QStringLiteral("word ").repeated(100));
    QCOMPARE(cut.size(), 1);
    QVERIFY(cut.first().endsWith(QStringLiteral("word")));
}

void TestSentenceCutter::leavesOutWhatNobodyCanSpeak_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("spoken");
    const auto row = [](const QString &written, const QString &spoken) {
        QTest::newRow(qPrintable(written)) << written << spoken;
    };
    row(QStringLiteral("Plain text, 3*4 and a_b."), QStringLiteral("Plain text, 3*4 and a_b."));
    row(QStringLiteral("**חשוב**: זה *מאוד* `טוב`."), QStringLiteral("חשוב: זה מאוד טוב."));
    row(QStringLiteral("## Heading"), QStringLiteral("Heading"));
    row(QStringLiteral("- one thing"), QStringLiteral("one thing"));
    row(QStringLiteral("* another"), QStringLiteral("another"));
    row(QStringLiteral("> quoted"), QStringLiteral("quoted"));
    row(QStringLiteral("See [our site](https://example.com/a_b)."), QStringLiteral("See our site."));
    row(QStringLiteral("Press * or # now."), QStringLiteral("Press * or # now."));
    row(QStringLiteral("Press *."), QStringLiteral("Press *."));
    row(QStringLiteral("ending* an emphasis"), QStringLiteral("ending an emphasis"));
    row(QStringLiteral("Great 😀!"), QStringLiteral("Great!"));
    row(QStringLiteral("שלום👩🏽‍💻עולם ❤️"), QStringLiteral("שלום עולם"));
    row(QStringLiteral("| a | b |"), QStringLiteral("a b"));
    row(QStringLiteral("```cpp"), QString());
    row(QStringLiteral("---"), QString());
    row(QStringLiteral("👍"), QString());
    row(QStringLiteral("-5 degrees"), QStringLiteral("-5 degrees"));
    row(QStringLiteral("שָׁלוֹם"), QStringLiteral("שָׁלוֹם"));
}

void TestSentenceCutter::leavesOutWhatNobodyCanSpeak()
{
    QFETCH(QString, written);
    QTEST(agent::plainSpeech(written), "spoken");
}

QTEST_APPLESS_MAIN(TestSentenceCutter)
#include "tst_sentencecutter.moc"
