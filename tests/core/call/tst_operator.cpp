#include "core/call/call.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakecaller.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using tests::FakeAgent;
using tests::FakeCaller;

namespace {

const QString desktop = u"desktop"_s;
const QString greeting = u"Welcome to this rather long greeting, which goes on and on and on."_s; // 4 s

QString joined(const FakeCaller &caller)
{
    return caller.eventNames().join(u' ');
}

} // namespace

/// Conversations in which an operator takes part, on a manual clock.
class OperatorTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<FakeAgent::Script> m_script;
    FakeAgent *m_agent = nullptr; ///< of the last call

    std::unique_ptr<FakeCaller> ring(FakeCaller::Line line = {})
    {
        auto agent = std::make_unique<FakeAgent>(m_script);
        m_agent = agent.get();
        return std::make_unique<FakeCaller>(std::move(agent), call::CallSettings {}, line);
    }

    static call::Conversation &talk(FakeCaller &caller) { return *caller.call().conversation(); }

    /// Says one utterance and waits for its final text.
    static void ask(FakeCaller &caller, const QString &text)
    {
        caller.ear().texts << text;
        caller.says(1000ms);
        caller.finishesSaying();
        caller.waits(600ms);
    }

private Q_SLOTS:
    void init() { m_script = std::make_shared<FakeAgent::Script>(); }

    void aSentenceIsSpokenAndNotedLikeATurn()
    {
        auto caller = ring();
        caller->waits(500ms);
        QVERIFY(talk(*caller).say(u" One\nmoment please. "_s, desktop));
        caller->waits(3s);
        const auto said = caller->events<event::OperatorSaid>();
        QCOMPARE(said.size(), size_t(1));
        QCOMPARE(said[0].text, u"One moment please."_s);
        QCOMPARE(said[0].language, u"en-US"_s);
        QCOMPARE(said[0].by, desktop);
        QCOMPARE(caller->events<event::SpeechSynthesized>().at(0).turn, said[0].turn);
        QCOMPARE(caller->events<event::MarkReceived>().at(0).turn, std::optional(said[0].turn));
        QVERIFY(caller->events<event::MarkReceived>()[0].heard);
        QVERIFY(std::abs((caller->heardLength() - 18 * 60ms).count()) < 60);
        qsizetype at = 0;
        for (const char *step : { "SAY", "TTS_LEN_ms", "MEDIA_TX", "MARK_TX", "MARK_RX" }) {
            at = caller->eventNames().indexOf(QLatin1String(step), at);
            QVERIFY2(at >= 0, qPrintable(QLatin1String(step) + u" not after: "_s + joined(*caller)));
        }
        QVERIFY(caller->events<event::AgentReplied>().empty());
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(m_script->heard.empty() && m_script->interrupted.empty());
    }

    void itIsNoAnswerWithALatency()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).say(u"One moment."_s, desktop));
        caller->waits(2s);
        const auto left = caller->events<event::ReplyLeft>();
        QCOMPARE(left.size(), size_t(1));
        QVERIFY(!left[0].utterance);
        QVERIFY(!left[0].voiceToVoice && !left[0].ours && !left[0].endpointing && !left[0].agent);
        QVERIFY(!caller->events<event::MarkReceived>().at(0).toPlayed);
    }

    void itGoesBeforeWhatTheBotIsSaying()
    {
        m_script->greeting = greeting;
        auto caller = ring();
        caller->waits(1500ms);
        QVERIFY(caller->silence() < 60ms);
        QVERIFY(talk(*caller).say(u"Sorry, one moment."_s, desktop));
        caller->waits(200ms);
        const auto cuts = caller->events<event::BargedIn>();
        QCOMPARE(cuts.size(), size_t(1));
        QCOMPARE(cuts[0].by, std::optional(desktop));
        QVERIFY(cuts[0].heard >= 1300ms && cuts[0].dropped >= 2s);
        QCOMPARE(caller->events<event::ClearSent>().size(), size_t(1));
        QVERIFY2(joined(*caller).contains(u"SAY BARGE_IN CLEAR_TX"_s), qPrintable(joined(*caller)));
        QCOMPARE(m_script->interrupted.size(), size_t(1));
        QVERIFY(!m_script->interrupted[0].second.text.isEmpty()
                && greeting.startsWith(m_script->interrupted[0].second.text));
        QVERIFY(m_script->interrupted[0].second.text.size() < greeting.size());
        caller->waits(5s);
        QVERIFY(std::abs((caller->heardLength() - cuts[0].heard - 18 * 60ms).count()) < 100);
    }

    void aSecondSentenceWaitsForTheFirst()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).say(u"This is the first one."_s, desktop));
        caller->waits(300ms);
        QVERIFY(talk(*caller).say(u"And the second."_s, desktop));
        caller->waits(5s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(std::abs((caller->heardLength() - (22 + 15) * 60ms).count()) < 100);
    }

    void theCallerMayBargeInOnIt()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).say(greeting, desktop));
        caller->waits(1s);
        caller->ear().texts << u"stop"_s;
        caller->says(700ms);
        caller->waits(3s);
        const auto cuts = caller->events<event::BargedIn>();
        QCOMPARE(cuts.size(), size_t(1));
        QCOMPARE(cuts[0].turn, caller->events<event::OperatorSaid>().at(0).turn);
        QVERIFY(!cuts[0].by);
        QVERIFY(m_script->interrupted.empty()); // it was not the agent's
        QCOMPARE(m_script->heard.size(), size_t(1));
        QCOMPARE(m_script->heard[0].text, u"stop"_s);
    }

    void whoIsTalkingMeanwhileIsAnsweredAfterIt()
    {
        auto caller = ring();
        caller->ear().texts << u"a long story"_s;
        caller->says(1500ms);
        caller->waits(600ms);
        QVERIFY(talk(*caller).say(u"I am listening."_s, desktop));
        caller->waits(8s);
        QCOMPARE(m_script->heard.size(), size_t(1));
        QCOMPARE(caller->voice().spoken, QStringList({ u"I am listening."_s, u"answer to: a long story"_s }));
        QVERIFY(caller->events<event::BargedIn>().empty());
    }

    void itsEchoIsNoCaller()
    {
        auto caller = ring({ 0.178, 200ms, 20, {} });
        caller->waits(1s);
        QVERIFY(talk(*caller).say(greeting, desktop));
        caller->waits(6s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(caller->events<event::FinalRecognized>().empty());
    }

    void nothingToSayIsRefused()
    {
        auto caller = ring();
        const size_t before = caller->allEvents().size();
        for (const QString &text : { QString(), u"  "_s, u"\u202e\x1b"_s }) {
            const base::Outcome outcome = talk(*caller).say(text, desktop);
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().code, base::ErrorCode::InvalidInput);
        }
        QCOMPARE(caller->allEvents().size(), before);
        QVERIFY(caller->voice().spoken.isEmpty());
    }

    void takingOverSilencesAndMutesTheBot()
    {
        m_script->greeting = greeting;
        auto caller = ring();
        caller->waits(1500ms);
        QVERIFY(talk(*caller).takeOver(desktop));
        caller->waits(300ms);
        QVERIFY(caller->silence() > 200ms);
        QVERIFY2(joined(*caller).contains(u"TAKE_OVER BARGE_IN CLEAR_TX"_s), qPrintable(joined(*caller)));
        QCOMPARE(caller->events<event::TakenOver>().at(0).by, desktop);
        QCOMPARE(caller->events<event::BargedIn>().at(0).by, std::optional(desktop));
        QCOMPARE(m_script->interrupted.size(), size_t(1));

        ask(*caller, u"is anybody there"_s);
        caller->waits(3s);
        QCOMPARE(caller->events<event::FinalRecognized>().at(0).text, u"is anybody there"_s);
        QVERIFY(!caller->events<event::PartialRecognized>().empty());
        QVERIFY(m_script->heard.empty());
        QCOMPARE(caller->voice().cancelled, 1); // there was nothing more to barge in on

        QVERIFY(talk(*caller).giveBack(desktop));
        QCOMPARE(caller->events<event::GivenBack>().at(0).by, desktop);
        caller->waits(3s);
        QVERIFY(m_script->heard.empty());
        ask(*caller, u"hello again"_s);
        caller->waits(1s);
        QCOMPARE(m_script->heard.size(), size_t(1));
        QCOMPARE(m_script->heard[0].text, u"hello again"_s);
        QCOMPARE(caller->events<event::AgentReplied>().size(), size_t(1 + 1)); // the greeting too
    }

    void whatWasSaidInBetweenIsNotAnsweredLater_data()
    {
        QTest::addColumn<bool>("before"); // the caller had ended before the call was taken over
        QTest::newRow("said before it was taken over") << true;
        QTest::newRow("said while it was") << false;
    }

    /// The final text comes when the bot has the call again.
    void whatWasSaidInBetweenIsNotAnsweredLater()
    {
        QFETCH(bool, before);
        auto caller = ring();
        caller->ear().texts << u"too late"_s;
        if (!before)
            QVERIFY(talk(*caller).takeOver(desktop));
        caller->says(1000ms);
        caller->waits(800ms);
        caller->ear().silent = true; // its last partial is used, seconds later
        caller->waits(1s);
        QCOMPARE(caller->events<event::SpeechEnded>().size(), size_t(1));
        if (before)
            QVERIFY(talk(*caller).takeOver(desktop));
        QVERIFY(talk(*caller).giveBack(desktop));
        caller->waits(8s);
        QCOMPARE(caller->events<event::FinalRecognized>().size(), size_t(1));
        QVERIFY(m_script->heard.empty());
        caller->ear().silent = false;
        caller->ear().texts.clear();
        ask(*caller, u"now"_s);
        QCOMPARE(m_script->heard.size(), size_t(1));
        QCOMPARE(m_script->heard[0].text, u"now"_s);
    }

    void whoIsStillTalkingWhenTheBotGetsTheCallBackIsAnswered()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).takeOver(desktop));
        caller->ear().texts << u"and now for the bot"_s;
        caller->says(1500ms);
        caller->waits(700ms);
        QVERIFY(talk(*caller).giveBack(desktop));
        caller->waits(3s);
        QCOMPARE(m_script->heard.size(), size_t(1));
    }

    void aHeldHalfSentenceIsForgotten()
    {
        auto caller = ring();
        caller->ear().texts << u"half of it"_s;
        caller->says(800ms);
        caller->waits(700ms);
        caller->ear().silent = true; // its last partial is used, and held, while the caller already says more
        caller->waits(700ms);
        caller->ear().silent = false;
        caller->ear().texts.clear();
        caller->ear().texts << u"another thing"_s;
        caller->says(6s);
        caller->waits(5500ms);
        QCOMPARE(caller->events<event::FinalRecognized>().size(), size_t(1));
        QCOMPARE(caller->events<event::FinalRecognized>()[0].text, u"half"_s);
        QVERIFY(talk(*caller).takeOver(desktop));
        caller->finishesSaying();
        caller->waits(1s);
        QVERIFY(talk(*caller).giveBack(desktop));
        ask(*caller, u"hello"_s);
        QCOMPARE(m_script->heard.size(), size_t(1));
        QCOMPARE(m_script->heard[0].text, u"hello"_s);
    }

    void anAnswerThatTheAgentStillThinksOfIsNotSpoken()
    {
        auto caller = ring();
        m_script->holdsReplies = true;
        ask(*caller, u"a hard question"_s);
        QCOMPARE(m_script->held.size(), size_t(1));
        QVERIFY(talk(*caller).takeOver(desktop));
        QCOMPARE(m_script->interrupted.size(), size_t(1));
        QCOMPARE(m_script->interrupted[0].second.text, QString());
        m_agent->release();
        caller->waits(2s);
        QVERIFY(caller->voice().spoken.isEmpty());
        QVERIFY(caller->events<event::BargedIn>().empty()); // there was nothing to cut
    }

    void digitsAreNotedButNotAnswered()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).takeOver(desktop));
        caller->presses('7');
        caller->waits(1s);
        QCOMPARE(caller->events<event::DigitPressed>().size(), size_t(1));
        QVERIFY(m_script->pressed.isEmpty());
        QVERIFY(talk(*caller).giveBack(desktop));
        caller->presses('8');
        caller->waits(100ms);
        QCOMPARE(m_script->pressed, u"8"_s);
    }

    void aMuteBotsVoiceSpeaksForTheOperator()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).takeOver(desktop));
        QVERIFY(talk(*caller).say(greeting, desktop));
        caller->waits(1s);
        QVERIFY(caller->silence() < 60ms);
        caller->ear().texts << u"wait"_s;
        caller->says(700ms);
        caller->waits(3s);
        QCOMPARE(caller->events<event::BargedIn>().size(), size_t(1));
        QCOMPARE(caller->events<event::FinalRecognized>().at(0).text, u"wait"_s);
        QVERIFY(m_script->heard.empty());
        QVERIFY(talk(*caller).say(u"Go on."_s, desktop));
        caller->waits(200ms);
        QVERIFY(caller->silence() < 60ms);
    }

    void takingOverLetsTheOperatorsOwnSentenceEnd()
    {
        auto caller = ring();
        QVERIFY(talk(*caller).say(u"One moment, I take over."_s, desktop));
        caller->waits(300ms);
        QVERIFY(talk(*caller).takeOver(desktop));
        caller->waits(4s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(caller->events<event::MarkReceived>().at(0).heard);
        ask(*caller, u"thanks"_s);
        QVERIFY(m_script->heard.empty());
    }

    void twiceTheSameIsRefused()
    {
        auto caller = ring();
        QCOMPARE(talk(*caller).giveBack(desktop).error().code, base::ErrorCode::InvalidInput);
        QVERIFY(talk(*caller).takeOver(desktop));
        const base::Outcome again = talk(*caller).takeOver(desktop);
        QVERIFY(!again);
        QCOMPARE(again.error().code, base::ErrorCode::InvalidInput);
        QVERIFY2(again.error().text.contains(u"give it back"_s), qPrintable(again.error().text));
        QVERIFY(talk(*caller).giveBack(desktop));
        QVERIFY(!talk(*caller).giveBack(desktop));
        QCOMPARE(caller->events<event::TakenOver>().size(), size_t(1));
        QCOMPARE(caller->events<event::GivenBack>().size(), size_t(1));
    }

    void hangingUpClosesTheStreamInOrder_data()
    {
        QTest::addColumn<bool>("answers");
        QTest::newRow("the far end answers the close") << true;
        QTest::newRow("it does not") << false;
    }

    void hangingUpClosesTheStreamInOrder()
    {
        QFETCH(bool, answers);
        m_script->greeting = greeting;
        auto caller = ring();
        caller->waits(1s);
        caller->farEnd().answersClose = answers;
        const size_t messages = caller->farEnd().texts.size();
        caller->call().hangUp(desktop);
        QCOMPARE(caller->farEnd().close.value().first, 1000);
        QCOMPARE(caller->call().state(), answers ? call::Call::State::Leaving : call::Call::State::HangingUp);
        caller->waits(3s);
        QCOMPARE(caller->call().state(), call::Call::State::Over);
        QCOMPARE(caller->call().ending(), call::Call::Ending::Closed);
        QCOMPARE(caller->farEnd().texts.size(), messages); // not a word more
        const QStringList names = caller->eventNames();
        QVERIFY(names.indexOf(u"HANG_UP"_s) >= 0 && names.indexOf(u"HANG_UP"_s) < names.indexOf(u"WS_CLOSE"_s));
        QCOMPARE(caller->events<event::HungUp>().at(0).by, desktop);
        QCOMPARE(caller->events<event::WebSocketClosed>().at(0).code, answers ? 1000 : 1006);
        QCOMPARE(caller->events<event::WebSocketClosed>().at(0).closedBy, u"gateway"_s);
    }

    void whoListensInIsNoted()
    {
        auto caller = ring();
        caller->call().noteListening(true, desktop);
        caller->call().noteListening(false, desktop);
        QCOMPARE(caller->events<event::ListenStarted>().at(0).by, desktop);
        QCOMPARE(caller->events<event::ListenStopped>().at(0).by, desktop);
        caller->call().noteListening(false, desktop); // nobody listened
        QCOMPARE(caller->events<event::ListenStopped>().size(), 1);
    }

    void listeningEndsWithTheStream()
    {
        auto caller = ring();
        caller->call().noteListening(true, desktop);
        caller->call().hangUp(desktop);
        caller->waits(std::chrono::seconds(3));
        QCOMPARE(caller->events<event::ListenStopped>().size(), 1);
        QCOMPARE(caller->events<event::ListenStopped>().at(0).by, desktop);
    }

    void aLineTestHasNobodyToTalk()
    {
        m_script->returnsAudio = true;
        auto caller = ring();
        QVERIFY(!caller->call().conversation());
    }
};

QTEST_GUILESS_MAIN(OperatorTest)
#include "tst_operator.moc"
