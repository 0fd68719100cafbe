#include "core/realtime/realtimeagent.h"
#include "tests/core/agent/spokenturns.h"
#include "tests/support/manualclock.h"
#include "tests/support/realtimespeechserver.h"
#include "tests/support/scriptedhttp.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using agent::ChatMemory;
using agent::LineAction;

namespace {

const QByteArray key = "s3cret-key";

/// One agent at its service, a caller's sound and what the call is told.
struct Line
{
    explicit Line(const std::function<void(realtime::RealtimeSettings &)> &change = {})
        : agent(settingsFor(change), { caller, lines, memory }, network, clock)
        , spoken(agent)
    {
        QObject::connect(&agent, &agent::Agent::failed, &agent, [this](int turn, const base::Error &error) {
            failures << QStringLiteral("%1 %2").arg(turn).arg(base::errorCodeName(error.code));
        });
        QObject::connect(&agent, &agent::Agent::fillerReady, &agent, [this](int turn, const QString &text) {
            fillers << QStringLiteral("%1 %2").arg(turn).arg(text);
        });
        QObject::connect(&agent, &agent::Agent::lineActionAsked, &agent, [this](int turn, const LineAction &action) {
            actions << QStringLiteral("%1 %2").arg(turn).arg(agent::lineActionName(action.kind));
        });
        QObject::connect(&agent, &agent::Agent::sentenceReady, &agent,
                         [this](int, const QString &text) { taken.push_back(lines->take(text)); });
    }

    realtime::RealtimeSettings settingsFor(const std::function<void(realtime::RealtimeSettings &)> &change) const
    {
        realtime::RealtimeSettings settings;
        settings.mind.provider = u"live"_s;
        settings.mind.url = server.socket.url();
        settings.mind.key = base::Secret(key);
        settings.mind.model = u"gpt-realtime"_s;
        settings.mind.systemPrompt = u"Be kind."_s;
        settings.mind.fillerAfter = 0ms;
        if (change)
            change(settings);
        return settings;
    }

    void utter(std::chrono::milliseconds length = 500ms)
    {
        Q_EMIT caller->began();
        const QByteArray sound = RealtimeSpeechServer::sound(length);
        for (qsizetype at = 0; at < sound.size(); at += 160)
            Q_EMIT caller->heard(sound.mid(at, 160));
        Q_EMIT caller->ended();
    }
    /// So many lines, when they are there.
    QStringList told(qsizetype count)
    {
        (void)QTest::qWaitFor([this, count] { return spoken.lines().size() >= count; }, 10'000);
        return spoken.take();
    }
    /// What the voice gets of all lines so far.
    QByteArray sound()
    {
        QByteArray all;
        for (const std::optional<int> &line : taken)
            all += line ? lines->takeSound(*line) : QByteArray();
        return all;
    }

    RealtimeSpeechServer server { key };
    ManualClock clock;
    QNetworkAccessManager network;
    std::shared_ptr<realtime::CallerSound> caller = std::make_shared<realtime::CallerSound>();
    std::shared_ptr<realtime::SpokenLines> lines = std::make_shared<realtime::SpokenLines>();
    std::shared_ptr<ChatMemory> memory = std::make_shared<ChatMemory>();
    realtime::RealtimeAgent agent;
    SpokenTurns spoken;
    QStringList failures, fillers, actions;
    std::vector<std::optional<int>> taken;
};

agent::Utterance said(const QString &text, int number = 1)
{
    return { number, text, u"en-US"_s };
}

} // namespace

class RealtimeAgentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensASessionThatFindsNoTurnsByItself();
    void greetsInItsOwnVoice();
    void answersWhatItHeardBeforeTheWordsAreKnown();
    void anAnswerTheCallDoesNotWantIsTakenBack();
    void aBargeInCutsWhatWasNotHeard();
    void aBargeInAfterTheAnswerWasMadeCutsItToo();
    void whatComesAfterTheCancelIsForgotten();
    void speechDuringAnAnswerIsAnsweredAfterIt();
    void aKeyAndATextAreWrittenDown();
    void whatAnotherHasNotedIsNotToldTwice();
    void callsItsTools();
    void hangsUp();
    void aSilentServiceIsBridged();
    void aResponseThatFailsFailsItsTurn();
    void aLostSessionIsOpenedAgainWithWhatWasSaid();
    void anOldSessionIsExchanged();
    void standsBy();
    void ofUtterancesTooShortNothingIsSent();
    void anAnswerThatIsTooLongIsCut();
    void aCallCutAtTheFirstLineIsLeftAlone();
};

