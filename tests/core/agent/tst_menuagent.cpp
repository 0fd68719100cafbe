#include "core/agent/loopbackagent.h"
#include "core/agent/menuagent.h"
#include "tests/core/agent/spokenturns.h"

#include <QTest>

using namespace callscope;
using agent::Menu;
using agent::MenuAgent;
using tests::SpokenTurns;

namespace {

Menu office()
{
    Menu menu;
    menu.entries = {
        { { QStringLiteral("sales"), QStringLiteral("I want to buy") },
          QStringLiteral("1"),
          QStringLiteral("Sales is open. Please wait.") },
        { { QStringLiteral("opening hours") }, QStringLiteral("2*"), QStringLiteral("Nine to five.") },
        { {}, QStringLiteral("12"), QStringLiteral("Never for 1, which the first entry has.") },
    };
    menu.notUnderstood = QStringLiteral("Say sales or opening hours.");
    return menu;
}

} // namespace

class TestMenuAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersPhrases_data();
    void answersPhrases();
    void answersKeys_data();
    void answersKeys();
    void saysTheReplySentenceBySentence();
    void offersAGrammarOfAllPhrases();
    void hasWordsForNotUnderstandingInItsLanguage();
    void loopbackSaysNothing();
};

void TestMenuAgent::answersPhrases_data()
{
    QTest::addColumn<QString>("heard");
    QTest::addColumn<QString>("first");
    const QString sales = QStringLiteral("Sales is open.");
    const QString hours = QStringLiteral("Nine to five.");
    const QString again = QStringLiteral("Say sales or opening hours.");
    QTest::newRow("exact") << QStringLiteral("sales") << sales;
    QTest::newRow("case, space and signs") << QStringLiteral("  Opening\tHOURS. ") << hours;
    QTest::newRow("second phrase") << QStringLiteral("i want to buy") << sales;
    QTest::newRow("part of a phrase") << QStringLiteral("opening") << again;
    QTest::newRow("more than a phrase") << QStringLiteral("no sales") << again;
    QTest::newRow("nothing") << QString() << again;
    QTest::newRow("only signs") << QStringLiteral("?!") << again;
}

void TestMenuAgent::answersPhrases()
{
    QFETCH(QString, heard);
    QFETCH(QString, first);
    MenuAgent menu(office(), QString());
    SpokenTurns spoken(menu);
    menu.hear(1, { 1, heard, QStringLiteral("en-US") });
    QCOMPARE(spoken.take().first(), QStringLiteral("1 en-US ") + first);
}

void TestMenuAgent::answersKeys_data()
{
    QTest::addColumn<QChar>("key");
    QTest::addColumn<QString>("first");
    QTest::newRow("1, the first of two") << QChar(u'1') << QStringLiteral("Sales is open.");
    QTest::newRow("2") << QChar(u'2') << QStringLiteral("Nine to five.");
    QTest::newRow("star") << QChar(u'*') << QStringLiteral("Nine to five.");
    QTest::newRow("9") << QChar(u'9') << QStringLiteral("Say sales or opening hours.");
}

void TestMenuAgent::answersKeys()
{
    QFETCH(QChar, key);
    QFETCH(QString, first);
    MenuAgent menu(office(), QString());
    SpokenTurns spoken(menu);
    menu.press(1, key);
    QCOMPARE(spoken.take().first(), QStringLiteral("1 en-US ") + first);
}

void TestMenuAgent::saysTheReplySentenceBySentence()
{
    MenuAgent menu(office(), QStringLiteral("Hello."));
    SpokenTurns spoken(menu);
    menu.greet(0);
    menu.press(1, u'1');
    QCOMPARE(spoken.take(),
             QStringList({ QStringLiteral("0 en-US Hello."), QStringLiteral("0 done"),
                           QStringLiteral("1 en-US Sales is open."), QStringLiteral("1 en-US Please wait."),
                           QStringLiteral("1 done") }));
}

void TestMenuAgent::offersAGrammarOfAllPhrases()
{
    const MenuAgent menu(office(), QString());
    QCOMPARE(menu.provider(), QStringLiteral("menu"));
    QVERIFY(menu.grammar().endsWith("= sales | i want to buy | opening hours;\n"));
    Menu keysOnly;
    keysOnly.entries = { { {}, QStringLiteral("1"), QStringLiteral("Yes.") } };
    QVERIFY(MenuAgent(keysOnly, QString()).grammar().isEmpty());
}

void TestMenuAgent::hasWordsForNotUnderstandingInItsLanguage()
{
    Menu empty;
    empty.language = QStringLiteral("he-IL");
    MenuAgent menu(empty, QString());
    SpokenTurns spoken(menu);
    menu.hear(1, { 1, QStringLiteral("sales"), QStringLiteral("en-US") });
    QCOMPARE(spoken.take().first(), QStringLiteral("1 he-IL לא הבנתי."));
}

void TestMenuAgent::loopbackSaysNothing()
{
    agent::LoopbackAgent loopback;
    SpokenTurns spoken(loopback);
    QVERIFY(loopback.returnsAudio());
    QCOMPARE(loopback.provider(), QStringLiteral("loopback"));
    loopback.greet(0);
    loopback.hear(1, { 1, QStringLiteral("go"), QStringLiteral("en-US") });
    loopback.press(2, u'5');
    QCOMPARE(spoken.take(),
             QStringList({ QStringLiteral("0 done"), QStringLiteral("1 done"), QStringLiteral("2 done") }));
}

QTEST_APPLESS_MAIN(TestMenuAgent)
#include "tst_menuagent.moc"
