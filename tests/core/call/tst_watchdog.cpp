#include "tests/support/fakeagent.h"
#include "tests/support/fakecaller.h"

#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using tests::FakeAgent;
using tests::FakeCaller;

/// What a caller hears when what should answer him fails, stalls or is late.
class WatchdogTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<FakeAgent::Script> m_script;
    FakeAgent *m_agent = nullptr;
    QStringList m_helped; ///< causes

    std::unique_ptr<FakeCaller> ring(const call::CallSettings &settings = {})
    {
        auto agent = std::make_unique<FakeAgent>(m_script);
        m_agent = agent.get();
        auto caller = std::make_unique<FakeCaller>(std::move(agent), settings);
        connect(&caller->call(), &call::Call::helpDue, this,
                [this](const base::CallSid &, const QString &cause, std::chrono::milliseconds) { m_helped << cause; });
        return caller;
    }

    /// Says something; the end of the utterance is found 450 ms later.
    static void ask(FakeCaller &caller)
    {
        caller.ear().texts << u"is anybody there"_s;
        caller.says(1000ms);
        caller.finishesSaying();
        caller.waits(500ms);
    }

private Q_SLOTS:
    void init()
    {
        m_script = std::make_shared<FakeAgent::Script>();
        m_helped.clear();
    }

    void whoWaitsForASlowAgentIsAskedToHoldOn()
    {
        m_script->holdsReplies = true;
        auto caller = ring();
        ask(*caller);
        caller->waits(2200ms);
        QVERIFY(caller->voice().spoken.isEmpty());
        caller->waits(600ms);
        QCOMPARE(caller->voice().spoken, QStringList { u"One moment, please."_s });
        QCOMPARE(caller->events<event::WatchdogActed>().at(0).step, u"hold"_s);
        QCOMPARE(caller->events<event::WatchdogActed>().at(0).cause, u"no answer"_s);
        m_agent->release();
        caller->waits(5s);
        QCOMPARE(caller->voice().spoken.last(), u"late answer"_s);
        QVERIFY(m_helped.isEmpty());
        QVERIFY(m_script->interrupted.empty());
    }

    void theNextQuestionIsWatchedAnew()
    {
        m_script->holdsReplies = true;
        auto caller = ring();
        for (size_t question = 1; question <= 2; ++question) {
            ask(*caller);
            caller->waits(3s);
            QCOMPARE(caller->events<event::WatchdogActed>().size(), question);
            m_agent->release();
            caller->waits(5s);
        }
        QVERIFY(m_helped.isEmpty());
    }

    void anAgentThatNeverAnswersIsGivenUp()
    {
        m_script->holdsReplies = true;
        auto caller = ring();
        ask(*caller);
        caller->waits(5400ms);
        QVERIFY(m_helped.isEmpty());
        caller->waits(600ms);
        QCOMPARE(m_helped, QStringList { u"no answer"_s });
        caller->waits(30s);
        QCOMPARE(m_helped.size(), 1);
    }

    void anAgentThatFailsIsNotWaitedFor()
    {
        m_script->fails = true;
        auto caller = ring();
        ask(*caller);
        caller->waits(100ms);
        QCOMPARE(m_helped, QStringList { u"no answer"_s });
    }

    void aVoiceThatFailsIsNotWaitedFor()
    {
        auto caller = ring();
        caller->voice().fails = true;
        ask(*caller);
        caller->waits(100ms);
        QCOMPARE(m_helped, QStringList { u"no voice"_s });
    }

    void aVoiceThatStallsIsGivenUp()
    {
        auto caller = ring();
        caller->voice().silent = true;
        ask(*caller);
        caller->waits(6s);
        QCOMPARE(m_helped.size(), 1);
    }

    void aVoiceThatFailsInMidReplyHasBeenHeard()
    {
        m_script->sentences = 2;
        auto caller = ring();
        caller->ear().texts << u"one"_s;
        caller->says(1000ms);
        caller->finishesSaying();
        while (caller->voice().spoken.isEmpty())
            caller->waits(20ms);
        caller->waits(20ms);
        caller->voice().fails = true;
        caller->waits(10s);
        QVERIFY(m_helped.isEmpty());
    }

    void aRecognizerThatStallsIsAnsweredByItsPartial()
    {
        auto caller = ring();
        caller->ear().silent = true;
        ask(*caller);
        caller->waits(6s);
        QCOMPARE(caller->events<event::WatchdogActed>().size(), size_t(1));
        QCOMPARE(m_script->heard.size(), size_t(1));
        QVERIFY(m_helped.isEmpty());
    }

    void aGreetingThatDoesNotComeIsMissed()
    {
        m_script->holdsGreeting = true;
        auto caller = ring();
        caller->waits(3s);
        QCOMPARE(caller->voice().spoken, QStringList { u"One moment, please."_s });
        caller->waits(4s);
        QCOMPARE(m_helped, QStringList { u"no answer"_s });
    }

    void whoSaysNothingIsOwedNothing()
    {
        auto caller = ring();
        caller->waits(60s);
        QVERIFY(caller->events<event::WatchdogActed>().empty());
        QVERIFY(m_helped.isEmpty());
    }

    void theBotMaySpeakForLongAndTheCallerToo()
    {
        m_script->greeting = QString(200, u'x'); // twelve seconds
        auto caller = ring({ .bargeIn = false });
        caller->says(9s);
        caller->waits(25s);
        QVERIFY(caller->events<event::WatchdogActed>().empty());
        QVERIFY(m_helped.isEmpty());
    }

    void whoSpeaksOverThePhraseAsksAnew()
    {
        m_script->holdsReplies = true;
        auto caller = ring();
        ask(*caller);
        caller->waits(2600ms);
        QCOMPARE(caller->voice().spoken.size(), 1);
        m_script->holdsReplies = false;
        ask(*caller);
        caller->waits(3s);
        QCOMPARE(caller->voice().spoken.last(), u"answer to: is anybody there"_s);
        QVERIFY(m_helped.isEmpty());
    }

    void whatAnOperatorTakesOverIsHis()
    {
        m_script->holdsReplies = true;
        auto caller = ring();
        ask(*caller);
        QVERIFY(caller->call().conversation()->takeOver(u"desktop"_s));
        ask(*caller);
        caller->waits(30s);
        QVERIFY(caller->events<event::WatchdogActed>().empty());
        QVERIFY(m_helped.isEmpty());
    }

    void aLineWithoutMediaIsGivenUp()
    {
        auto caller = ring();
        caller->waits(1s);
        caller->stopsSending();
        caller->waits(2900ms);
        QVERIFY(m_helped.isEmpty());
        caller->waits(200ms);
        QCOMPARE(m_helped, QStringList { u"no media"_s });
        caller->waits(10s);
        QCOMPARE(m_helped.size(), 1);
    }

    void aLineThatNeverBroughtMediaToo()
    {
        m_script->returnsAudio = true; // also on a line test
        auto caller = ring();
        caller->stopsSending();
        caller->waits(3100ms);
        QCOMPARE(m_helped, QStringList { u"no media"_s });
    }

    void T32_aProcessThatWasStoppedHelpsNobody()
    {
        m_script->holdsReplies = true;
        auto caller = ring();
        ask(*caller);
        caller->clock().advance(20s);
        caller->waits(100ms);
        QVERIFY(caller->events<event::WatchdogActed>().empty());
        QVERIFY(m_helped.isEmpty());
    }

    void aHebrewCallIsAskedInHebrew()
    {
        m_script->holdsReplies = true;
        auto caller = ring({ .language = u"he-IL"_s });
        ask(*caller);
        caller->waits(3s);
        QCOMPARE(caller->voice().spoken, QStringList { u"רק רגע, בבקשה."_s });
    }
};

QTEST_GUILESS_MAIN(WatchdogTest)

#include "tst_watchdog.moc"