void RealtimeAgentTest::opensASessionThatFindsNoTurnsByItself()
{
    Line line([](auto &settings) {
        settings.voice = u"cedar"_s;
        settings.mind.tools.mayRecord = false;
    });
    line.agent.warmUp();
    QTRY_VERIFY(!line.server.session().isEmpty());
    const auto &handshake = line.server.socket.handshakes().front();
    QCOMPARE(handshake.target, QByteArray("/v1/realtime?model=gpt-realtime"));
    const QJsonObject session = line.server.session();
    const QJsonObject audio = session.value(u"audio"_s).toObject();
    QVERIFY(audio.value(u"input"_s).toObject().value(u"turn_detection"_s).isNull());
    QCOMPARE(audio.value(u"output"_s).toObject().value(u"voice"_s).toString(), u"cedar"_s);
    QVERIFY(session.value(u"instructions"_s).toString().startsWith(u"Be kind."_s));
    const QJsonObject tool = session.value(u"tools"_s).toArray().at(0).toObject();
    QCOMPARE(tool.value(u"name"_s).toString(), u"hang_up"_s);
    QCOMPARE(tool.value(u"type"_s).toString(), u"function"_s);
    QCOMPARE(session.value(u"tools"_s).toArray().size(), 1);
}

void RealtimeAgentTest::greetsInItsOwnVoice()
{
    Line line([](auto &settings) { settings.mind.greeting = u"Hello, how can I help?"_s; });
    line.server.responses << RealtimeSpeechServer::saying({ u"Hello, how"_s, u" can I help?"_s }, 300ms);
    line.agent.greet(1);
    QCOMPARE(line.told(3), QStringList({ u"1 en-US Hello,"_s, u"1 en-US how can I help?"_s, u"1 done"_s }));
    QVERIFY(line.server.asked()[0].endsWith(u"Hello, how can I help?"_s));
    QCOMPARE(line.sound().size(), 2 * 300 * 8);
    QCOMPARE(line.memory->messages({}).at(1).toObject().value(u"content"_s).toString(), u"Hello, how can I help?"_s);

    Line silent;
    silent.agent.greet(1);
    QCOMPARE(silent.spoken.take(), QStringList { u"1 done"_s });
}

void RealtimeAgentTest::answersWhatItHeardBeforeTheWordsAreKnown()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"At nine. "_s }, 200ms);
    line.agent.warmUp();
    line.utter(330ms);
    QTRY_COMPARE(line.server.asked().size(), 1);
    QTest::qWait(50);
    QCOMPARE(line.spoken.take(), QStringList()); // nobody has asked
    line.agent.hear(1, said(u"When do you open?"_s));
    QCOMPARE(line.spoken.take(), QStringList({ u"1 en-US At nine."_s, u"1 done"_s }));
    QCOMPARE(line.sound(), RealtimeSpeechServer::sound(200ms));
    QCOMPARE(line.server.committed(), QList { RealtimeSpeechServer::sound(330ms).left(330 * 8) });
    QVERIFY(line.server.items().isEmpty()); // the words are not told: it has the sound
    const QJsonArray messages = line.memory->messages({});
    QCOMPARE(messages.at(1).toObject().value(u"content"_s).toString(), u"When do you open?"_s);
    QCOMPARE(messages.at(2).toObject().value(u"content"_s).toString(), u"At nine."_s);
}

