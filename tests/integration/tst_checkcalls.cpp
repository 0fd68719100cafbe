#include "tests/integration/faultcases.h"

#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

std::vector<FaultCase> handshakes()
{
    const auto at = [](const char *name, const Bot &bot, const QString &fault, const QString &advice) {
        return FaultCase { name, bot, u"handshake"_s, fault, advice };
    };
    const QString refused = u"handshake_refused"_s, invalid = u"handshake_invalid"_s,
                  notEchoed = u"subprotocol_not_echoed"_s;
    return {
        at("Flask's catch-all swallows the upgrade", flaskBot(), refused, u"Flask's routes swallow the upgrade"_s),
        at("no WebSocket server, Express", expressBot(u"no_websocket"_s), refused, u"Express took the request"_s),
        at("no WebSocket route, FastAPI", fastApiBot(u"no_websocket"_s), refused, u"@app.websocket"_s),
        at("404", expressBot(u"media_404"_s), refused, u"path that the TwiML names"_s),
        at("ws does not echo", expressBot(u"no_subprotocol"_s), notEchoed, u"handleProtocols"_s),
        at("FastAPI does not echo", fastApiBot(u"no_subprotocol"_s), notEchoed, u"accept(subprotocol"_s),
        at("sub-protocol invented, ws", expressBot(u"invents_subprotocol"_s), invalid, u"not offered"_s),
        at("sub-protocol invented, FastAPI", fastApiBot(u"invents_subprotocol"_s), invalid, u"not offered"_s),
        at("extension invented", expressBot(u"invents_extension"_s), invalid, u"extension"_s),
        at("wrong accept key", expressBot(u"wrong_accept"_s), invalid, u"Sec-WebSocket-Accept"_s),
    };
}

std::vector<FaultCase> calls()
{
    const auto at = [](const char *name, const Bot &bot, const QString &fault, const QString &advice) {
        return FaultCase { name, bot, u"call"_s, fault, advice };
    };
    const QString refused = u"messages_refused"_s;
    return {
        at("no sound at all", expressBot(u"silent"_s), u"call_silent"_s, u"sends no sound"_s),
        at("greeting after 7 s, ws", expressBot(u"greeting_late"_s), u"first_audio_late"_s, u"greeting"_s),
        at("greeting after 7 s, FastAPI", fastApiBot(u"greeting_late"_s), u"first_audio_late"_s, u"greeting"_s),
        at("no reply, ws", expressBot(u"deaf"_s), u"no_reply"_s, u"recognition"_s),
        at("no reply, FastAPI", fastApiBot(u"deaf"_s), u"no_reply"_s, u"recognition"_s),
        at("binary frames, ws", expressBot(u"binary_frame"_s), refused, u"text frames"_s),
        at("binary frames, FastAPI", fastApiBot(u"binary_frame"_s), refused, u"text frames"_s),
        at("a member too many", expressBot(u"extra_member"_s), refused, u"no other members"_s),
        at("another streamSid", expressBot(u"other_stream_sid"_s), refused, u"streamSid"_s),
        at("closed with 1011, ws", expressBot(u"close_1011"_s), u"call_broke"_s, u"exception"_s),
        at("closed with 1011, FastAPI", fastApiBot(u"close_1011"_s), u"call_broke"_s, u"exception"_s),
        at("barge-in ignored", expressBot(u"ignores_barge_in"_s), u"barge_in_ignored"_s, u"--no-barge-in"_s),
        at("a burst, ws", expressBot(u"burst"_s), u"pacing_burst"_s, u"real time"_s),
        at("a burst, FastAPI", fastApiBot(u"burst"_s), u"pacing_burst"_s, u"real time"_s),
        at("chopped", expressBot(u"chopped"_s), u"pacing_gaps"_s, u"absolute clock"_s),
    };
}

std::vector<FaultCase> loopsAndFallbacks()
{
    const auto at
        = [](const char *name, const QString &stage, const Bot &bot, const QString &fault, const QString &advice) {
              return FaultCase { name, bot, stage, fault, advice };
          };
    const QString loop = u"no_loop"_s, fallback = u"fallback"_s;
    return {
        at("answers its echo", loop, expressBot(u"answers_echo"_s), u"never_rests"_s, u"hears itself"_s),
        at("speaks into silence, ws", loop, expressBot(u"speaks_into_silence"_s), u"speaks_unprompted"_s,
           u"timer speaks into the silence"_s),
        at("speaks into silence, FastAPI", loop, fastApiBot(u"speaks_into_silence"_s), u"speaks_unprompted"_s,
           u"timer speaks into the silence"_s),
        at("repeats itself", loop, expressBot(u"repeats_itself"_s), u"repeats_itself"_s, u"answered twice"_s),
        at("nothing behind Connect", fallback, expressBot(u"fallback_nothing"_s), u"fallback_silent"_s,
           u"behind <Connect>"_s),
        at("action answers nothing", fallback, fastApiBot(u"fallback_nothing"_s), u"fallback_silent"_s,
           u"action of <Connect>"_s),
        at("late, verbs", fallback, expressBot(u"fallback_late"_s), u"fallback_late"_s, u"at once"_s),
        at("late, action", fallback, fastApiBot(u"fallback_late"_s), u"fallback_late"_s, u"at once"_s),
        at("records nothing", fallback, expressBot(u"fallback_no_recording"_s), u"fallback_no_recording"_s,
           u"<Record"_s),
        at("records too late", fallback, expressBot(u"fallback_recording_late"_s), u"fallback_recording_late"_s,
           u"timeout=\"2\""_s),
    };
}

/// The long ones first: the short ones fill the gaps.
std::vector<FaultCase> allCases()
{
    std::vector<FaultCase> cases = loopsAndFallbacks();
    for (const auto &more : { calls(), handshakes() })
        cases.insert(cases.end(), more.begin(), more.end());
    return cases;
}

} // namespace

/// Servers whose media stream goes wrong: the check names it, and nothing else.
class CheckCallsTest : public QObject
{
    Q_OBJECT

private:
    FaultRuns m_runs { allCases() };

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_runs.run()); }
    void namesItsFault_data() { m_runs.addRows(); }
    void namesItsFault()
    {
        QFETCH(int, index);
        m_runs.verify(index);
    }
};

QTEST_GUILESS_MAIN(CheckCallsTest)
#include "tst_checkcalls.moc"
