#include "core/check/explanation.h"
#include "tests/core/store/madecall.h"

#include <QTest>

using namespace callscope;
using namespace callscope::check;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using tests::CallMaker;

namespace {

using Milliseconds = std::chrono::milliseconds;

/// A call told step by step; each step is what the gateway publishes.
class Told
{
public:
    Told &webhook(int status = 200, const QString &body = u"<Response><Connect><Stream/></Connect></Response>"_s)
    {
        m_call.at(0ms).add(event::CallIncoming { u"+1"_s, u"+2"_s, u"inbound"_s, u"ringing"_s, tests::madeAccount });
        event::HttpRequested http;
        http.method = u"POST"_s;
        http.path = u"/webhook/incoming_call"_s;
        http.status = status;
        http.responseBody = body;
        m_call.at(5ms).add(http);
        return *this;
    }
    Told &start(Milliseconds at = 500ms)
    {
        m_call.on(tests::madeStream);
        return add(at, event::StreamStarted { tests::madeAccount, u"audio/x-mulaw"_s, 8000, 1, { u"inbound"_s }, {} });
    }
    Told &add(Milliseconds at, event::Payload payload)
    {
        m_call.at(at).add(std::move(payload));
        return *this;
    }
    /// A second of the caller's sound.
    Told &media(Milliseconds at, double quietest = 12, double loudest = 20, std::optional<double> threshold = 210)
    {
        m_frames += 50;
        return add(at, event::MediaReceived { 50, m_frames, 1000ms, loudest / 2, quietest, loudest, threshold });
    }
    Told &said(Milliseconds at, int utterance, const QString &text, Milliseconds length = 1200ms)
    {
        return heard(at, utterance, length)
            .add(at + length + 500ms, event::FinalRecognized { utterance, text, u"en-US"_s, 0.9, 20ms, {} });
    }
    Told &heard(Milliseconds at, int utterance, Milliseconds length = 1200ms)
    {
        return add(at, event::SpeechStarted { utterance, at, 900, 210 })
            .add(at + length + 450ms, event::SpeechEnded { utterance, at + length, length, 210 });
    }
    /// A reply whose mark comes back a second later unless it is cut.
    Told &reply(Milliseconds at, int turn, const QString &text, std::optional<int> utterance = {},
                Milliseconds agent = 10ms)
    {
        event::ReplyLeft left { turn, utterance, {}, {}, {}, {}, {}, {}, {}, {} };
        if (utterance) {
            left.agent = agent;
            left.voiceToVoice = agent + 500ms;
        }
        return add(at, event::AgentReplied { turn, utterance, text, u"en-US"_s })
            .add(at, event::SpeechSynthesized { turn, 1, 1000ms, text })
            .add(at, event::MediaSent { 1, 1, 20ms, 980ms, 0 })
            .add(at, left)
            .add(at + 800ms, event::MarkSent { u"t%1s1"_s.arg(turn) });
    }
    Told &played(Milliseconds at, int turn)
    {
        return add(at, event::MarkReceived { u"t%1s1"_s.arg(turn), true, turn, 1000ms, {} });
    }
    Told &cut(Milliseconds at, int turn)
    {
        return add(at, event::BargedIn { turn, 300ms, 700ms, {}, {} })
            .add(at, event::ClearSent { 700ms })
            .add(at, event::MarkReceived { u"t%1s1"_s.arg(turn), false, turn, {}, {} });
    }
    Told &stop(Milliseconds at)
    {
        return add(at, event::StreamStopped { at - 500ms }).close(at + 10ms, 1000, u"peer"_s).end(at + 20ms);
    }
    Told &close(Milliseconds at, int code, const QString &by, const QString &reason = {})
    {
        return add(at, event::WebSocketClosed { code, reason, by });
    }
    Told &end(Milliseconds at) { return add(at, event::CallEnded { u"completed"_s, at, 1 }); }

    const std::vector<event::Event> &events() const { return m_call.events(); }

private:
    CallMaker m_call {};
    qint64 m_frames = 0;
};

/// A good call: greeting, one question, one answer.
Told good()
{
    return Told()
        .webhook()
        .start()
        .media(520ms)
        .reply(800ms, 1, u"Hello, how can I help you?"_s)
        .played(1900ms, 1)
        .media(2s)
        .said(3s, 1, u"go forward ten meters"_s)
        .reply(4800ms, 2, u"You said: go forward ten meters"_s, 1)
        .played(6s, 2);
}

event::ProviderFailed failed(const QString &kind, const QString &code = u"unavailable"_s)
{
    return { kind, u"vendor"_s, code, u"It is gone."_s, {} };
}

} // namespace

Q_DECLARE_METATYPE(std::vector<event::Event>)