void RealtimeAgentTest::anAnswerTheCallDoesNotWantIsTakenBack()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"Wait for it. "_s }, 200ms)
                          << RealtimeSpeechServer::saying({ u"Both. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    QTRY_COMPARE(line.server.asked().size(), 1);
    QTest::qWait(50);
    const QString item = line.server.spokenItem();
    line.utter(); // the caller had not finished
    QTRY_COMPARE(line.server.asked().size(), 2);
    line.agent.hear(1, said(u"one two"_s));
    QCOMPARE(line.told(2), QStringList({ u"1 en-US Both."_s, u"1 done"_s }));
    QTRY_COMPARE(line.server.cuts().size(), 1U);
    QCOMPARE(line.server.cuts()[0].item, item);
    QCOMPARE(line.server.cuts()[0].ms, 0);
    QCOMPARE(line.server.committed().size(), 2);
    QVERIFY(!line.server.refusals().contains(u"conversation_already_has_active_response"_s));
}

void RealtimeAgentTest::aBargeInCutsWhatWasNotHeard()
{
    Line line;
    auto long1 = RealtimeSpeechServer::saying({ u"We are open on Sunday, "_s, u"Monday and Tuesday."_s }, 1000ms);
    long1.holds = true;
    line.server.responses << long1 << RealtimeSpeechServer::saying({ u"Sure. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"When?"_s));
    QCOMPARE(line.told(1), QStringList { u"1 en-US We are open on Sunday,"_s });
    const QString item = line.server.spokenItem();
    Q_EMIT line.caller->began();
    line.agent.interrupted(1, { u"We are open"_s, 640ms });
    QTRY_COMPARE(line.server.cancels(), 1);
    QTRY_COMPARE(line.server.cuts().size(), 1U);
    QCOMPARE(line.server.cuts()[0].item, item);
    QCOMPARE(line.server.cuts()[0].ms, 640);
    QCOMPARE(line.memory->messages({}).at(2).toObject().value(u"content"_s).toString(), u"We are open"_s);
    QVERIFY(line.sound().isEmpty());

    line.utter();
    line.agent.hear(2, said(u"On Friday?"_s, 2));
    QCOMPARE(line.told(2), QStringList({ u"2 en-US Sure."_s, u"2 done"_s }));
    QVERIFY(line.server.refusals().isEmpty());
}

void RealtimeAgentTest::aBargeInAfterTheAnswerWasMadeCutsItToo()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"One two three. "_s }, 2000ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Count."_s));
    QCOMPARE(line.told(2), QStringList({ u"1 en-US One two three."_s, u"1 done"_s }));
    line.agent.interrupted(1, { u"One"_s, 700ms });
    QTRY_COMPARE(line.server.cuts().size(), 1U);
    QCOMPARE(line.server.cuts()[0].ms, 700);
    QCOMPARE(line.server.cancels(), 0);
    line.agent.interrupted(1, { u"One"_s, 700ms });
    QTest::qWait(50);
    QCOMPARE(line.server.cuts().size(), 1U); // that turn is cut already
}

void RealtimeAgentTest::whatComesAfterTheCancelIsForgotten()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::Response { .holds = true }
                          << RealtimeSpeechServer::saying({ u"Yes. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Hello?"_s));
    QTRY_COMPARE(line.server.asked().size(), 1);
    line.agent.interrupted(1, {});
    line.server.say({ u"Too late. "_s, RealtimeSpeechServer::sound(400ms) }); // before the cancel gets there
    QTRY_COMPARE(line.server.cuts().size(), 1U);
    QCOMPARE(line.server.cuts()[0].ms, 0);
    QVERIFY(line.spoken.take().isEmpty());
    line.utter();
    line.agent.hear(2, said(u"Still there?"_s, 2));
    QCOMPARE(line.told(2), QStringList({ u"2 en-US Yes."_s, u"2 done"_s }));
}

void RealtimeAgentTest::speechDuringAnAnswerIsAnsweredAfterIt()
{
    Line line;
    auto first = RealtimeSpeechServer::saying({ u"Let me think. "_s }, 100ms);
    first.holds = true;
    line.server.responses << first << RealtimeSpeechServer::saying({ u"Fine. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Hello."_s));
    QCOMPARE(line.told(1), QStringList { u"1 en-US Let me think."_s });
    line.utter();
    QTest::qWait(50);
    QCOMPARE(line.server.asked().size(), 1); // one at a time
    line.agent.hear(2, said(u"Quick!"_s, 2));
    QCOMPARE(line.told(3), QStringList({ u"1 done"_s, u"2 en-US Fine."_s, u"2 done"_s }));
    QVERIFY(line.server.items().isEmpty());
    QVERIFY(line.server.refusals().isEmpty());
}

void RealtimeAgentTest::aKeyAndATextAreWrittenDown()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"Five. "_s }, 100ms)
                          << RealtimeSpeechServer::saying({ u"Text. "_s }, 100ms);
    line.agent.warmUp();
    line.agent.press(1, u'5');
    QCOMPARE(line.told(2), QStringList({ u"1 en-US Five."_s, u"1 done"_s }));
    line.agent.hear(2, said(u"It did not hear that."_s)); // it was not listening then
    QCOMPARE(line.told(2), QStringList({ u"2 en-US Text."_s, u"2 done"_s }));
    QCOMPARE(line.server.items(), QStringList({ u"user: [key 5]"_s, u"user: It did not hear that."_s }));
    line.agent.hear(3, said({}));
    QCOMPARE(line.spoken.take().size(), 2); // asks again, without the service
    QCOMPARE(line.server.asked().size(), 2);
}

