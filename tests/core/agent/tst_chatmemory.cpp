#include "core/agent/chatmemory.h"

#include <QJsonObject>
#include <QTest>

using namespace callscope;
using agent::ChatMemory;

namespace {

/// "user: …", one line a message, behind the system message.
QStringList talk(const ChatMemory &memory)
{
    QStringList lines;
    for (const QJsonValue &message : memory.messages(QStringLiteral("Be kind."))) {
        const QString role = message[QLatin1String("role")].toString();
        const auto calls = message[QLatin1String("tool_calls")].toArray().size();
        lines << role + (calls > 0 ? QStringLiteral("+%1").arg(calls) : QString()) + QStringLiteral(": ")
                + message[QLatin1String("content")].toString();
    }
    return lines.mid(1);
}

ChatMemory::AnsweredCall call(const QString &name, const QString &answer, bool isLineAction = false)
{
    return { { QStringLiteral("id_") + name, name, QStringLiteral("{}") }, answer, isLineAction };
}

} // namespace

class TestChatMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheSystemPrompt();
    void keepsTheTalkInOrder();
    void tellsCallsAsTheServiceWantsThem();
    void keepsOnlyWhatWasHeard_data();
    void keepsOnlyWhatWasHeard();
    void cutsTwiceAsOnce();
    void cutsAnAnswerThatIsStillUnderWay();
    void doesNotRememberFillers();
    void knowsThatAnInterruptedActionWasNotDone();
    void takesTheCallerOnceATurn();
    void forgetsTheOldestTurns();
    void forgetsWholeTurnsForSize();
};

void TestChatMemory::beginsWithTheSystemPrompt()
{
    const ChatMemory memory;
    const QJsonArray messages = memory.messages(QStringLiteral("Be kind."));
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0][QLatin1String("role")].toString(), QStringLiteral("system"));
    QCOMPARE(messages[0][QLatin1String("content")].toString(), QStringLiteral("Be kind."));
}

void TestChatMemory::keepsTheTalkInOrder()
{
    ChatMemory memory;
    memory.addBot(1, QStringLiteral("שלום."));
    memory.addCaller(2, QStringLiteral("מה השעה?"));
    memory.addBot(2, QStringLiteral("רגע."), { call(QStringLiteral("time"), QStringLiteral("12:00")) });
    memory.addBot(2, QStringLiteral("שתים עשרה."));
    memory.addBot(3, {});
    QCOMPARE(talk(memory),
             (QStringList { QStringLiteral("assistant: שלום."), QStringLiteral("user: מה השעה?"),
                            QStringLiteral("assistant+1: רגע."), QStringLiteral("tool: 12:00"),
                            QStringLiteral("assistant: שתים עשרה.") }));
}

void TestChatMemory::tellsCallsAsTheServiceWantsThem()
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("?"));
    memory.addBot(1, {},
                  { { { QStringLiteral("c1"), QStringLiteral("f"), QStringLiteral(R"({"x":1})") }, {} },
                    { { QStringLiteral("c2"), QStringLiteral("f"), QStringLiteral("{broken") }, {} } });
    const QJsonArray messages = memory.messages({});
    const QJsonArray calls = messages[2][QLatin1String("tool_calls")].toArray();
    QCOMPARE(calls[0][QLatin1String("id")].toString(), QStringLiteral("c1"));
    QCOMPARE(calls[0][QLatin1String("type")].toString(), QStringLiteral("function"));
    QCOMPARE(calls[0][QLatin1String("function")][QLatin1String("name")].toString(), QStringLiteral("f"));
    QCOMPARE(calls[0][QLatin1String("function")][QLatin1String("arguments")].toString(), QStringLiteral(R"({"x":1})"));
    QCOMPARE(calls[1][QLatin1String("function")][QLatin1String("arguments")].toString(), QStringLiteral("{}"));
    QCOMPARE(messages[3][QLatin1String("tool_call_id")].toString(), QStringLiteral("c1"));
    QCOMPARE(messages[4][QLatin1String("tool_call_id")].toString(), QStringLiteral("c2"));
}