/// Each verdict over a call of its kind, and what must not change one.
class ExplanationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdict_data();
    void verdict();
    void everyVerdictHasACall();
    void evidenceIsThatOfTheFault();
    void aLiveCallIsJudgedSoFar();
    void everyPrefixIsJudged();
    void figuresAreMeasured();
    void furtherFaultsAreListed();

private:
    QSet<int> m_given {};
};

void ExplanationTest::verdict_data()
{
    using S = VerdictSeverity;
    QTest::addColumn<std::vector<event::Event>>("events");
    QTest::addColumn<CallVerdict>("verdict");
    QTest::addColumn<VerdictSeverity>("severity");
    const auto row = [](const char *name, const Told &told, CallVerdict verdict, S severity = S::Fault) {
        QTest::newRow(name) << told.events() << verdict << severity;
    };
    const event::StreamStatusReported error { u"stream-error"_s, u"Stream - Connection - Timeout"_s, {}, {} };

    row("nothing", Told(), CallVerdict::Unknown, S::Unknown);
    row("only pings", Told().add(1s, event::PingSent { 1 }), CallVerdict::Unknown, S::Unknown);
    row("webhook only, call over", Told().webhook().end(8s), CallVerdict::NoSocket);
    row("webhook only, long ago", Told().webhook().add(11s, event::CallStatusReported { u"in-progress"_s, {}, {}, {} }),
        CallVerdict::NoSocket);
    row("webhook failed", Told().webhook(500, u"no"_s), CallVerdict::NoSocket);
    row("busy", Told().webhook(200, u"<Response><Reject/></Response>"_s).end(1s), CallVerdict::NoSocket);
    row("unreachable", Told().webhook().add(6s, error), CallVerdict::NoSocket);
    row("handshake", Told().webhook().add(1s, event::WebSocketRejected { u"p"_s, u"/ws"_s, 403, u"Forbidden"_s }),
        CallVerdict::HandshakeRefused);
    row("handshake refused elsewhere",
        Told().webhook().add(
            1s, event::StreamStatusReported { u"stream-error"_s, u"Stream - Websocket - Handshake Error"_s, {}, {} }),
        CallVerdict::HandshakeRefused);
    row("no start", Told().webhook().close(6s, 1008, u"gateway"_s, u"no start"_s).end(20s), CallVerdict::NoStart);
    row("start refused",
        Told().webhook().add(1s, event::WebSocketRejected { u"p"_s, u"/ws"_s, 1008, u"unknown stream token"_s }),
        CallVerdict::NoStart);
    row("no media", Told().webhook().start().reply(800ms, 1, u"Hello"_s).stop(9s), CallVerdict::NoMedia);
    row("recognizer failed", good().heard(8s, 2).add(10s, failed(u"recognizer"_s)).stop(12s),
        CallVerdict::RecognizerFailed, S::Warning);
    row("recognizer failed from the start",
        Told().webhook().start().media(1s).heard(2s, 1).add(4s, failed(u"recognizer"_s)).stop(5s),
        CallVerdict::RecognizerFailed);
    row("no final", Told().webhook().start().media(1s).heard(2s, 1).media(6s).stop(12s), CallVerdict::RecognizerSilent);
    row("final too late",
        Told().webhook().start().media(1s).heard(2s, 1).add(9s, failed(u"recognizer"_s, u"timeout"_s)).stop(12s),
        CallVerdict::RecognizerSilent);
    row("empty finals",
        Told()
            .webhook()
            .start()
            .media(1s)
            .said(2s, 1, {})
            .reply(4s, 1, u"I did not understand"_s, 1)
            .played(5s, 1)
            .stop(7s),
        CallVerdict::RecognizerSilent);
    row("agent silent", Told().webhook().start().media(1s).said(2s, 1, u"hello"_s).media(9s).stop(14s),
        CallVerdict::AgentSilent);
    row("agent failed", Told().webhook().start().media(1s).said(2s, 1, u"hello"_s).add(4s, failed(u"agent"_s)).stop(5s),
        CallVerdict::AgentSilent);
    row("agent silent after a good turn", good().said(8s, 2, u"and now?"_s).media(12s).stop(18s),
        CallVerdict::AgentSilent);
    row("voice failed",
        Told()
            .webhook()
            .start()
            .media(1s)
            .add(1s, event::AgentReplied { 1, {}, u"Hello"_s, u"en"_s })
            .add(2s, failed(u"synthesizer"_s))
            .stop(5s),
        CallVerdict::NoSoundSent);
    row("voice silent",
        Told().webhook().start().media(1s).add(1s, event::AgentReplied { 1, {}, u"Hello"_s, u"en"_s }).stop(5s),
        CallVerdict::NoSoundSent);
    row("never played", Told().webhook().start().media(1s).reply(1s, 1, u"Hello"_s).stop(9s), CallVerdict::NeverPlayed);
    row("everything cut",
        Told()
            .webhook()
            .start()
            .media(1s)
            .reply(1s, 1, u"Hello"_s)
            .cut(2s, 1)
            .said(2s, 1, u"x"_s)
            .reply(5s, 2, u"So"_s, 1)
            .cut(6s, 2)
            .stop(9s),
        CallVerdict::BargeInCutEverything);
    row("echo loop",
        Told()
            .webhook()
            .start()
            .media(1s)
            .reply(1s, 1, u"hello how can I help"_s)
            .said(1300ms, 1, u"hello how can I help"_s)
            .reply(3200ms, 2, u"you said hello how can I help"_s, 1)
            .said(3500ms, 2, u"you said hello how can I help"_s)
            .reply(6s, 3, u"you said you said hello how can I help"_s, 2)
            .played(8s, 3)
            .stop(9s),
        CallVerdict::EchoLoop);
    row("dropped", good().close(9s, 1006, u"peer"_s), CallVerdict::Dropped);
    row("gateway went away", good().close(9s, 1001, u"gateway"_s, u"gateway is going away"_s), CallVerdict::Dropped);
    row("too quiet",
        Told().webhook().start().media(1s, 10, 150).media(2s, 10, 180).media(3s).media(4s).media(5s).stop(6s),
        CallVerdict::NeverOverThreshold);
    row("silent line", Told().webhook().start().media(1s).media(2s).media(3s).media(4s).media(5s).stop(6s),
        CallVerdict::NeverOverThreshold, S::Warning);
    row("agent slow",
        Told().webhook().start().media(1s).said(2s, 1, u"hello"_s).reply(8s, 1, u"So"_s, 1, 4s).played(9s, 1).stop(10s),
        CallVerdict::AgentSlow, S::Warning);
    row("agent too slow",
        Told()
            .webhook()
            .start()
            .media(1s)
            .said(2s, 1, u"hello"_s)
            .reply(11s, 1, u"So"_s, 1, 7s)
            .played(12s, 1)
            .stop(13s),
        CallVerdict::AgentSlow);
    row("late greeting", Told().webhook().start().media(1s).reply(4600ms, 1, u"Hello"_s).played(6s, 1).stop(7s),
        CallVerdict::LateFirstResponse, S::Warning);
    row("far too late greeting",
        Told().webhook().start().media(1s).reply(7600ms, 1, u"Hello"_s).played(9s, 1).stop(10s),
        CallVerdict::LateFirstResponse);
    row("waiting for the socket", Told().webhook(), CallVerdict::StillRunning, S::Running);
    row("running", good(), CallVerdict::StillRunning, S::Running);
    row("good", good().stop(9s), CallVerdict::EndedNormally, S::Fine);
    row("caller hangs up at once", Told().webhook().start().stop(1500ms), CallVerdict::EndedNormally, S::Fine);
    row("caller hangs up in the greeting", Told().webhook().start().media(1s).reply(1s, 1, u"Hello"_s).stop(3s),
        CallVerdict::EndedNormally, S::Fine);
    row("socket closed without stop", good().close(9s, 1000, u"peer"_s), CallVerdict::EndedNormally, S::Fine);
    row("hung up by operator", good().add(9s, event::HungUp { u"desktop"_s }).close(9s, 1000, u"gateway"_s),
        CallVerdict::EndedNormally, S::Fine);
    row("keys only",
        Told()
            .webhook()
            .start()
            .media(1s)
            .add(2s, event::DigitPressed { u"1"_s })
            .reply(2s, 1, u"One"_s)
            .played(3s, 1)
            .media(4s)
            .media(5s)
            .media(6s)
            .media(7s)
            .stop(9s),
        CallVerdict::EndedNormally, S::Fine);
    row("line test",
        Told()
            .webhook()
            .start()
            .media(1s, 9, 9, {})
            .media(2s, 9, 9, {})
            .media(3s, 9, 9, {})
            .media(4s, 9, 9, {})
            .media(5s, 9, 9, {})
            .stop(6s),
        CallVerdict::EndedNormally, S::Fine);
    row("greeting cut, answer heard",
        Told()
            .webhook()
            .start()
            .media(1s)
            .reply(1s, 1, u"Hello"_s)
            .cut(2s, 1)
            .said(2s, 1, u"x y"_s)
            .reply(5s, 2, u"So"_s, 1)
            .played(6s, 2)
            .stop(9s),
        CallVerdict::EndedNormally, S::Fine);
    row("caller repeats himself",
        good()
            .said(8s, 2, u"go forward ten meters"_s)
            .reply(10s, 3, u"You said: go forward ten meters"_s, 2)
            .played(12s, 3)
            .stop(13s),
        CallVerdict::EndedNormally, S::Fine);
    row("caller repeats the bot, later",
        good()
            .said(8s, 2, u"you said go forward ten meters"_s)
            .reply(10s, 3, u"You said: you said go forward ten meters"_s, 2)
            .played(12s, 3)
            .said(15s, 3, u"you said you said go forward ten meters"_s)
            .reply(17s, 4, u"Yes."_s, 3)
            .played(18s, 4)
            .stop(19s),
        CallVerdict::EndedNormally, S::Fine);
    row("operator answers", good().add(7s, event::TakenOver { u"desktop"_s }).said(8s, 2, u"are you there"_s).stop(18s),
        CallVerdict::EndedNormally, S::Fine);
}