/// Whoever failed before it in the same turn has noted what the caller did, and the session was opened with that.
void RealtimeAgentTest::whatAnotherHasNotedIsNotToldTwice()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"Five. "_s }, 100ms)
                          << RealtimeSpeechServer::saying({ u"Nine. "_s }, 100ms);
    line.memory->addCaller(1, u"[key 5]"_s);
    line.agent.warmUp();
    line.agent.press(1, u'5');
    QCOMPARE(line.told(2), QStringList({ u"1 en-US Five."_s, u"1 done"_s }));
    QCOMPARE(line.server.items(), QStringList { u"user: [key 5]"_s });
    line.agent.standBy();
    line.memory->addCaller(2, u"When?"_s);
    line.agent.warmUp();
    line.agent.hear(2, said(u"When?"_s, 2));
    QCOMPARE(line.told(2), QStringList({ u"2 en-US Nine."_s, u"2 done"_s }));
    QCOMPARE(line.server.items(),
             QStringList({ u"user: [key 5]"_s, u"user: [key 5]"_s, u"assistant: Five."_s, u"user: When?"_s }));
}

void RealtimeAgentTest::callsItsTools()
{
    ScriptedHttp shop(
        [](const ScriptedHttp::Request &) { return ScriptedHttp::Answer { .pieces = { R"({"open":"9"})" } }; });
    Line line([&](auto &settings) {
        settings.mind.tools.lookUps = { { .name = u"hours"_s,
                                          .description = u"opening hours"_s,
                                          .url = shop.url(u"/hours"_s).toString() + u"?day={day}"_s,
                                          .parameters = { { u"day"_s, u"the day"_s } } } };
    });
    line.server.responses << RealtimeSpeechServer::Response {
        .calls = { { u"call_1"_s, u"hours"_s, u"{\"day\":\"Sunday\"}"_s } }
    } << RealtimeSpeechServer::saying({ u"From nine. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Sunday?"_s));
    QCOMPARE(line.told(2), QStringList({ u"1 en-US From nine."_s, u"1 done"_s }));
    QCOMPARE(line.server.items(), QStringList { u"output call_1: {\"open\":\"9\"}"_s });
    QVERIFY(line.failures.isEmpty());
}

void RealtimeAgentTest::hangsUp()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::Response { .calls = { { u"call_1"_s, u"hang_up"_s, u"{}"_s } } };
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Bye."_s));
    QTRY_COMPARE(line.actions, QStringList { u"1 hang_up"_s });
    QCOMPARE(line.spoken.take(), QStringList({ u"1 en-US Thank you, good-bye."_s, u"1 done"_s }));
    QVERIFY(!line.taken[0]); // said by the synthesizer
}

void RealtimeAgentTest::aSilentServiceIsBridged()
{
    Line line([](auto &settings) {
        settings.mind.fillerAfter = 30ms;
        settings.mind.replyWithin = 300ms;
    });
    line.server.responses << RealtimeSpeechServer::Response { .holds = true };
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Hello?"_s));
    QTRY_COMPARE(line.fillers.size(), 1);
    QTRY_COMPARE(line.failures, QStringList { u"1 timeout"_s });
    QTRY_COMPARE(line.server.cancels(), 1);
}

void RealtimeAgentTest::aResponseThatFailsFailsItsTurn()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::Response { .failure = u"insufficient_quota"_s };
    line.agent.warmUp();
    line.utter();
    QTRY_COMPARE(line.server.asked().size(), 1);
    QTest::qWait(50); // it fails before anybody asks
    line.agent.hear(1, said(u"Hello?"_s));
    QCOMPARE(line.failures, QStringList { u"1 quota_exceeded"_s });

    Line wordless;
    wordless.server.responses << RealtimeSpeechServer::Response {};
    wordless.agent.warmUp();
    wordless.utter();
    wordless.agent.hear(1, said(u"Hello?"_s));
    QTRY_COMPARE(wordless.failures, QStringList { u"1 protocol"_s });
}

