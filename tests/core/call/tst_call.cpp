#include "core/call/call.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakecaller.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using tests::FakeAgent;
using tests::FakeCaller;

/// Whole conversations over real stream messages, on a manual clock.
class CallTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<FakeAgent::Script> m_agent;

    std::unique_ptr<FakeCaller> ring(const call::CallSettings &settings = {}, FakeCaller::Line line = {})
    {
        return std::make_unique<FakeCaller>(std::make_unique<FakeAgent>(m_agent), settings, line);
    }

    /// Says one utterance and waits for its answer to begin.
    static void ask(FakeCaller &caller, const QString &text, std::chrono::milliseconds length = 1000ms)
    {
        caller.ear().texts << text;
        caller.says(length);
        caller.finishesSaying();
        caller.waits(600ms);
    }

private Q_SLOTS:
    void init() { m_agent = std::make_shared<FakeAgent::Script>(); }

    void stepsComeInTheOrderOfAGoodCall()
    {
        auto caller = ring();
        ask(*caller, QStringLiteral("go forward ten meters"));
        caller->waits(6s);
        caller->hangsUp();
        QStringList names = caller->eventNames();
        qsizetype from = 0;
        for (const char *step : { "WS_START", "SPEECH_START", "STT_PARTIAL", "SPEECH_END", "STT_FINAL", "AGENT_REPLY",
                                  "TTS_LEN_ms", "MEDIA_TX", "MARK_TX", "MARK_RX", "PING", "PONG", "WS_STOP" }) {
            const qsizetype at = names.indexOf(QLatin1String(step), from);
            QVERIFY2(at >= 0,
                     qPrintable(QLatin1String(step) + QStringLiteral(" not after: ") + names.join(QLatin1Char(' '))));
            from = at;
        }
        QVERIFY2(names.indexOf(QLatin1String("MEDIA_TX")) > names.indexOf(QLatin1String("TTS_LEN_ms")),
                 qPrintable(names.join(QLatin1Char(' '))));
        QCOMPARE(caller->events<event::FinalRecognized>().at(0).text, QStringLiteral("go forward ten meters"));
        QVERIFY(caller->heardLength() > 1s);
    }

    void theGreetingIsSpokenFirst()
    {
        m_agent->greeting = QStringLiteral("Hello, who is calling?");
        auto caller = ring();
        caller->waits(200ms);
        QVERIFY(caller->heardLength() > 50ms);
        QCOMPARE(caller->voice().spoken, QStringList { m_agent->greeting });
        QVERIFY(!caller->events<event::ReplyLeft>().at(0).utterance);
    }

    void anUtteranceIsAnsweredOnceAndSilenceNever()
    {
        auto caller = ring();
        ask(*caller, QStringLiteral("one"));
        caller->waits(20s);
        QCOMPARE(m_agent->heard.size(), size_t(1));
        QCOMPARE(caller->events<event::AgentReplied>().size(), size_t(1));
        ask(*caller, QStringLiteral("two"));
        caller->waits(20s);
        QCOMPARE(m_agent->heard.size(), size_t(2));
    }

    void stagesOfATurnAreToldWhenItsReplyLeaves()
    {
        auto caller = ring();
        ask(*caller, QStringLiteral("how late is it"));
        caller->waits(3s);
        const auto left = caller->events<event::ReplyLeft>();
        QCOMPARE(left.size(), size_t(1));
        QCOMPARE(*left[0].utterance, 1);
        QVERIFY(*left[0].endpointing >= 450ms);
        QVERIFY(*left[0].endpointing <= 490ms);
        QVERIFY(*left[0].ours < 50ms);
        QVERIFY(*left[0].voiceToVoice >= *left[0].endpointing);
        const auto marks = caller->events<event::MarkReceived>();
        QCOMPARE(marks.size(), size_t(1));
        QVERIFY(marks[0].toPlayed && *marks[0].toPlayed > *left[0].voiceToVoice);
    }

    void bargeInSilencesTheBot_data()
    {
        QTest::addColumn<int>("after");
        for (const int after : { 300, 1000, 2600 })
            QTest::addRow("%d ms into the reply", after) << after;
    }

    void bargeInSilencesTheBot()
    {
        QFETCH(int, after);
        m_agent->sentences = 3;
        auto caller = ring();
        ask(*caller, QStringLiteral("tell me a long story"));
        caller->waits(std::chrono::milliseconds(after));
        QVERIFY(caller->silence() < 60ms);
        caller->ear().texts << QStringLiteral("stop");
        caller->says(700ms);
        caller->waits(300ms);
        QVERIFY2(caller->silence() > 0ms, "the bot still speaks 300 ms after the caller began");
        caller->waits(400ms);
        const auto barges = caller->events<event::BargedIn>();
        QCOMPARE(barges.size(), size_t(1));
        QCOMPARE(caller->events<event::ClearSent>().size(), size_t(1));
        QVERIFY(barges[0].dropped > 0ms);
        QCOMPARE(m_agent->interrupted.size(), size_t(1));
        const QString whole = QStringLiteral(
            "answer to: tell me a long story answer to: tell me a long story answer to: tell me a long story");
        QVERIFY(whole.startsWith(m_agent->interrupted[0].second.text));
        QVERIFY(m_agent->interrupted[0].second.text.size() < whole.size());
        caller->waits(2s);
        QCOMPARE(m_agent->heard.back().text, QStringLiteral("stop"));
    }

    void memoryKeepsWhatMarksSayWasHeard()
    {
        m_agent->sentences = 3;
        auto caller = ring();
        ask(*caller, QStringLiteral("x")); // each sentence: "answer to: x", 12 characters, 720 ms
        caller->waits(1000ms);
        caller->says(500ms);
        caller->waits(500ms);
        QCOMPARE(m_agent->interrupted.size(), size_t(1));
        QVERIFY2(m_agent->interrupted[0].second.text.startsWith(QStringLiteral("answer to: x answer")),
                 qPrintable(m_agent->interrupted[0].second.text));
        QVERIFY(m_agent->interrupted[0].second.text.size() < 26);
        caller->waits(3s);
        int unheard = 0;
        for (const auto &mark : caller->events<event::MarkReceived>())
            unheard += mark.heard ? 0 : 1;
        QVERIFY(unheard <= 2);
    }

    void aShortNoiseDoesNotStopTheBot()
    {
        auto caller = ring();
        ask(*caller, QStringLiteral("a question that gets a long answer indeed"));
        caller->waits(200ms);
        caller->says(100ms);
        caller->waits(1000ms);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(caller->silence() < 60ms);
        caller->waits(8s);
        QCOMPARE(m_agent->heard.size(), size_t(1));
    }

    void withoutBargeInTheBotFinishesAndThenAnswers()
    {
        call::CallSettings settings;
        settings.bargeIn = false;
        auto caller = ring(settings);
        ask(*caller, QStringLiteral("a question that gets a long answer"));
        ask(*caller, QStringLiteral("and another"));
        caller->waits(10s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(caller->events<event::ClearSent>().empty());
        QCOMPARE(m_agent->heard.size(), size_t(2));
        for (const auto &mark : caller->events<event::MarkReceived>())
            QVERIFY(mark.heard);
    }

    void echoIsNoCaller_data()
    {
        QTest::addColumn<int>("delay");
        for (const int delay : { 50, 120, 200, 333, 400 })
            QTest::addRow("%d ms late", delay) << delay;
    }

    void echoIsNoCaller()
    {
        QFETCH(int, delay);
        m_agent->greeting = QStringLiteral("Welcome to this rather long greeting, which goes on and on.");
        auto caller = ring({}, { 0.178, std::chrono::milliseconds(delay), 20, {} });
        caller->waits(6s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(caller->events<event::FinalRecognized>().empty());
        ask(*caller, QStringLiteral("a real question"));
        caller->waits(5s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QCOMPARE(m_agent->heard.size(), size_t(1));
    }

    void echoIsNoCallerOnAJitteryLineEither_data()
    {
        QTest::addColumn<int>("delay");
        QTest::addColumn<int>("jitter");
        for (const int delay : { 100, 200, 400 })
            for (const int jitter : { 10, 20, 40 })
                QTest::addRow("%d ms late, jitter %d ms", delay, jitter) << delay << jitter;
    }

    void echoIsNoCallerOnAJitteryLineEither()
    {
        QFETCH(int, delay);
        QFETCH(int, jitter);
        m_agent->greeting = QStringLiteral("Welcome to this rather long greeting, which goes on and on.");
        auto caller = ring({}, { 0.178, std::chrono::milliseconds(delay), 20, std::chrono::milliseconds(jitter) });
        caller->waits(8s);
        QVERIFY(caller->events<event::BargedIn>().empty());
        QVERIFY(m_agent->heard.empty());
    }

    void aCallerWhoTalksOverTheEchoGetsThrough()
    {
        m_agent->greeting = QStringLiteral("Welcome to this rather long greeting, which goes on and on and on.");
        auto caller = ring({}, { 0.178, 150ms, 20, {} });
        caller->waits(2s);
        caller->ear().texts << QStringLiteral("stop it");
        caller->says(1000ms, 1800);
        caller->waits(2s);
        QCOMPARE(caller->events<event::BargedIn>().size(), size_t(1));
        QCOMPARE(m_agent->heard.size(), size_t(1));
    }

    void aPauseInMidSentenceIsAnsweredOnceWithAllOfIt()
    {
        auto caller = ring();
        m_agent->holdsReplies = true;
        caller->ear().texts << QStringLiteral("I would like") << QStringLiteral("a ticket");
        caller->ear().silent = true; // the first final comes late, when the caller already goes on
        caller->says(800ms);
        caller->finishesSaying();
        caller->waits(560ms);
        caller->ear().silent = false;
        caller->says(800ms);
        caller->finishesSaying();
        caller->waits(6s);
        QCOMPARE(m_agent->heard.size(), size_t(2)); // the lost final is replaced by its last partial
        QCOMPARE(caller->events<event::FinalRecognized>().size(), size_t(2));
    }

    void digitsReachTheAgentAndInterruptTheBot()
    {
        m_agent->greeting = QStringLiteral("Press one for more of the same, two for less.");
        auto caller = ring();
        caller->waits(600ms);
        caller->presses('2');
        caller->waits(100ms);
        QCOMPARE(m_agent->pressed, QStringLiteral("2"));
        QCOMPARE(caller->events<event::BargedIn>().size(), size_t(1));
        caller->waits(2s);
        QCOMPARE(caller->voice().spoken.last(), QStringLiteral("pressed 2"));
    }

    void aFailingRecognizerIsToldAndTheCallGoesOn()
    {
        auto caller = ring();
        caller->ear().fails = true;
        ask(*caller, QStringLiteral("lost"));
        const auto errors = caller->events<event::ProviderFailed>();
        QCOMPARE(errors.size(), size_t(1));
        QCOMPARE(errors[0].kind, QStringLiteral("recognizer"));
        QCOMPARE(errors[0].code, QStringLiteral("overloaded"));
        caller->ear().fails = false;
        ask(*caller, QStringLiteral("found"));
        QCOMPARE(m_agent->heard.back().text, QStringLiteral("found"));
    }

    void aSilentRecognizerIsGivenUpWithItsLastPartial()
    {
        auto caller = ring();
        caller->ear().texts << QStringLiteral("half of this");
        caller->says(1000ms);
        caller->waits(800ms);
        caller->ear().silent = true;
        caller->waits(8s);
        QCOMPARE(caller->events<event::FinalRecognized>().size(), size_t(1));
        QCOMPARE(caller->events<event::FinalRecognized>()[0].text, QStringLiteral("half"));
        QCOMPARE(caller->events<event::ProviderFailed>().at(0).code, QStringLiteral("timeout"));
    }

    void aFailingVoiceIsToldAndTheNextTurnWorks()
    {
        auto caller = ring();
        caller->voice().fails = true;
        ask(*caller, QStringLiteral("one"));
        QCOMPARE(caller->events<event::ProviderFailed>().at(0).kind, QStringLiteral("synthesizer"));
        caller->voice().fails = false;
        ask(*caller, QStringLiteral("two"));
        caller->waits(1s);
        QVERIFY(caller->heardLength() > 200ms);
    }

    void hebrewIsTagged()
    {
        auto caller = ring();
        caller->ear().language = QStringLiteral("he-IL");
        ask(*caller, QStringLiteral("שלום עולם"));
        QCOMPARE(caller->events<event::FinalRecognized>().at(0).tags, QStringList { QStringLiteral("HEBREW_SPEECH") });
    }

    void whatWasSaidLastIsUnderstoodAfterTheHangUp()
    {
        auto caller = ring();
        caller->ear().texts << QStringLiteral("goodbye");
        caller->says(800ms);
        caller->waits(600ms);
        caller->hangsUp();
        caller->waits(1s);
        QCOMPARE(caller->events<event::FinalRecognized>().at(0).text, QStringLiteral("goodbye"));
        QVERIFY(m_agent->heard.empty());
        QCOMPARE(caller->call().state(), call::Call::State::Over);
        QCOMPARE(caller->call().ending(), call::Call::Ending::Stopped);
    }

    void aSocketThatVanishesIsAFailedStream()
    {
        auto caller = ring();
        caller->waits(500ms);
        caller->vanishes();
        QCOMPARE(caller->call().ending(), call::Call::Ending::Failed);
        QCOMPARE(caller->events<event::WebSocketClosed>().at(0).code, 1006);
    }

    void theRecorderHearsWhatTheCallerHeard()
    {
        m_agent->sentences = 2;
        auto caller = ring();
        ask(*caller, QStringLiteral("one"));
        caller->waits(900ms);
        caller->says(600ms);
        caller->waits(3s);
        const media::Samples &recorded = caller->recordedBot();
        const media::Samples &heard = caller->heard();
        const auto onset = [](const media::Samples &track) {
            return std::find_if(track.begin(), track.end(), [](auto s) { return std::abs(s) > 500; }) - track.begin();
        };
        QVERIFY2(std::abs(onset(recorded) - onset(heard)) <= media::frameSamples,
                 qPrintable(QStringLiteral("%1 and %2").arg(onset(recorded)).arg(onset(heard))));
        const auto loud = [](const media::Samples &track) {
            return std::count_if(track.begin(), track.end(), [](auto s) { return std::abs(s) > 500; });
        };
        QVERIFY2(std::abs(loud(recorded) - loud(heard)) <= 2 * media::frameSamples,
                 qPrintable(QStringLiteral("%1 and %2").arg(loud(recorded)).arg(loud(heard))));
    }

    void loopbackGivesEachFrameStraightBack()
    {
        m_agent->returnsAudio = true;
        auto caller = ring();
        caller->says(500ms);
        caller->waits(2s);
        QCOMPARE(caller->ear().begun, 0);
        const media::Samples voice = FakeCaller::voice(500ms, 1500);
        QVERIFY(std::abs(media::rms(voice) * std::sqrt(500.0 / 2000.0) - media::rms(caller->heard())) < 30);
    }
};

QTEST_GUILESS_MAIN(CallTest)
#include "tst_call.moc"