void ExplanationTest::verdict()
{
    QFETCH(std::vector<event::Event>, events);
    QFETCH(CallVerdict, verdict);
    QFETCH(VerdictSeverity, severity);
    const Explanation explanation = explain(events);
    QCOMPARE(name(explanation.verdict), name(verdict));
    QCOMPARE(name(explanation.severity), name(severity));
    QVERIFY(!explanation.headline.isEmpty());
    QVERIFY2(!explanation.headline.english().contains(u'%'), qPrintable(explanation.headline.english()));
    QVERIFY(!explanation.cause.english().contains(u'%') && !explanation.fix.english().contains(u'%'));
    QVERIFY(!explanation.evidence.empty() || verdict == CallVerdict::Unknown);
    QVERIFY(std::ranges::is_sorted(explanation.evidence));
    m_given += static_cast<int>(verdict);
}

void ExplanationTest::everyVerdictHasACall()
{
    if (m_given.isEmpty())
        QSKIP("only meaningful after all rows of verdict()");
    for (int verdict = 0; verdict <= static_cast<int>(CallVerdict::EndedNormally); ++verdict)
        QVERIFY2(m_given.contains(verdict), name(static_cast<CallVerdict>(verdict)));
}

void ExplanationTest::evidenceIsThatOfTheFault()
{
    const Told told = Told().webhook().add(1s, event::WebSocketRejected { u"p"_s, u"/ws"_s, 403, u"Forbidden"_s });
    const Explanation explanation = explain(told.events());
    QCOMPARE(explanation.evidence, (std::vector<std::size_t> { 1, 2 })); // HTTP_REQUEST and WS_REJECTED
    QCOMPARE(explanation.twilioCode, 31920);
    QCOMPARE(explain(good().close(9s, 1006, u"peer"_s).events()).twilioCode, 31903);
}

