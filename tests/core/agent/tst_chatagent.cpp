#include "core/agent/chatagent.h"
#include "tests/core/agent/spokenturns.h"
#include "tests/support/chatserver.h"
#include "tests/support/manualclock.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using agent::ChatAgent;
using agent::ChatMemory;
using agent::ChatSettings;
using agent::LineAction;
using base::ErrorCode;
using tests::ChatServer;
using tests::ScriptedHttp;
using End = tests::ScriptedHttp::Answer::End;

namespace {

constexpr int longWait = 30'000;
const QString english = QStringLiteral("en-US");
const QString hebrew = QStringLiteral("he-IL");

/// One agent at a service, and what it says.
struct Line
{
    explicit Line(const std::function<void(ChatSettings &)> &change = {},
                  std::shared_ptr<ChatMemory> shared = std::make_shared<ChatMemory>())
        : memory(std::move(shared))
        , agent(settingsFor(change), memory, network, clock)
        , spoken(agent)
    {
        QObject::connect(&agent, &agent::Agent::failed, &agent, [this](int turn, const base::Error &error) {
            failures << QStringLiteral("%1 %2").arg(turn).arg(base::errorCodeName(error.code));
            errorTexts << error.text + error.detail;
        });
        QObject::connect(&agent, &agent::Agent::fillerReady, &agent,
                         [this](int turn, const QString &text, const QString &language) {
                             fillers << QStringLiteral("%1 %2 %3").arg(QString::number(turn), language, text);
                         });
        QObject::connect(&agent, &agent::Agent::lineActionAsked, &agent, [this](int turn, const LineAction &action) {
            actions << QStringLiteral("%1 %2 %3").arg(turn).arg(static_cast<int>(action.kind)).arg(action.target);
        });
    }

    ChatSettings settingsFor(const std::function<void(ChatSettings &)> &change) const
    {
        ChatSettings settings;
        settings.provider = QStringLiteral("cloud");
        settings.url = server.url();
        settings.key = base::Secret(ChatServer::key());
        settings.model = ChatServer::model();
        settings.fillerAfter = 0ms;
        settings.firstByteWithin = settings.replyWithin = 20s;
        if (change)
            change(settings);
        return settings;
    }

    void hear(int turn, const QString &text, const QString &language = english)
    {
        agent.hear(turn, { turn, text, language });
    }

    QStringList lines()
    {
        said += spoken.take();
        return said;
    }
    bool isReplied(int turn) { return lines().contains(QStringLiteral("%1 done").arg(turn)); }

    ChatServer server;
    QNetworkAccessManager network;
    tests::ManualClock clock;
    std::shared_ptr<ChatMemory> memory;
    ChatAgent agent;
    tests::SpokenTurns spoken;
    QStringList said, fillers, failures, errorTexts, actions;
};

ChatServer::Call call(const char *name, const char *arguments = "{}")
{
    return { QStringLiteral("call_") + QString::fromLatin1(name), QString::fromLatin1(name),
             QString::fromUtf8(arguments) };
}

/// A service that looks orders up: `GET /orders/7`.
ScriptedHttp::Answer order(const ScriptedHttp::Request &request)
{
    if (request.target == "/orders/7")
        return { 200, {}, { R"({"status":"נשלח"})" } };
    return { 404, {}, { R"({"error":"no such order"})" } };
}

agent::HttpTool orderTool(const QUrl &shop)
{
    return { QStringLiteral("find_order"),
             QStringLiteral("Finds an order."),
             "GET",
             shop.toString() + QStringLiteral("/orders/{number}"),
             { { QStringLiteral("number"), QStringLiteral("its number") } } };
}

} // namespace

class TestChatAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksSentencesAsTheyCome();
    void speaksEachSentenceInItsLanguage();
    void greetsWithoutAskingTheModel();
    void connectsWhenThePhoneRings();
    void remembersTheTalk();
    void tellsTheModelOfAKey();
    void asksAgainWhenNothingWasUnderstood();
    void spokenTextHasNoMarkdown();
    void keepsTheConnectionForTheNextTurn();

    void looksUpAndAnswers();
    void tellsTheModelWhatIsWrongWithACall();
    void givesUpAfterFourRounds();
    void makesTwoCallsOfOneRound();
    void actsOnTheLine_data();
    void actsOnTheLine();
    void looksUpBeforeItHangsUp();
    void doesNotHangUpWhenTheCallBeforeFailed();

    void forgetsWhatWasNotHeard();
    void dropsDeltasOfAnInterruptedTurn();
    void forgetsAnActionThatWasInterrupted();
    void isInterruptedFromInsideASentence();
    void breaksAnOldAnswerOffForANewOne();
    void interruptsALookUp();

    void fillsASilenceOnce();
    void fillsOnceWhoeverAnswers();
    void doesNotFillWhenTheAnswerIsThere();
    void fillsInTheCallersLanguage();

    void endsAReplyThatTakesTooLong();
    void failsWhenNothingWasReadyInTime();
    void endsAReplyThatIsTooLong();
    void leavesOutASentenceThatTheLimitTore();

    void tellsFailures_data();
    void tellsFailures();
    void failsInTheMiddle_data();
    void failsInTheMiddle();
    void triesOnceMoreBeforeTheFirstWord();
    void triesOnceMoreAfterAShortRest();
    void failsWithoutAWord();
    void failsWhenNobodyListens();

    void sharesMemoryWithWhoStandsIn();
    void goesSilentWhenItIsDeleted();
};

void TestChatAgent::speaksSentencesAsTheyCome()
{
    Line line;
    ChatServer::Answer answer
        = ChatServer::saying({ QStringLiteral("בטח"), QStringLiteral(". מתי "), QStringLiteral("נוח לך?") });
    answer.pieces.pop_back(); // nobody knows how it goes on
    answer.end = End::Stall;
    line.server.answerWith(answer);
    line.hear(1, QStringLiteral("אפשר לקבוע תור?"), hebrew);
    QVERIFY(line.lines().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(line.lines(), QStringList { QStringLiteral("1 he-IL בטח.") }, longWait);
}

void TestChatAgent::speaksEachSentenceInItsLanguage()
{
    Line line([](ChatSettings &settings) { settings.language = hebrew; });
    line.server.answerWith(ChatServer::saying({ QStringLiteral("שלום. Hello there. 03-12.") }));
    line.hear(1, QStringLiteral("שלום"), hebrew);
    QTRY_COMPARE_WITH_TIMEOUT(line.lines(),
                              (QStringList { QStringLiteral("1 he-IL שלום."), QStringLiteral("1 en-US Hello there."),
                                             QStringLiteral("1 he-IL 03-12."), QStringLiteral("1 done") }),
                              longWait);
    QVERIFY(line.server.refusals().isEmpty());
}

void TestChatAgent::greetsWithoutAskingTheModel()
{
    Line line([](ChatSettings &settings) { settings.greeting = QStringLiteral("Hello. How can I help?"); });
    line.agent.greet(1);
    QCOMPARE(line.lines(),
             (QStringList { QStringLiteral("1 en-US Hello."), QStringLiteral("1 en-US How can I help?"),
                            QStringLiteral("1 done") }));
    QVERIFY(line.server.http().requests().empty());
    line.agent.interrupted(1, { QStringLiteral("Hello.") });
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes.") }));
    line.hear(2, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.server.talk(0), (QStringList { QStringLiteral("assistant: Hello."), QStringLiteral("user: Hi") }));
}

void TestChatAgent::connectsWhenThePhoneRings()
{
    Line line;
    line.agent.warmUp();
    QTRY_COMPARE_WITH_TIMEOUT(line.server.http().connections(), 1, longWait);
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes.") }));
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.server.http().connections(), 1);
}

void TestChatAgent::remembersTheTalk()
{
    Line line;
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes. "), QStringLiteral("When?") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Good.") }));
    line.hear(1, QStringLiteral("Can I come?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    line.hear(2, QStringLiteral("Today"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.server.talk(1),
             (QStringList { QStringLiteral("user: Can I come?"), QStringLiteral("assistant: Yes. When?"),
                            QStringLiteral("user: Today") }));
}

void TestChatAgent::tellsTheModelOfAKey()
{
    Line line;
    line.server.answerWith(ChatServer::saying({ QStringLiteral("You pressed five.") }));
    line.agent.press(1, QLatin1Char('5'));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.server.talk(0), QStringList { QStringLiteral("user: [key 5]") });
}