void TestChatMemory::keepsOnlyWhatWasHeard_data()
{
    QTest::addColumn<QString>("heard");
    QTest::addColumn<QStringList>("bot");
    const QString tool = QStringLiteral("tool: 12:00");
    QTest::newRow("all") << QStringLiteral("רגע, בודקים. השעה שתים עשרה.")
                         << QStringList { QStringLiteral("assistant+1: רגע, בודקים."), tool,
                                          QStringLiteral("assistant: השעה שתים עשרה.") };
    QTest::newRow("part of the second") << QStringLiteral("רגע, בודקים. השעה")
                                        << QStringList { QStringLiteral("assistant+1: רגע, בודקים."), tool,
                                                         QStringLiteral("assistant: השעה") };
    QTest::newRow("part of the first") << QStringLiteral("רגע,")
                                       << QStringList { QStringLiteral("assistant+1: רגע,"), tool };
    QTest::newRow("nothing") << QString() << QStringList { QStringLiteral("assistant+1: "), tool };
}

void TestChatMemory::keepsOnlyWhatWasHeard()
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("מה השעה?"));
    memory.addBot(1, QStringLiteral("רגע, בודקים."), { call(QStringLiteral("time"), QStringLiteral("12:00")) });
    memory.addBot(1, QStringLiteral("השעה שתים עשרה."));
    QFETCH(QString, heard);
    memory.cut(1, heard);
    QTEST(talk(memory).mid(1), "bot");
}

void TestChatMemory::cutsTwiceAsOnce()
{
    ChatMemory memory;
    memory.addBot(1, QStringLiteral("Hello. How can I help?"));
    memory.cut(1, QStringLiteral("Hello."));
    memory.cut(1, QStringLiteral("Hello."));
    memory.cut(7, QStringLiteral("What was that?"));
    QCOMPARE(talk(memory), QStringList { QStringLiteral("assistant: Hello.") });
}

void TestChatMemory::cutsAnAnswerThatIsStillUnderWay()
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("Hi"));
    memory.cut(1, QStringLiteral("Hello. How"));
    memory.addCaller(2, QStringLiteral("Wait"));
    QCOMPARE(talk(memory),
             (QStringList { QStringLiteral("user: Hi"), QStringLiteral("assistant: Hello. How"),
                            QStringLiteral("user: Wait") }));
}

void TestChatMemory::doesNotRememberFillers()
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("Hi"));
    QVERIFY(!memory.hasFiller(1));
    memory.noteFiller(1);
    QVERIFY(memory.hasFiller(1));
    QVERIFY(!memory.hasFiller(2));
    QCOMPARE(talk(memory), QStringList { QStringLiteral("user: Hi") });
}

void TestChatMemory::knowsThatAnInterruptedActionWasNotDone()
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("Bye"));
    memory.addBot(1, QStringLiteral("Good-bye."),
                  { call(QStringLiteral("hang_up"), QStringLiteral(R"({"ok":true})"), true) });
    memory.cut(1, QStringLiteral("Good"));
    QVERIFY(talk(memory).last().contains(QStringLiteral("not done")));
}

void TestChatMemory::takesTheCallerOnceATurn()
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("Hi"));
    memory.addCaller(1, QStringLiteral("Hi"));
    QCOMPARE(talk(memory), QStringList { QStringLiteral("user: Hi") });
}

void TestChatMemory::forgetsTheOldestTurns()
{
    ChatMemory memory({ 2, 1000 });
    memory.addBot(1, QStringLiteral("One."));
    memory.addCaller(2, QStringLiteral("Two"));
    memory.addBot(2, {}, { call(QStringLiteral("f"), QStringLiteral("2")) });
    memory.addCaller(3, QStringLiteral("Three"));
    QCOMPARE(talk(memory).size(), 4);
    memory.addCaller(4, QStringLiteral("Four"));
    QCOMPARE(talk(memory), (QStringList { QStringLiteral("user: Three"), QStringLiteral("user: Four") }));
}

void TestChatMemory::forgetsWholeTurnsForSize()
{
    ChatMemory memory({ 40, 100 });
    memory.addCaller(1, QStringLiteral("One"));
    memory.addBot(1, {}, { call(QStringLiteral("f"), QString(60, QLatin1Char('a'))) });
    memory.addCaller(2, QString(50, QLatin1Char('b')));
    QCOMPARE(talk(memory), QStringList { QStringLiteral("user: ") + QString(50, QLatin1Char('b')) });
    memory.addCaller(3, QString(500, QLatin1Char('c'))); // the newest turn stays, however large
    QCOMPARE(talk(memory).size(), 1);
}

QTEST_APPLESS_MAIN(TestChatMemory)
#include "tst_chatmemory.moc"
