#include "tests/core/gateway/desk.h"
#include "tests/core/net/rawclient.h"

#include <QTest>

using namespace callscope;
using tests::Desk;
using tests::RunningCall;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString desktop = u"desktop"_s;

QString valueOf(const event::Parameters &parameters, const QString &name)
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const auto &one) { return one.first.compare(name, Qt::CaseInsensitive) == 0; });
    return found != parameters.end() ? found->second : QString();
}

} // namespace

/// What an operator does to a call of the whole gateway, and what its webhooks leave in the log.
class GatewayControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOperatorSpeaksAndHangsUp()
    {
        Desk desk;
        QVERIFY(desk.listening);
        RunningCall running(desk.caller(), desk.clock);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), size_t(1), 10000);
        call::Control &control = desk.gateway.control();
        QVERIFY(control.noteListening(running.sid(), true, desktop));
        QVERIFY(control.takeOver(running.sid(), desktop));
        QVERIFY(!control.takeOver(running.sid(), desktop));
        QVERIFY(control.say(running.sid(), u"One moment."_s, desktop));
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::MarkReceived>().size(), size_t(1), 10000);
        QVERIFY(control.giveBack(running.sid(), desktop));
        QVERIFY(control.hangUp(running.sid(), desktop));
        QCOMPARE(control.hangUp(running.sid(), desktop).error().code, base::ErrorCode::NotFound);

        QTRY_VERIFY_WITH_TIMEOUT(running.report, 20000);
        QCOMPARE(running.report->ending, u"the TwiML hung up"_s);
        QVERIFY(running.report->botHeard);
        QVERIFY2(running.report->faults.empty(), qPrintable(running.report->problems.join(u'\n')));
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::CallEnded>().size(), size_t(1), 5000);
        QCOMPARE(desk.all<event::CallEnded>()[0].cause, u"hung up by operator"_s);
        QCOMPARE(desk.all<event::WebSocketClosed>().at(0).code, 1000);

        const auto asked = desk.requests(u"/webhook/stream_ended"_s);
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked[0].status, 200);
        QVERIFY2(asked[0].responseBody.endsWith(u"<Response><Hangup/></Response>"_s),
                 qPrintable(asked[0].responseBody));
        QVERIFY(desk.all<event::FallbackRecorded>().empty());
        for (const event::Event &event : desk.published) {
            if (std::holds_alternative<event::OperatorSaid>(event.payload))
                QCOMPARE(event.callSid, running.sid());
        }
    }

    void anAgentHangsUpOnceItsWordsAreHeard()
    {
        Desk desk;
        QVERIFY(desk.listening);
        desk.agent->action = agent::LineAction { agent::LineAction::Kind::HangUp };
        simulate::CallScript script = desk.caller();
        script.keys = u"1"_s;
        script.greetingPatience = 300ms;
        script.staysOnLine = true;
        RunningCall running(script, desk.clock);
        QTRY_VERIFY_WITH_TIMEOUT(running.report, 20000);
        QCOMPARE(running.report->ending, u"the TwiML hung up"_s);
        QVERIFY(running.report->botHeard);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::CallEnded>().size(), size_t(1), 5000);
        QCOMPARE(desk.all<event::CallEnded>()[0].cause, u"hung up by agent"_s);
        QCOMPARE(desk.all<event::AgentActed>().at(0).action, u"hang_up"_s);
        QCOMPARE(desk.all<event::MarkReceived>().size(), size_t(1)); // all of it had been heard
    }

    void aWebhookStandsInTheLogWithoutItsSecrets()
    {
        Desk desk;
        RunningCall running(desk.caller(), desk.clock);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), size_t(1), 10000);
        const auto requests = desk.requests(u"/webhook/incoming_call"_s);
        QCOMPARE(requests.size(), size_t(1));
        const event::HttpRequested &incoming = requests[0];
        QCOMPARE(incoming.signature, u"valid"_s);
        QCOMPARE(valueOf(incoming.form, u"CallSid"_s), running.sid().toString());
        QCOMPARE(valueOf(incoming.requestHeaders, u"Host"_s), u"bot.example.com"_s);
        const QString signature = valueOf(incoming.requestHeaders, u"X-Twilio-Signature"_s);
        QVERIFY2(signature.size() == 7 && signature.endsWith(u"***"_s), qPrintable(signature));
        QCOMPARE(valueOf(incoming.responseHeaders, u"Content-Type"_s), u"text/xml; charset=utf-8"_s);
        QVERIFY(!valueOf(incoming.responseHeaders, u"Content-Length"_s).isEmpty());
        QVERIFY2(incoming.responseBody.contains(u"<Parameter name=\"stream_token\" value=\"***\"/>"_s),
                 qPrintable(incoming.responseBody));
        running.call.hangUp(u"the test is over"_s);
        QTRY_VERIFY_WITH_TIMEOUT(running.report, 20000);
    }

    void aRefusedWebhookIsSeenAsWell()
    {
        Desk desk;
        tests::RawClient stranger(desk.gateway.port());
        stranger.send("POST /webhook/call_status?a=b HTTP/1.1\r\nHost: bot.example.com\r\nConnection: close\r\n"
                      "X-Twilio-Signature: bm90IHRoZSByaWdodCBvbmU=\r\n"
                      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nCallSid=CA1");
        QTRY_VERIFY(stranger.isClosed());
        const auto requests = desk.requests(u"/webhook/call_status"_s);
        QCOMPARE(requests.size(), size_t(1));
        QCOMPARE(requests[0].status, 403);
        QCOMPARE(requests[0].signature, u"wrong"_s);
        QCOMPARE(requests[0].query, u"a=b"_s);
        QCOMPARE(requests[0].form, (event::Parameters { { u"CallSid"_s, u"CA1"_s } }));
        QCOMPARE(valueOf(requests[0].requestHeaders, u"X-Twilio-Signature"_s), u"bm90***"_s);
        QVERIFY(requests[0].responseBody.startsWith(u"Forbidden: "_s));
        QVERIFY(desk.published.back().callSid.isEmpty());
    }

    void aRequestThatIsNoneIsSeenAsWell()
    {
        Desk desk;
        tests::RawClient client(desk.gateway.port());
        client.send("POST /webhook/call_status HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        QTRY_VERIFY(client.isClosed());
        const auto requests = desk.requests(u"/webhook/call_status"_s);
        QCOMPARE(requests.size(), size_t(1));
        QCOMPARE(requests[0].status, 400);
        QVERIFY(requests[0].responseBody.contains(u"Host"_s));
    }

    void otherPathsHaveNoDetails()
    {
        Desk desk;
        tests::RawClient client(desk.gateway.port());
        client.send("GET /nowhere?a=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        QTRY_VERIFY(client.isClosed());
        const auto requests = desk.requests(u"/nowhere"_s);
        QCOMPARE(requests.size(), size_t(1));
        QVERIFY(requests[0].query.isEmpty() && requests[0].requestHeaders.empty());
        QVERIFY(requests[0].responseHeaders.empty() && requests[0].responseBody.isEmpty());
    }

    void whoIsNotOnThePhoneIsNotFound()
    {
        Desk desk;
        call::Control &control = desk.gateway.control();
        const base::CallSid nobody = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
        const base::Outcome outcomes[] = { control.hangUp(nobody, desktop), control.say(nobody, u"hello"_s, desktop),
                                           control.takeOver(nobody, desktop), control.giveBack(nobody, desktop),
                                           control.noteListening(nobody, true, desktop) };
        for (const base::Outcome &outcome : outcomes) {
            QVERIFY(!outcome);
            QCOMPARE(outcome.error().code, base::ErrorCode::NotFound);
            QVERIFY(outcome.error().text.contains(nobody.toString()));
        }
        QVERIFY(desk.published.empty());
    }

    void aLineTestIsListenedToAndHungUpAndNoMore()
    {
        Desk desk;
        desk.agent->returnsAudio = true;
        RunningCall running(desk.caller(), desk.clock);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), size_t(1), 10000);
        call::Control &control = desk.gateway.control();
        QCOMPARE(control.say(running.sid(), u"hello"_s, desktop).error().code, base::ErrorCode::InvalidInput);
        QCOMPARE(control.takeOver(running.sid(), desktop).error().code, base::ErrorCode::InvalidInput);
        QVERIFY(control.noteListening(running.sid(), true, desktop));
        QVERIFY(control.hangUp(running.sid(), desktop));
        QTRY_VERIFY_WITH_TIMEOUT(running.report, 20000);
        QCOMPARE(running.report->ending, u"the TwiML hung up"_s);
    }
};

QTEST_GUILESS_MAIN(GatewayControlTest)
#include "tst_gatewaycontrol.moc"