void ExplanationTest::aLiveCallIsJudgedSoFar()
{
    const Told told = Told().webhook().start().media(1s).said(2s, 1, u"hello"_s).media(11s);
    const Explanation live = explain(told.events());
    QCOMPARE(name(live.verdict), "agent_silent");
    QVERIFY(!live.isFinal);
    QVERIFY(explain(good().stop(9s).events()).isFinal);
}

/// A log may be cut off anywhere, at both ends.
void ExplanationTest::everyPrefixIsJudged()
{
    const std::vector<event::Event> all = good().stop(9s).events();
    for (std::size_t length = 0; length <= all.size(); ++length) {
        const Explanation begin = explain(std::span(all).first(length));
        const bool isFine = begin.severity == VerdictSeverity::Running || begin.severity == VerdictSeverity::Fine
            || begin.severity == VerdictSeverity::Unknown;
        QVERIFY2(isFine, name(begin.verdict));
        for (const std::size_t place : explain(std::span(all).last(length)).evidence)
            QVERIFY(place < length);
    }
}

void ExplanationTest::figuresAreMeasured()
{
    const Told told = Told()
                          .webhook()
                          .start()
                          .media(1s, 10, 150)
                          .media(2s, 14, 181.4)
                          .media(3s, 12)
                          .media(4s, 12)
                          .media(5s, 12)
                          .stop(6s);
    QCOMPARE(explain(told.events()).headline.english(),
             u"In 5.0 s nothing of the caller passed for speech: noise 12, loudest 181, threshold 210."_s);
    QCOMPARE(explain(told.events()).fix.english(),
             u"Set VAD_RMS between 12 and 181: above the noise, below the voice."_s);
}

void ExplanationTest::furtherFaultsAreListed()
{
    const Told told = Told()
                          .webhook()
                          .start()
                          .media(1s)
                          .said(2s, 1, u"hello"_s)
                          .add(4s, failed(u"agent"_s))
                          .close(5s, 1006, u"peer"_s);
    const Explanation explanation = explain(told.events());
    QCOMPARE(name(explanation.verdict), "agent_silent");
    QCOMPARE(explanation.also, std::vector<CallVerdict> { CallVerdict::Dropped });
}

QTEST_GUILESS_MAIN(ExplanationTest)
#include "tst_explanation.moc"
