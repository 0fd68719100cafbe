#include "core/agent/sentences.h"

#include <QTest>

using namespace callscope;

class TestSentences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data();
    void splits();
    void losesNothing_data() { splits_data(); }
    void losesNothing();
};

void TestSentences::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("sentences");
    const auto row = [](const char *name, const QString &text, const QStringList &sentences) {
        QTest::newRow(name) << text << sentences;
    };
    row("empty", {}, {});
    row("blank", QStringLiteral(" \n\t "), {});
    row("one without an end", QStringLiteral("go forward"), { QStringLiteral("go forward") });
    row("three kinds", QStringLiteral("Hello. Who are you? Go!"),
        { QStringLiteral("Hello."), QStringLiteral("Who are you?"), QStringLiteral("Go!") });
    row("decimal number", QStringLiteral("It costs 3.5 shekels. Good?"),
        { QStringLiteral("It costs 3.5 shekels."), QStringLiteral("Good?") });
    row("number at the end", QStringLiteral("Press 5. Then wait."),
        { QStringLiteral("Press 5."), QStringLiteral("Then wait.") });
    row("address", QStringLiteral("See example.com/a.b?c=d. Bye."),
        { QStringLiteral("See example.com/a.b?c=d."), QStringLiteral("Bye.") });
    row("title", QStringLiteral("Dr. Cohen and Mrs. Levi came. Good."),
        { QStringLiteral("Dr. Cohen and Mrs. Levi came."), QStringLiteral("Good.") });
    row("initial", QStringLiteral("J. Smith called. I. am here."),
        { QStringLiteral("J. Smith called."), QStringLiteral("I."), QStringLiteral("am here.") });
    row("abbreviation with a question", QStringLiteral("Are you a Dr.? Yes."),
        { QStringLiteral("Are you a Dr.?"), QStringLiteral("Yes.") });
    row("abbreviation at the end", QStringLiteral("Ask the Dr."), { QStringLiteral("Ask the Dr.") });
    row("run of signs", QStringLiteral("What?! Wait... Really…  Yes."),
        { QStringLiteral("What?!"), QStringLiteral("Wait..."), QStringLiteral("Really…"), QStringLiteral("Yes.") });
    row("quotes", QStringLiteral("He said \"go.\" Then (he left.) End"),
        { QStringLiteral("He said \"go.\""), QStringLiteral("Then (he left.)"), QStringLiteral("End") });
    row("lines", QStringLiteral("One\nTwo\r\n\r\nThree"),
        { QStringLiteral("One"), QStringLiteral("Two"), QStringLiteral("Three") });
    row("Hebrew", QStringLiteral("שלום. מה שלומך? להתראות!"),
        { QStringLiteral("שלום."), QStringLiteral("מה שלומך?"), QStringLiteral("להתראות!") });
    row("Hebrew gershayim", QStringLiteral("ד\"ר כהן מצה\"ל. טוב."),
        { QStringLiteral("ד\"ר כהן מצה\"ל."), QStringLiteral("טוב.") });
    row("sof pasuq", QStringLiteral("בראשית ברא׃ והארץ"), { QStringLiteral("בראשית ברא׃"), QStringLiteral("והארץ") });
    row("only signs", QStringLiteral("... ?"), { QStringLiteral("..."), QStringLiteral("?") });
}

void TestSentences::splits()
{
    QFETCH(QString, text);
    QTEST(agent::sentences(text), "sentences");
}

void TestSentences::losesNothing()
{
    QFETCH(QString, text);
    QCOMPARE(agent::sentences(text).join(QLatin1Char(' ')).simplified(), text.simplified());
}

QTEST_APPLESS_MAIN(TestSentences)
#include "tst_sentences.moc"