void TestChatAgent::asksAgainWhenNothingWasUnderstood()
{
    Line line;
    line.hear(1, QStringLiteral(" "));
    QCOMPARE(line.lines(), (QStringList { QStringLiteral("1 en-US I did not understand."), QStringLiteral("1 done") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes.") }));
    line.hear(2, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.server.talk(0), QStringList { QStringLiteral("user: Hi") });
}

void TestChatAgent::spokenTextHasNoMarkdown()
{
    Line line;
    line.server.answerWith(ChatServer::saying({ QStringLiteral("**Sure**! 😀\n- On *Sun"), QStringLiteral("day*\n") }));
    line.hear(1, QStringLiteral("Hi"));
    QTRY_COMPARE_WITH_TIMEOUT(line.lines(),
                              (QStringList { QStringLiteral("1 en-US Sure!"), QStringLiteral("1 en-US On Sunday"),
                                             QStringLiteral("1 done") }),
                              longWait);
}

void TestChatAgent::keepsTheConnectionForTheNextTurn()
{
    Line line;
    for (int turn = 1; turn <= 3; ++turn) {
        line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes.") }));
        line.hear(turn, QStringLiteral("Hi"));
        QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(turn), longWait);
    }
    QCOMPARE(line.server.http().connections(), 1);
}

void TestChatAgent::looksUpAndAnswers()
{
    ScriptedHttp shop(order);
    Line line([&shop](ChatSettings &settings) { settings.tools.lookUps = { orderTool(shop.url()) }; });
    line.server.answerWith(
        ChatServer::calling({ call("find_order", R"({"number":"7"})") }, { QStringLiteral("Let me check.") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("It was sent.") }));
    line.hear(1, QStringLiteral("Where is order 7?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.lines(),
             (QStringList { QStringLiteral("1 en-US Let me check."), QStringLiteral("1 en-US It was sent."),
                            QStringLiteral("1 done") }));
    QCOMPARE(line.server.talk(1),
             (QStringList { QStringLiteral("user: Where is order 7?"), QStringLiteral("assistant: Let me check."),
                            QStringLiteral(R"(assistant calls find_order {"number":"7"})"),
                            QStringLiteral(R"(tool: {"status":"נשלח"})") }));
    QVERIFY2(line.server.refusals().isEmpty(), qPrintable(line.server.refusals().join(QLatin1Char(' '))));
}

void TestChatAgent::tellsTheModelWhatIsWrongWithACall()
{
    ScriptedHttp shop(order);
    Line line([&shop](ChatSettings &settings) { settings.tools.lookUps = { orderTool(shop.url()) }; });
    line.server.answerWith(ChatServer::calling(
        { call("find_order", "{broken"),
          call("sing"),
          { QStringLiteral("c3"), QStringLiteral("find_order"), QStringLiteral(R"({"number":8})") } }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("I cannot.") }));
    line.hear(1, QStringLiteral("Sing"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    const QStringList talk = line.server.talk(1);
    QCOMPARE(talk.size(), 7);
    QVERIFY(talk.at(4).contains(QStringLiteral("no JSON object")));
    QVERIFY(talk.at(5).contains(QStringLiteral("There is no tool sing.")));
    QVERIFY(talk.at(6).contains(QStringLiteral("no such order")));
    QCOMPARE(shop.requests().size(), std::size_t(1));
}

void TestChatAgent::givesUpAfterFourRounds()
{
    Line line;
    for (int round = 0; round < 6; ++round)
        line.server.answerWith(ChatServer::calling({ call("sing") }));
    line.hear(1, QStringLiteral("Sing"));
    QTRY_COMPARE_WITH_TIMEOUT(line.failures, QStringList { QStringLiteral("1 protocol") }, longWait);
    const auto &requests = line.server.requests();
    QCOMPARE(requests.size(), std::size_t(4));
    QCOMPARE(requests[2][QLatin1String("tool_choice")].toString(), QStringLiteral("auto"));
    QCOMPARE(requests[3][QLatin1String("tool_choice")].toString(), QStringLiteral("none"));
}

void TestChatAgent::makesTwoCallsOfOneRound()
{
    ScriptedHttp shop(order);
    Line line([&shop](ChatSettings &settings) { settings.tools.lookUps = { orderTool(shop.url()) }; });
    line.server.answerWith(ChatServer::calling(
        { { QStringLiteral("a"), QStringLiteral("find_order"), QStringLiteral(R"({"number":"9"})") },
          { QStringLiteral("b"), QStringLiteral("find_order"), QStringLiteral(R"({"number":"7"})") } }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("One was sent.") }));
    line.hear(1, QStringLiteral("Orders 9 and 7?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    const QStringList talk = line.server.talk(1);
    QVERIFY(talk.at(3).contains(QStringLiteral("no such order")));
    QVERIFY(talk.at(4).contains(QStringLiteral("נשלח")));
}

void TestChatAgent::actsOnTheLine_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("spoken");
    QTest::addColumn<QString>("action");
    const QString done = QStringLiteral("1 done");
    QTest::newRow("hang up, with words") << QStringLiteral("hang_up") << QStringList { QStringLiteral("Bye!") }
                                         << QStringList { QStringLiteral("1 en-US Bye!"), done }
                                         << QStringLiteral("1 0 ");
    QTest::newRow("hang up") << QStringLiteral("hang_up") << QStringList()
                             << QStringList { QStringLiteral("1 en-US Thank you, good-bye."), done }
                             << QStringLiteral("1 0 ");
    QTest::newRow("transfer") << QStringLiteral("transfer_call") << QStringList()
                              << QStringList { QStringLiteral("1 en-US One moment, I am putting you through."), done }
                              << QStringLiteral("1 1 +97231234567");
    QTest::newRow("record") << QStringLiteral("send_to_recording") << QStringList()
                            << QStringList { QStringLiteral("1 en-US You can leave a message."), done }
                            << QStringLiteral("1 2 ");
}

void TestChatAgent::actsOnTheLine()
{
    Line line([](ChatSettings &settings) { settings.tools.transferTargets = { QStringLiteral("+97231234567") }; });
    bool askedBeforeTheEnd = false;
    connect(&line.agent, &agent::Agent::lineActionAsked, &line.agent, [&] { askedBeforeTheEnd = !line.isReplied(1); });
    QFETCH(QString, name);
    QFETCH(QStringList, words);
    line.server.answerWith(
        ChatServer::calling({ { QStringLiteral("c1"), name, {} }, call("hang_up") }, words)); // only the first counts
    line.hear(1, QStringLiteral("Bye"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QTEST(line.lines(), "spoken");
    QCOMPARE(line.actions.size(), 1);
    QTEST(line.actions.first(), "action");
    QVERIFY(askedBeforeTheEnd);
}

void TestChatAgent::looksUpBeforeItHangsUp()
{
    ScriptedHttp shop(order);
    Line line([&shop](ChatSettings &settings) { settings.tools.lookUps = { orderTool(shop.url()) }; });
    line.server.answerWith(ChatServer::calling({ call("hang_up"), call("find_order", R"({"number":"7"})") },
                                               { QStringLiteral("It is on its way, bye.") }));
    line.hear(1, QStringLiteral("Send order 7. Bye"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(shop.requests().size(), std::size_t(1));
    QCOMPARE(line.actions, QStringList { QStringLiteral("1 0 ") });
    QCOMPARE(line.server.requests().size(), std::size_t(1));
}

void TestChatAgent::doesNotHangUpWhenTheCallBeforeFailed()
{
    ScriptedHttp shop(order);
    Line line([&shop](ChatSettings &settings) { settings.tools.lookUps = { orderTool(shop.url()) }; });
    line.server.answerWith(ChatServer::calling({ call("find_order", R"({"number":"8"})"), call("hang_up") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("There is no such order.") }));
    line.hear(1, QStringLiteral("Send order 8. Bye"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.actions, QStringList());
    QVERIFY(line.server.talk(1).last().contains(QStringLiteral("Not done")));
}

void TestChatAgent::forgetsWhatWasNotHeard()
{
    Line line;
    line.server.answerWith(ChatServer::saying({ QStringLiteral("We open at nine. We close at five.") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("At five.") }));
    line.hear(1, QStringLiteral("When are you there?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait); // the model is ready, the voice is not
    line.agent.interrupted(1, { QStringLiteral("We open at") });
    line.hear(2, QStringLiteral("And until when?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.server.talk(1),
             (QStringList { QStringLiteral("user: When are you there?"), QStringLiteral("assistant: We open at"),
                            QStringLiteral("user: And until when?") }));
}

void TestChatAgent::dropsDeltasOfAnInterruptedTurn()
{
    Line line;
    ChatServer::Answer answer;
    for (int i = 0; i < 2000; ++i)
        answer.pieces.push_back(ChatServer::words(QStringLiteral("Again and again. ")));
    answer.pieces.push_back(ChatServer::end());
    line.server.answerWith(answer);
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Sorry.") }));
    line.hear(1, QStringLiteral("Sing"));
    QTRY_VERIFY_WITH_TIMEOUT(line.lines().size() >= 3, longWait);
    line.agent.interrupted(1, { QStringLiteral("Again and again.") });
    const qsizetype before = line.lines().size();
    line.hear(2, QStringLiteral("Stop"));
    QTRY_COMPARE_WITH_TIMEOUT(line.server.http().abandoned(), 1, longWait);
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.lines().sliced(before), (QStringList { QStringLiteral("2 en-US Sorry."), QStringLiteral("2 done") }));
    QCOMPARE(line.server.talk(1),
             (QStringList { QStringLiteral("user: Sing"), QStringLiteral("assistant: Again and again."),
                            QStringLiteral("user: Stop") }));
}

void TestChatAgent::forgetsAnActionThatWasInterrupted()
{
    Line line;
    line.server.answerWith(ChatServer::calling({ call("hang_up") }, { QStringLiteral("Good-bye.") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("I am still here.") }));
    line.hear(1, QStringLiteral("Bye"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    line.agent.interrupted(1, { QStringLiteral("Good") });
    line.hear(2, QStringLiteral("No, wait"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QVERIFY(line.server.talk(1).at(3).contains(QStringLiteral("not done")));
}

void TestChatAgent::isInterruptedFromInsideASentence()
{
    Line line;
    connect(&line.agent, &agent::Agent::sentenceReady, &line.agent,
            [&line](int turn) { line.agent.interrupted(turn, { QStringLiteral("One") }); });
    line.server.answerWith(ChatServer::saying({ QStringLiteral("One. Two. Three.") }));
    line.hear(1, QStringLiteral("Count"));
    QTRY_VERIFY_WITH_TIMEOUT(!line.lines().isEmpty(), longWait);
    QTest::qWait(50);
    QCOMPARE(line.lines(), QStringList { QStringLiteral("1 en-US One.") });
    const QJsonArray messages = line.memory->messages({});
    QCOMPARE(messages.size(), 3);
    QCOMPARE(messages[2][QLatin1String("content")].toString(), QStringLiteral("One"));
}

void TestChatAgent::breaksAnOldAnswerOffForANewOne()
{
    Line line;
    ChatServer::Answer answer;
    answer.pieces = { ChatServer::words(QStringLiteral("First. Sec")) };
    answer.end = End::Stall;
    line.server.answerWith(answer);
    line.server.answerWith(ChatServer::saying({ QStringLiteral("New.") }));
    line.hear(1, QStringLiteral("Old"));
    QTRY_COMPARE_WITH_TIMEOUT(line.lines().size(), 1, longWait);
    line.hear(2, QStringLiteral("New"));
    QVERIFY(line.isReplied(1)); // whoever waits for its end need not wait longer
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.server.talk(1),
             (QStringList { QStringLiteral("user: Old"), QStringLiteral("assistant: First."),
                            QStringLiteral("user: New") }));
}

void TestChatAgent::interruptsALookUp()
{
    ScriptedHttp shop([](const ScriptedHttp::Request &) {
        return ScriptedHttp::Answer { 200, {}, { "half" }, End::Stall };
    });
    Line line([&shop](ChatSettings &settings) { settings.tools.lookUps = { orderTool(shop.url()) }; });
    line.server.answerWith(
        ChatServer::calling({ call("find_order", R"({"number":"7"})") }, { QStringLiteral("Let me check.") }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Fine.") }));
    line.hear(1, QStringLiteral("Order 7?"));
    QTRY_COMPARE_WITH_TIMEOUT(shop.requests().size(), std::size_t(1), longWait);
    line.agent.interrupted(1, { QStringLiteral("Let me check.") });
    QTRY_COMPARE_WITH_TIMEOUT(shop.abandoned(), 1, longWait);
    line.hear(2, QStringLiteral("Never mind"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(2), longWait);
    QCOMPARE(line.server.talk(1),
             (QStringList { QStringLiteral("user: Order 7?"), QStringLiteral("assistant: Let me check."),
                            QStringLiteral("user: Never mind") }));
}

void TestChatAgent::fillsASilenceOnce()
{
    Line line([](ChatSettings &settings) { settings.fillerAfter = 50ms; });
    ChatServer::Answer late = ChatServer::saying({ QStringLiteral("It was sent.") });
    late.before = 600ms;
    line.server.answerWith(late);
    line.hear(1, QStringLiteral("Where is it?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.fillers, QStringList { QStringLiteral("1 en-US Just a moment, please.") });
    QCOMPARE(line.lines(), (QStringList { QStringLiteral("1 en-US It was sent."), QStringLiteral("1 done") }));
    QCOMPARE(line.memory->messages({}).size(), 3); // the filler is none of them
}

void TestChatAgent::fillsOnceWhoeverAnswers()
{
    const auto memory = std::make_shared<ChatMemory>();
    memory->noteFiller(1);
    Line line([](ChatSettings &settings) { settings.fillerAfter = 50ms; }, memory);
    ChatServer::Answer late = ChatServer::saying({ QStringLiteral("It was sent.") });
    late.before = 300ms;
    line.server.answerWith(late);
    line.hear(1, QStringLiteral("Where is it?"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.fillers, QStringList());
}

void TestChatAgent::doesNotFillWhenTheAnswerIsThere()
{
    Line line([](ChatSettings &settings) { settings.fillerAfter = 700ms; });
    ChatServer::Answer answer;
    answer.pieces = { ChatServer::words(QStringLiteral("Yes. ")) };
    answer.end = End::Stall;
    line.server.answerWith(answer);
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(!line.lines().isEmpty(), longWait);
    if (!line.fillers.isEmpty())
        QSKIP("the machine is so slow that a filler was due");
    QTest::qWait(900);
    QCOMPARE(line.fillers, QStringList());
}

void TestChatAgent::fillsInTheCallersLanguage()
{
    Line line([](ChatSettings &settings) { settings.fillerAfter = 20ms; });
    line.server.answerWith({ 200, {}, {}, End::Stall });
    line.hear(1, QStringLiteral("איפה זה?"), hebrew);
    QTRY_COMPARE_WITH_TIMEOUT(line.fillers, QStringList { QStringLiteral("1 he-IL רק רגע, בבקשה.") }, longWait);
}

void TestChatAgent::endsAReplyThatTakesTooLong()
{
    Line line([](ChatSettings &settings) { settings.replyWithin = 4s; });
    ChatServer::Answer answer;
    answer.pieces = { ChatServer::words(QStringLiteral("First. Sec")) };
    answer.end = End::Stall;
    line.server.answerWith(answer);
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1) || !line.failures.isEmpty(), longWait);
    QCOMPARE(line.lines(), (QStringList { QStringLiteral("1 en-US First."), QStringLiteral("1 done") }));
    QTRY_COMPARE_WITH_TIMEOUT(line.server.http().abandoned(), 1, longWait);
    QCOMPARE(line.memory->messages({})[2][QLatin1String("content")].toString(), QStringLiteral("First."));
}

void TestChatAgent::failsWhenNothingWasReadyInTime()
{
    Line line([](ChatSettings &settings) { settings.replyWithin = 200ms; });
    line.server.answerWith({ 200, {}, { ChatServer::words(QStringLiteral("Fir")) }, End::Stall });
    line.hear(1, QStringLiteral("Hi"));
    QTRY_COMPARE_WITH_TIMEOUT(line.failures, QStringList { QStringLiteral("1 timeout") }, longWait);
    QCOMPARE(line.lines(), QStringList());
}

void TestChatAgent::endsAReplyThatIsTooLong()
{
    Line line([](ChatSettings &settings) { settings.replyCharacters = 10; });
    ChatServer::Answer answer = ChatServer::saying({ QStringLiteral("One two. Three four. Five. ") });
    line.server.answerWith(answer);
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.lines(),
             (QStringList { QStringLiteral("1 en-US One two."), QStringLiteral("1 en-US Three four."),
                            QStringLiteral("1 done") }));
}

void TestChatAgent::leavesOutASentenceThatTheLimitTore()
{
    Line line;
    ChatServer::Answer answer;
    answer.pieces
        = { ChatServer::words(QStringLiteral("One two. Three fo")), ChatServer::end(QStringLiteral("length")) };
    line.server.answerWith(answer);
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.lines(), (QStringList { QStringLiteral("1 en-US One two."), QStringLiteral("1 done") }));
}

void TestChatAgent::tellsFailures_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("retryAfter");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<int>("requests");
    const auto row = [](const char *name, int status, const char *code, const QString &retryAfter, const char *failure,
                        int requests) {
        QTest::newRow(name) << status << QByteArray(code) << retryAfter << QString::fromLatin1(failure) << requests;
    };
    row("key", 401, "invalid_api_key", {}, "1 unauthorized", 1);
    row("quota", 429, "insufficient_quota", QStringLiteral("1"), "1 quota_exceeded", 1);
    row("rate, for long", 429, "rate_limit_exceeded", QStringLiteral("20"), "1 rate_limited", 1);
    row("rate, for how long?", 429, "rate_limit_exceeded", {}, "1 rate_limited", 1);
    row("rate, twice", 429, "rate_limit_exceeded", QStringLiteral("0"), "1 rate_limited", 2);
    row("request", 400, "bad", {}, "1 refused", 1);
    row("fault, twice", 500, "server_error", {}, "1 unavailable", 2);
}

void TestChatAgent::tellsFailures()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(QString, retryAfter);
    QFETCH(int, requests);
    Line line;
    net::Headers headers;
    if (!retryAfter.isNull())
        headers.push_back({ "Retry-After", retryAfter.toLatin1() });
    for (int i = 0; i < 3; ++i)
        line.server.answerWith(ChatServer::refusing(status, code, headers));
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(!line.failures.isEmpty(), longWait);
    QTest::qWait(20);
    QCOMPARE(line.failures.size(), 1);
    QTEST(line.failures.first(), "failure");
    QCOMPARE(line.server.requests().size(), static_cast<std::size_t>(requests));
    QCOMPARE(line.lines(), QStringList());
    QVERIFY(!line.errorTexts.join(QString()).contains(QString::fromLatin1(ChatServer::key())));
}

void TestChatAgent::failsInTheMiddle_data()
{
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("failure");
    const auto row = [](const char *name, const QByteArray &last, End end, const char *failure) {
        QTest::newRow(name) << last << static_cast<int>(end) << QString::fromLatin1(failure);
    };
    row("cut", ChatServer::words(QStringLiteral("hal")), End::Cut, "1 unavailable");
    row("cut inside a letter", ChatServer::words(QStringLiteral("ש")).left(70), End::Cut, "1 unavailable");
    row("ended without an end", ChatServer::words(QStringLiteral("hal")), End::Whole, "1 unavailable");
    row("a fault in the stream",
        R"(data: {"error":{"message":"CUDA","code":500}})"
        "\n\n",
        End::Stall, "1 unavailable");
    row("no JSON", "data: <html>\n\n", End::Stall, "1 protocol");
    row("quota in the stream",
        R"(data: {"error":{"message":"Pay","code":"insufficient_quota"}})"
        "\n\n",
        End::Whole, "1 quota_exceeded");
}

void TestChatAgent::failsInTheMiddle()
{
    QFETCH(QByteArray, last);
    QFETCH(int, end);
    Line line;
    ChatServer::Answer answer;
    answer.pieces = { ChatServer::words(QStringLiteral("First. Sec")), last };
    answer.end = static_cast<End>(end);
    line.server.answerWith(answer);
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(!line.failures.isEmpty(), longWait);
    QTEST(line.failures.first(), "failure");
    QCOMPARE(line.lines(), QStringList { QStringLiteral("1 en-US First.") });
    QCOMPARE(line.server.requests().size(), std::size_t(1)); // half an answer is not asked for again
    QCOMPARE(line.memory->messages({})[2][QLatin1String("content")].toString(), QStringLiteral("First."));
}

void TestChatAgent::triesOnceMoreBeforeTheFirstWord()
{
    Line line;
    ChatServer::Answer cut = ChatServer::saying({});
    cut.pieces.pop_back();
    cut.end = End::Cut;
    line.server.answerWith(cut);
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes.") }));
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QCOMPARE(line.lines(), (QStringList { QStringLiteral("1 en-US Yes."), QStringLiteral("1 done") }));
    QCOMPARE(line.server.requests().size(), std::size_t(2));
}

void TestChatAgent::triesOnceMoreAfterAShortRest()
{
    Line line;
    line.server.answerWith(ChatServer::refusing(429, "rate_limit_exceeded", { { "Retry-After", "1" } }));
    line.server.answerWith(ChatServer::saying({ QStringLiteral("Yes.") }));
    QElapsedTimer timer;
    timer.start();
    line.hear(1, QStringLiteral("Hi"));
    QTRY_VERIFY_WITH_TIMEOUT(line.isReplied(1), longWait);
    QVERIFY(timer.elapsed() >= 990);
}

void TestChatAgent::failsWithoutAWord()
{
    Line line;
    line.server.answerWith(ChatServer::saying({ QStringLiteral("<think>Hm</think> 👍 ") }));
    line.hear(1, QStringLiteral("Hi"));
    QTRY_COMPARE_WITH_TIMEOUT(line.failures, QStringList { QStringLiteral("1 protocol") }, longWait);
}

void TestChatAgent::failsWhenNobodyListens()
{
    Line line([](ChatSettings &settings) { settings.url = QUrl(QStringLiteral("http://127.0.0.1:1/v1")); });
    line.agent.warmUp();
    line.hear(1, QStringLiteral("Hi"));
    QTRY_COMPARE_WITH_TIMEOUT(line.failures, QStringList { QStringLiteral("1 unavailable") }, longWait);
}

void TestChatAgent::sharesMemoryWithWhoStandsIn()
{
    const auto memory = std::make_shared<ChatMemory>();
    Line first({}, memory), second({}, memory);
    first.server.answerWith(ChatServer::saying({ QStringLiteral("Hello Dana.") }));
    first.hear(1, QStringLiteral("I am Dana"));
    QTRY_VERIFY_WITH_TIMEOUT(first.isReplied(1), longWait);
    first.server.answerWith(ChatServer::refusing(401, "invalid_api_key"));
    first.hear(2, QStringLiteral("Who am I?"));
    QTRY_COMPARE_WITH_TIMEOUT(first.failures.size(), 1, longWait);
    second.server.answerWith(ChatServer::saying({ QStringLiteral("Dana.") }));
    second.hear(2, QStringLiteral("Who am I?"));
    QTRY_VERIFY_WITH_TIMEOUT(second.isReplied(2), longWait);
    QCOMPARE(second.server.talk(0),
             (QStringList { QStringLiteral("user: I am Dana"), QStringLiteral("assistant: Hello Dana."),
                            QStringLiteral("user: Who am I?") }));
}

void TestChatAgent::goesSilentWhenItIsDeleted()
{
    ChatServer server;
    QNetworkAccessManager network;
    const tests::ManualClock clock;
    server.answerWith({ 200, {}, { ChatServer::words(QStringLiteral("One. ")) }, End::Stall });
    {
        ChatSettings settings;
        settings.url = server.url();
        settings.key = base::Secret(ChatServer::key());
        settings.model = ChatServer::model();
        ChatAgent agent(settings, std::make_shared<ChatMemory>(), network, clock);
        tests::SpokenTurns spoken(agent);
        QStringList lines;
        agent.hear(1, { 1, QStringLiteral("Hi"), english });
        QTRY_VERIFY_WITH_TIMEOUT(!(lines += spoken.take()).isEmpty(), longWait);
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.http().abandoned(), 1, longWait);
}

QTEST_GUILESS_MAIN(TestChatAgent)
#include "tst_chatagent.moc"
