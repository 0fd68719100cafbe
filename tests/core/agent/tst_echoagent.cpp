#include "core/agent/echoagent.h"
#include "tests/core/agent/spokenturns.h"

#include <QTest>

using namespace callscope;
using agent::EchoAgent;
using agent::History;
using tests::SpokenTurns;

namespace {

const QString english = QStringLiteral("en-US");
const QString hebrew = QStringLiteral("he-IL");

} // namespace

class TestEchoAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItUnderstood_data();
    void saysWhatItUnderstood();
    void quotesAnotherLanguageInItsOwnVoice_data();
    void quotesAnotherLanguageInItsOwnVoice();
    void remembersAllPartsAsOneReply();
    void stopsBetweenThePartsOfAnInterruptedTurn();
    void namesTheKey_data();
    void namesTheKey();
    void greetsSentenceBySentence();
    void staysSilentWithoutAGreeting();
    void answersAnUtteranceOnce();
    void remembersWhatWasSaid();
    void remembersOnlyWhatWasHeard();
    void stopsInTheMiddleOfAnInterruptedTurn();
    void offersNoGrammar();
};

void TestEchoAgent::saysWhatItUnderstood_data()
{
    QTest::addColumn<QString>("callLanguage");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("reply");
    QTest::newRow("English") << english << QStringLiteral("go forward") << english
                             << QStringLiteral("1 en-US You said: go forward");
    QTest::newRow("Hebrew") << hebrew << QStringLiteral("שלום") << hebrew << QStringLiteral("1 he-IL אמרת: שלום");
    QTest::newRow("Hebrew in an English call")
        << english << QStringLiteral("שלום") << QStringLiteral("he") << QStringLiteral("1 he אמרת: שלום");
    QTest::newRow("language unknown") << hebrew << QStringLiteral("שלום") << QString()
                                      << QStringLiteral("1 he-IL אמרת: שלום");
    QTest::newRow("a placeholder in the text")
        << english << QStringLiteral("100 %1 %2") << english << QStringLiteral("1 en-US You said: 100 %1 %2");
    QTest::newRow("not understood") << english << QString() << english
                                    << QStringLiteral("1 en-US I did not understand.");
    QTest::newRow("not understood, in a Hebrew call, by an English ear")
        << hebrew << QStringLiteral(" ") << english << QStringLiteral("1 he-IL לא הבנתי.");
}

void TestEchoAgent::saysWhatItUnderstood()
{
    QFETCH(QString, callLanguage);
    QFETCH(QString, text);
    QFETCH(QString, language);
    QFETCH(QString, reply);
    EchoAgent echo(QString(), callLanguage);
    SpokenTurns spoken(echo);
    echo.hear(1, { 1, text, language });
    QCOMPARE(spoken.take(), QStringList({ reply, QStringLiteral("1 done") }));
}

void TestEchoAgent::quotesAnotherLanguageInItsOwnVoice_data()
{
    QTest::addColumn<QString>("callLanguage");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("reply");
    QTest::newRow("English in a Hebrew call")
        << hebrew << QStringLiteral("go forward ten meters") << english
        << QStringList({ QStringLiteral("1 he-IL אמרת:"), QStringLiteral("1 en-US go forward ten meters") });
    QTest::newRow("two English sentences in a Hebrew call")
        << QStringLiteral("he") << QStringLiteral("Go. Stop.") << english
        << QStringList(
               { QStringLiteral("1 he אמרת:"), QStringLiteral("1 en-US Go."), QStringLiteral("1 en-US Stop.") });
    QTest::newRow("one language, two regions") << QStringLiteral("en-GB") << QStringLiteral("go") << english
                                               << QStringList({ QStringLiteral("1 en-US You said: go") });
}

void TestEchoAgent::quotesAnotherLanguageInItsOwnVoice()
{
    QFETCH(QString, callLanguage);
    QFETCH(QString, text);
    QFETCH(QString, language);
    QFETCH(QStringList, reply);
    EchoAgent echo(QString(), callLanguage);
    SpokenTurns spoken(echo);
    echo.hear(1, { 1, text, language });
    QCOMPARE(spoken.take(), reply + QStringList({ QStringLiteral("1 done") }));
}

void TestEchoAgent::remembersAllPartsAsOneReply()
{
    EchoAgent echo(QString(), hebrew);
    echo.hear(1, { 1, QStringLiteral("go"), english });
    QCOMPARE(echo.history().lines().size(), std::size_t(2));
    QCOMPARE(echo.history().lines().back().text, QStringLiteral("אמרת: go"));
}

void TestEchoAgent::stopsBetweenThePartsOfAnInterruptedTurn()
{
    EchoAgent echo(QString(), hebrew);
    SpokenTurns spoken(echo);
    connect(&echo, &agent::Agent::sentenceReady, this, [&](int turn) { echo.interrupted(turn, {}); });
    echo.hear(1, { 1, QStringLiteral("go"), english });
    QCOMPARE(spoken.take(), QStringList({ QStringLiteral("1 he-IL אמרת:"), QStringLiteral("1 done") }));
}