void RealtimeAgentTest::aLostSessionIsOpenedAgainWithWhatWasSaid()
{
    Line line;
    auto torn = RealtimeSpeechServer::saying({ u"We are open. "_s }, 100ms);
    torn.holds = true;
    line.server.responses << RealtimeSpeechServer::saying({ u"Hello. "_s }, 100ms) << torn
                          << RealtimeSpeechServer::saying({ u"Again. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Hi."_s));
    QCOMPARE(line.told(2), QStringList({ u"1 en-US Hello."_s, u"1 done"_s }));
    line.utter();
    line.agent.hear(2, said(u"When?"_s, 2));
    QCOMPARE(line.told(1), QStringList { u"2 en-US We are open."_s });
    line.server.socket.cut();
    QTRY_COMPARE(line.failures, QStringList { u"2 unavailable"_s });
    QCOMPARE(line.sound().size(), 2 * 100 * 8); // of both answers
    QVERIFY(line.lines->isOver(*line.taken.back()));

    line.agent.hear(3, said(u"And Friday?"_s, 3));
    QCOMPARE(line.told(2), QStringList({ u"3 en-US Again."_s, u"3 done"_s }));
    QCOMPARE(line.server.items(),
             QStringList({ u"user: Hi."_s, u"assistant: Hello."_s, u"user: When?"_s, u"assistant: We are open."_s,
                           u"user: And Friday?"_s }));
}

void RealtimeAgentTest::anOldSessionIsExchanged()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"One. "_s }, 100ms)
                          << RealtimeSpeechServer::saying({ u"Two. "_s }, 100ms);
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"First."_s));
    QCOMPARE(line.told(2), QStringList({ u"1 en-US One."_s, u"1 done"_s }));
    line.clock.advance(51min);
    line.utter();
    line.agent.hear(2, said(u"Second."_s, 2));
    QCOMPARE(line.told(2), QStringList({ u"2 en-US Two."_s, u"2 done"_s }));
    QCOMPARE(line.server.socket.handshakes().size(), 2U);
    QCOMPARE(line.server.items(), QStringList({ u"user: First."_s, u"assistant: One."_s }));
}

void RealtimeAgentTest::standsBy()
{
    Line line;
    line.agent.warmUp();
    QTRY_VERIFY(!line.server.session().isEmpty());
    line.agent.standBy();
    QTRY_COMPARE(line.server.socket.open(), 0);
    line.utter();
    QTest::qWait(50);
    QCOMPARE(line.server.socket.handshakes().size(), 1U);
    QVERIFY(line.failures.isEmpty());
}

void RealtimeAgentTest::ofUtterancesTooShortNothingIsSent()
{
    Line line;
    line.agent.warmUp();
    QTRY_VERIFY(!line.server.session().isEmpty());
    line.utter(80ms);
    Q_EMIT line.caller->began();
    Q_EMIT line.caller->heard(RealtimeSpeechServer::sound(300ms));
    Q_EMIT line.caller->dropped();
    QTRY_COMPARE(line.server.clears(), 2);
    QVERIFY(line.server.committed().isEmpty());
    QVERIFY(line.server.asked().isEmpty());
    QVERIFY(line.server.buffered().isEmpty());
}

void RealtimeAgentTest::anAnswerThatIsTooLongIsCut()
{
    Line line([](auto &settings) { settings.mind.replyCharacters = 20; });
    auto endless = RealtimeSpeechServer::saying(
        { u"First part. "_s, u"The second part. "_s, u"A third. "_s, u"A fourth. "_s }, 100ms);
    endless.holds = true;
    line.server.responses << endless;
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Tell me all."_s));
    QCOMPARE(line.told(3), QStringList({ u"1 en-US First part."_s, u"1 en-US The second part."_s, u"1 done"_s }));
    QTRY_COMPARE(line.server.cuts().size(), 1U);
    QCOMPARE(line.server.cuts()[0].ms, 200); // the line that was one too many is told and heard to its end
}

void RealtimeAgentTest::aCallCutAtTheFirstLineIsLeftAlone()
{
    Line line;
    line.server.responses << RealtimeSpeechServer::saying({ u"One. "_s, u"Two. "_s }, 100ms);
    QObject::connect(&line.agent, &agent::Agent::sentenceReady, &line.agent,
                     [&line](int turn) { line.agent.interrupted(turn, {}); });
    line.agent.warmUp();
    line.utter();
    line.agent.hear(1, said(u"Hello."_s));
    QTRY_COMPARE(line.server.cuts().size(), 1U);
    QTest::qWait(50);
    QCOMPARE(line.spoken.take(), QStringList { u"1 en-US One."_s });
    QCOMPARE(line.memory->messages({}).size(), 2); // the system's and the caller's
}

QTEST_GUILESS_MAIN(RealtimeAgentTest)
#include "tst_realtimeagent.moc"
