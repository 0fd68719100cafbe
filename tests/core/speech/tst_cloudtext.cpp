#include "core/speech/cloudtext.h"

#include <QTest>

namespace callscope::tests {

using speech::cloudPieces;
using speech::cloudText;
using speech::TextMeasure;

class CloudTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsSpoken_data();
    void keepsWhatIsSpoken();
    void cutsAtBorders_data();
    void cutsAtBorders();
    void losesNothing_data();
    void losesNothing();
    void cutsNoCharacter();
};

void CloudTextTest::keepsWhatIsSpoken_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("spoken");
    const auto row = [](const char *name, const QString &written, const QString &spoken) {
        QTest::newRow(name) << written << spoken;
    };
    row("plain", QStringLiteral("Hello, world!"), QStringLiteral("Hello, world!"));
    row("niqqud stays", QStringLiteral("שָׁלוֹם"), QStringLiteral("שָׁלוֹם"));
    row("cantillation goes", QStringLiteral("בְּרֵאשִׁ֖ית בָּרָ֣א"), QStringLiteral("בְּרֵאשִׁית בָּרָא"));
    row("maqaf stays", QStringLiteral("בית־ספר"), QStringLiteral("בית־ספר"));
    row("bold and italic", QStringLiteral("**very** *good*, ***really***"), QStringLiteral("very good, really"));
    row("Hebrew in bold", QStringLiteral("**שלום** לך"), QStringLiteral("שלום לך"));
    row("underscores", QStringLiteral("_so_ __so__ snake_case_name"), QStringLiteral("so so snake_case_name"));
    row("code", QStringLiteral("run `ls` now"), QStringLiteral("run ls now"));
    row("heading, list and quote", QStringLiteral("# Title\n- first\n* second\n> third"),
        QStringLiteral("Title first second third"));
    row("a rule", QStringLiteral("one\n---\ntwo\n* * *\nthree"), QStringLiteral("one two three"));
    row("a fence", QStringLiteral("```python\nx = 1\n```"), QStringLiteral("x = 1"));
    row("a link", QStringLiteral("see [our site](https://x.example/a?b=1)."), QStringLiteral("see our site."));
    row("times", QStringLiteral("2 * 3 = 6"), QStringLiteral("2 * 3 = 6"));
    row("minus", QStringLiteral("it is -5 degrees"), QStringLiteral("it is -5 degrees"));
    row("emoji", QStringLiteral("Great 😀👍🏽 day ❤️!"), QStringLiteral("Great day !"));
    row("a family and a flag", QStringLiteral("a 👨‍👩‍👧 b 🇮🇱"), QStringLiteral("a b"));
    row("signs that are read", QStringLiteral("25°, 5€, ₪20, 50%"), QStringLiteral("25°, 5€, ₪20, 50%"));
    row("control", QStringLiteral("a\u0007b\tc\u0000d"), QStringLiteral("a b c d"));
    row("direction marks", QStringLiteral("\u202Bשלום\u202C\u200F, \u2067hi\u2069"), QStringLiteral("שלום, hi"));
    row("only emoji", QStringLiteral("🎉🎉"), QString());
    row("only marks of markdown", QStringLiteral("** **"), QString());
    row("only punctuation", QStringLiteral("..."), QString());
    row("empty", QString(), QString());
}

void CloudTextTest::keepsWhatIsSpoken()
{
    QFETCH(QString, written);
    QFETCH(QString, spoken);
    QCOMPARE(cloudText(written), spoken);
    QCOMPARE(cloudText(spoken), spoken);
}

void CloudTextTest::cutsAtBorders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("longest");
    QTest::addColumn<QStringList>("pieces");
    const auto list = [](const char *words) { return QString::fromUtf8(words).split(QLatin1Char('|')); };
    QTest::newRow("fits") << QStringLiteral("one two") << 7 << list("one two");
    QTest::newRow("at a sentence") << QStringLiteral("One. Two three four.") << 12 << list("One.|Two three|four.");
    QTest::newRow("at a word") << QStringLiteral("one two three") << 8 << list("one two|three");
    QTest::newRow("within a word") << QStringLiteral("abcdefgh") << 3 << list("abc|def|gh");
    QTest::newRow("empty") << QString() << 5 << QStringList();
    QTest::newRow("blank") << QStringLiteral("  ") << 1 << QStringList();
}

void CloudTextTest::cutsAtBorders()
{
    QFETCH(QString, text);
    QFETCH(int, longest);
    QFETCH(QStringList, pieces);
    QCOMPARE(cloudPieces(text, longest, TextMeasure::Letters), pieces);
}

void CloudTextTest::losesNothing_data()
{
    QTest::addColumn<TextMeasure>("measure");
    QTest::newRow("letters") << TextMeasure::Letters;
    QTest::newRow("bytes") << TextMeasure::Bytes;
}

void CloudTextTest::losesNothing()
{
    QFETCH(TextMeasure, measure);
    const QString text = QStringLiteral("שָׁלוֹם לכולם. How are you today? 𝄞 is a clef; ולהתראות!").repeated(5);
    for (qsizetype longest = 16; longest < 400; longest += 3) {
        const QStringList pieces = cloudPieces(text, longest, measure);
        QString whole = pieces.join(QString());
        QCOMPARE(whole.remove(QLatin1Char(' ')), QString(text).remove(QLatin1Char(' ')));
        for (const QString &piece : pieces) {
            const qsizetype size = measure == TextMeasure::Letters ? piece.size() : piece.toUtf8().size();
            QVERIFY2(size <= longest && !piece.isEmpty(), qPrintable(piece));
        }
    }
}

void CloudTextTest::cutsNoCharacter()
{
    for (const QString &piece : cloudPieces(QStringLiteral("שָׁ").repeated(20), 10, TextMeasure::Letters))
        QVERIFY2(piece.startsWith(QChar(u'ש')), qPrintable(piece));
    for (const QString &piece : cloudPieces(QStringLiteral("𝄞").repeated(20), 5, TextMeasure::Letters))
        QVERIFY(piece.front().isHighSurrogate() && piece.back().isLowSurrogate());
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::CloudTextTest)

#include "tst_cloudtext.moc"