void TestEchoAgent::namesTheKey_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QChar>("key");
    QTest::addColumn<QString>("reply");
    QTest::newRow("5") << english << QChar(u'5') << QStringLiteral("You pressed 5.");
    QTest::newRow("star") << english << QChar(u'*') << QStringLiteral("You pressed star.");
    QTest::newRow("pound") << english << QChar(u'#') << QStringLiteral("You pressed pound.");
    QTest::newRow("A") << english << QChar(u'A') << QStringLiteral("You pressed A.");
    QTest::newRow("Hebrew 5") << hebrew << QChar(u'5') << QStringLiteral("לחצת חמש.");
    QTest::newRow("Hebrew 0") << hebrew << QChar(u'0') << QStringLiteral("לחצת אפס.");
    QTest::newRow("Hebrew star") << hebrew << QChar(u'*') << QStringLiteral("לחצת כוכבית.");
    QTest::newRow("Hebrew pound") << hebrew << QChar(u'#') << QStringLiteral("לחצת סולמית.");
}

void TestEchoAgent::namesTheKey()
{
    QFETCH(QString, language);
    QFETCH(QChar, key);
    QFETCH(QString, reply);
    EchoAgent echo(QString(), language);
    SpokenTurns spoken(echo);
    echo.press(2, key);
    QCOMPARE(spoken.take(), QStringList({ QStringLiteral("2 %1 %2").arg(language, reply), QStringLiteral("2 done") }));
}

void TestEchoAgent::greetsSentenceBySentence()
{
    EchoAgent echo(QStringLiteral("Hello. Say something."), english);
    SpokenTurns spoken(echo);
    echo.greet(0);
    QCOMPARE(spoken.take(),
             QStringList({ QStringLiteral("0 en-US Hello."), QStringLiteral("0 en-US Say something."),
                           QStringLiteral("0 done") }));
}

void TestEchoAgent::staysSilentWithoutAGreeting()
{
    EchoAgent echo(QString(), english);
    SpokenTurns spoken(echo);
    echo.greet(0);
    QCOMPARE(spoken.take(), QStringList({ QStringLiteral("0 done") }));
    QVERIFY(echo.history().lines().empty());
}

void TestEchoAgent::answersAnUtteranceOnce()
{
    EchoAgent echo(QString(), english);
    SpokenTurns spoken(echo);
    echo.hear(1, { 7, QStringLiteral("go"), english });
    spoken.take();
    echo.hear(2, { 7, QStringLiteral("go"), english });
    QCOMPARE(spoken.take(), QStringList({ QStringLiteral("2 done") }));
    echo.hear(3, { 8, QStringLiteral("go"), english });
    QCOMPARE(spoken.take().size(), 2);
}

void TestEchoAgent::remembersWhatWasSaid()
{
    EchoAgent echo(QStringLiteral("Hello."), english);
    echo.greet(0);
    echo.hear(1, { 1, QStringLiteral("go"), english });
    echo.press(2, u'5');
    echo.hear(3, { 2, QString(), english });
    const std::vector<History::Line> lines {
        { History::Speaker::Bot, 0, QStringLiteral("Hello.") },
        { History::Speaker::Caller, 1, QStringLiteral("go") },
        { History::Speaker::Bot, 1, QStringLiteral("You said: go") },
        { History::Speaker::Caller, 2, QStringLiteral("5") },
        { History::Speaker::Bot, 2, QStringLiteral("You pressed 5.") },
        { History::Speaker::Bot, 3, QStringLiteral("I did not understand.") },
    };
    QVERIFY(echo.history().lines() == lines);
}

void TestEchoAgent::remembersOnlyWhatWasHeard()
{
    EchoAgent echo(QStringLiteral("Hello. Say something."), english);
    echo.greet(0);
    echo.hear(1, { 1, QStringLiteral("go"), english });
    echo.interrupted(0, { QStringLiteral("Hello.") });
    echo.interrupted(1, {});
    const std::vector<History::Line> lines {
        { History::Speaker::Bot, 0, QStringLiteral("Hello.") },
        { History::Speaker::Caller, 1, QStringLiteral("go") },
    };
    QVERIFY(echo.history().lines() == lines);
}

void TestEchoAgent::stopsInTheMiddleOfAnInterruptedTurn()
{
    EchoAgent echo(QStringLiteral("One. Two. Three."), english);
    SpokenTurns spoken(echo);
    connect(&echo, &agent::Agent::sentenceReady, this, [&](int turn, const QString &text) {
        if (text == QLatin1String("Two."))
            echo.interrupted(turn, { QStringLiteral("One.") });
    });
    echo.greet(0);
    QCOMPARE(spoken.take(),
             QStringList({ QStringLiteral("0 en-US One."), QStringLiteral("0 en-US Two."), QStringLiteral("0 done") }));
    echo.hear(1, { 1, QStringLiteral("go"), english });
    QCOMPARE(spoken.take().size(), 2); // the next turn is whole
}

void TestEchoAgent::offersNoGrammar()
{
    const EchoAgent echo(QString(), english);
    QVERIFY(echo.grammar().isEmpty());
    QVERIFY(!echo.returnsAudio());
    QCOMPARE(echo.provider(), QStringLiteral("echo"));
}

QTEST_APPLESS_MAIN(TestEchoAgent)
#include "tst_echoagent.moc"
