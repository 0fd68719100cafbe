#include "core/agent/jsgf.h"

#include <QTest>

using namespace callscope;

class TestJsgf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reducesPhrasesToWords_data();
    void reducesPhrasesToWords();
    void writesOneRuleOfAllPhrases();
    void isEmptyWithoutPhrases();
    void cannotBeBrokenOutOf();
};

void TestJsgf::reducesPhrasesToWords_data()
{
    QTest::addColumn<QString>("phrase");
    QTest::addColumn<QString>("words");
    QTest::newRow("case and space") << QStringLiteral("  Go   FORWARD\n") << QStringLiteral("go forward");
    QTest::newRow("punctuation") << QStringLiteral("Sales, please!") << QStringLiteral("sales please");
    QTest::newRow("apostrophe") << QStringLiteral("I don't 'know'") << QStringLiteral("i don't know");
    QTest::newRow("typographic apostrophe") << QStringLiteral("don’t") << QStringLiteral("don't");
    QTest::newRow("hyphen") << QStringLiteral("x-ray") << QStringLiteral("x ray");
    QTest::newRow("digits") << QStringLiteral("Room 12") << QStringLiteral("room 12");
    QTest::newRow("Hebrew") << QStringLiteral("תודה, רבה") << QStringLiteral("תודה רבה");
    QTest::newRow("Hebrew with points") << QStringLiteral("שָׁלוֹם") << QStringLiteral("שָׁלוֹם");
    QTest::newRow("nothing") << QStringLiteral("<|;>") << QString();
}

void TestJsgf::reducesPhrasesToWords()
{
    QFETCH(QString, phrase);
    QTEST(agent::plainWords(phrase), "words");
}

void TestJsgf::writesOneRuleOfAllPhrases()
{
    const QByteArray jsgf = agent::jsgfOf({ QStringLiteral("Go forward"), QStringLiteral("sales"),
                                            QStringLiteral("SALES!"), QStringLiteral("?"), QStringLiteral("stop") });
    QCOMPARE(jsgf, QByteArray("#JSGF V1.0;\ngrammar phrases;\npublic <phrase> = go forward | sales | stop;\n"));
}

void TestJsgf::isEmptyWithoutPhrases()
{
    QCOMPARE(agent::jsgfOf({}), QByteArray());
    QCOMPARE(agent::jsgfOf({ QStringLiteral(" "), QStringLiteral("*") }), QByteArray());
}

void TestJsgf::cannotBeBrokenOutOf()
{
    const QString hostile = QStringLiteral("a; public <b> = [c] {d} /5/ \"e\" \\f (g)* + // h /* i */ $j\nimport <k>;");
    const QByteArray jsgf = agent::jsgfOf({ hostile });
    QCOMPARE(jsgf.count(';'), 3);
    QCOMPARE(jsgf.count('<'), 1);
    QCOMPARE(jsgf.count('='), 1);
    for (const char sign : QByteArray("[]{}()*+/\"\\$|"))
        QVERIFY2(!jsgf.contains(sign), &sign);
    QVERIFY(jsgf.endsWith("= a public b c d 5 e f g h i j import k;\n"));
}

QTEST_APPLESS_MAIN(TestJsgf)
#include "tst_jsgf.moc"
