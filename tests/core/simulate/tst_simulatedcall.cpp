#include "core/simulate/callset.h"
#include "core/simulate/restserver.h"
#include "core/simulate/runreport.h"
#include "core/twilio/signature.h"
#include "tests/core/simulate/testbot.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <cmath>

using namespace callscope;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// No raw string: moc 6.4 loses the class behind one of several lines.
const QByteArray connectTwiml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<Response><Connect action=\"https://bot.example.com/ended\">"
                                "<Stream url=\"wss://bot.example.com/media\" "
                                "statusCallback=\"https://bot.example.com/stream_status\">"
                                "<Parameter name=\"token\" value=\"שלום\"/></Stream></Connect></Response>";

simulate::Utterance spokenTone(std::chrono::milliseconds length)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<media::Sample>(8000 * std::sin(static_cast<double>(i) * 0.4));
    return simulate::utteranceOf(u"tone"_s, samples);
}

/// Greets, and answers when the caller falls silent after a loud frame.
class GreetingBot : public tests::TestBot
{
public:
    GreetingBot()
    {
        answersTwiml("/webhook", connectTwiml);
        answersTwiml("/ended", "<Response/>");
        answers("/stream_status", response("204 No Content", "text/plain", {}));
        answers("/status", response("204 No Content", "text/plain", {}));
        onMessage = [this](QWebSocket &socket, const QJsonObject &message) { talk(socket, message); };
    }

    int said = 0;
    std::function<void(QWebSocket &)> greeting {};

private:
    void talk(QWebSocket &socket, const QJsonObject &message)
    {
        if (message[u"event"_s] == u"start"_s) {
            if (greeting)
                return greeting(socket);
            say(socket, 200ms);
            mark(socket, "greeting");
        }
        if (message[u"event"_s] != u"media"_s)
            return;
        const QByteArray sound = QByteArray::fromBase64(message[u"media"_s][u"payload"_s].toString().toLatin1());
        const bool loud = sound.count('\xFF') + sound.count('\x7F') < sound.size() / 2;
        if (!m_callerSpoke && loud)
            clear(socket);
        if (m_callerSpoke && !loud) {
            ++said;
            say(socket, 300ms);
            mark(socket, "reply");
        }
        m_callerSpoke = loud;
    }

    bool m_callerSpoke = false;
};

QStringList textsOf(const simulate::CallReport &report, const QString &what)
{
    QStringList texts;
    for (const simulate::EventRecord &event : report.events) {
        if (event.what == what)
            texts += event.text;
    }
    return texts;
}

} // namespace

class TestSimulatedCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodCallIsGood();
    void requestsAreSignedWithThePublicUrl();
    void bargeInIsMeasured();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void prohibitedMessagesAreNamed_data();
    void prohibitedMessagesAreNamed();
    void aStreamClosedByTheBotLeadsToItsAction();
    void verbsAreFollowedOneByOne();
    void restRedirectsALiveCall();
    void restRefusesWhatTwilioRefuses();
    void startStreamSendsBothTracks();
    void lossLeavesGapsInTheCounters();
    void keysArePressedAfterTheGreeting();
    void aSeedDoesNotRepeatTheSids();
    void statusCallbacksAreNoInstructions_data();
    void statusCallbacksAreNoInstructions();
    void aBotThatSpeaksUnaskedIsNotGood();
    void aCloseInTheBurstOfTheFinIsRead();
    void aBotWithoutAnswerIsNotGood();
    void manyCallsRunAtOnce();
    void cookiesStayWithTheirCall();

private:
    simulate::CallScript script(const tests::TestBot &bot) const;
    simulate::CallReport run(const simulate::CallScript &script,
                             const std::function<void(simulate::SimulatedCall &)> &with = {});

    base::SystemClock m_clock;
};

simulate::CallScript TestSimulatedCall::script(const tests::TestBot &bot) const
{
    simulate::CallScript script;
    script.url = bot.url("/webhook");
    script.botQuiet = 200ms;
    script.greetingPatience = 1500ms;
    script.replyPatience = 800ms;
    script.maximum = 15s;
    script.keepHeard = true;
    return script;
}

simulate::CallReport TestSimulatedCall::run(const simulate::CallScript &script,
                                            const std::function<void(simulate::SimulatedCall &)> &with)
{
    simulate::SimulatedCall call(script, m_clock);
    if (with)
        with(call);
    std::optional<simulate::CallReport> report;
    connect(&call, &simulate::SimulatedCall::finished, this, [&](const simulate::CallReport &done) { report = done; });
    call.start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(report, 30000); }();
    return report.value_or(simulate::CallReport {});
}

void TestSimulatedCall::aGoodCallIsGood()
{
    GreetingBot bot;
    simulate::CallScript with = script(bot);
    with.utterances = { spokenTone(400ms) };
    with.statusCallback = "https://bot.example.com/status";
    const simulate::CallReport report = run(with);
    QCOMPARE(report.problems, QStringList());
    QCOMPARE(bot.said, 1);
    QCOMPARE(report.turns.size(), 1u);
    QVERIFY(report.turns[0].latency());
    QVERIFY(*report.turns[0].latency() >= 0ms);
    QCOMPARE(report.turns[0].replyLength, 300ms);
    QCOMPARE(textsOf(report, u"> close"_s), QStringList { u"1000"_s }); // as the bot answered it
    QCOMPARE(report.marks.size(), 2u);
    QVERIFY(!report.marks[0].flushed);
    QVERIFY(*report.marks[0].echoed - report.marks[0].received >= 160ms);
    QCOMPARE(report.stream.clears, 1);
    QCOMPARE(qint64(report.heard.size()), qint64(media::samplesIn(report.length)));

    // The gateway's view: connected, start, media in order, stop; and each callback.
    QCOMPARE(bot.messages[0][u"event"_s].toString(), u"connected"_s);
    QCOMPARE(bot.messages[1][u"sequenceNumber"_s].toString(), u"1"_s);
    QCOMPARE(bot.messages[1][u"start"_s][u"customParameters"_s][u"token"_s].toString(), u"שלום"_s);
    QCOMPARE(bot.messages[2][u"media"_s][u"chunk"_s].toString(), u"1"_s);
    QCOMPARE(bot.messages.last()[u"event"_s].toString(), u"stop"_s);
    QCOMPARE(bot.messages.last()[u"sequenceNumber"_s].toString(), QString::number(bot.messages.size() - 1));
    QVERIFY(!net::headerValue(bot.upgradeHeaders, "Sec-WebSocket-Protocol"));
    const auto streamStatus = bot.seenAt("/stream_status");
    QCOMPARE(streamStatus.size(), 2u);
    QCOMPARE(net::formValue(streamStatus[0].fields, "StreamEvent"), QByteArray("stream-started"));
    QCOMPARE(net::formValue(streamStatus[1].fields, "StreamEvent"), QByteArray("stream-stopped"));
    QList<QByteArray> states;
    for (const auto &seen : bot.seenAt("/status"))
        states += *net::formValue(seen.fields, "SequenceNumber") + ' ' + *net::formValue(seen.fields, "CallStatus");
    std::ranges::sort(states);
    QCOMPARE(states, (QList<QByteArray> { "0 ringing", "1 in-progress", "2 completed" }));
}

void TestSimulatedCall::requestsAreSignedWithThePublicUrl()
{
    GreetingBot bot;
    simulate::CallScript with = script(bot);
    with.publicBaseUrl = "https://bot.example.com";
    with.authToken = base::Secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    const simulate::CallReport report = run(with);
    QCOMPARE(report.problems, QStringList());
    const auto webhook = bot.seenAt("/webhook").at(0);
    QCOMPARE(net::headerValue(webhook.headers, "Host"), QByteArray("bot.example.com"));
    QCOMPARE(net::headerValue(webhook.headers, "X-Twilio-Signature"),
             twilio::signature(with.authToken, "https://bot.example.com/webhook", webhook.fields));
    QCOMPARE(net::formValue(webhook.fields, "CallStatus"), QByteArray("ringing"));
    QCOMPARE(net::headerValue(bot.upgradeHeaders, "host"), QByteArray("bot.example.com"));
    QCOMPARE(net::headerValue(bot.upgradeHeaders, "x-twilio-signature"),
             twilio::signature(with.authToken, "wss://bot.example.com/media", {}));
}

void TestSimulatedCall::bargeInIsMeasured()
{
    GreetingBot bot;
    bot.greeting = [&bot](QWebSocket &socket) {
        bot.say(socket, 5000ms);
        bot.mark(socket, "long");
    };
    simulate::CallScript with = script(bot);
    with.utterances = { spokenTone(400ms) };
    with.bargeIn = 300ms;
    const simulate::CallReport report = run(with);
    QCOMPARE(report.problems, QStringList());
    QVERIFY(report.turns[0].bargedIn);
    QVERIFY(report.turns[0].yieldedAfter);
    QVERIFY2(*report.turns[0].yieldedAfter < 350ms, qPrintable(QString::number(report.turns[0].yieldedAfter->count())));
    QVERIFY(report.marks[0].flushed);
    QVERIFY(report.length < 4s);
}

void TestSimulatedCall::faultsAreNamed_data()
{
    QTest::addColumn<QByteArray>("webhook");
    QTest::addColumn<QByteArray>("upgrade");
    QTest::addColumn<int>("code");
    const QByteArray good = tests::TestBot::xml(connectTwiml);
    const auto twiml = [](const QByteArray &body) { return tests::TestBot::xml(body); };
    const auto stream = [&](QByteArray from, const QByteArray &to) {
        return tests::TestBot::xml(QByteArray(connectTwiml).replace(from, to));
    };
    QTest::newRow("webhook fails") << tests::TestBot::response("500 Oops", "text/xml", "<Response/>") << QByteArray()
                                   << 11200;
    QTest::newRow("no content") << tests::TestBot::response("200 OK", "text/xml", {}) << QByteArray() << 11770;
    QTest::newRow("json") << tests::TestBot::response("200 OK", "application/json", "{}") << QByteArray() << 12300;
    QTest::newRow("not xml") << twiml("<Response><Say>a & b</Say></Response>") << QByteArray() << 12100;
    QTest::newRow("root") << twiml("<Answer/>") << QByteArray() << 12102;
    QTest::newRow("too large") << twiml("<Response>" + QByteArray(70000, ' ') + "</Response>") << QByteArray() << 11750;
    QTest::newRow("redirects for ever") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: /webhook\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n") << QByteArray()
                                        << 11215;
    QTest::newRow("track") << stream("<Stream ", "<Stream track=\"both_tracks\" ") << QByteArray() << 31941;
    QTest::newRow("scheme") << stream("wss:", "https:") << QByteArray() << 31922;
    QTest::newRow("query") << stream("/media\"", "/media?a=b\"") << QByteArray() << 31920;
    QTest::newRow("malformed") << stream("wss://bot.example.com/media", "/media") << QByteArray() << 31923;
    QTest::newRow("403") << good << tests::TestBot::response("403 Forbidden", "text/plain", "signature") << 31920;
    QTest::newRow("wrong accept") << good
                                  << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
                                                "Upgrade\r\nSec-WebSocket-Accept: bm8=\r\n\r\n")
                                  << 31920;
}

void TestSimulatedCall::faultsAreNamed()
{
    QFETCH(QByteArray, webhook);
    QFETCH(QByteArray, upgrade);
    QFETCH(int, code);
    GreetingBot bot;
    bot.answers("/webhook", webhook);
    bot.upgradeAnswer = upgrade;
    const simulate::CallReport report = run(script(bot));
    QVERIFY(!report.isGood());
    QVERIFY(!report.faults.empty());
    QCOMPARE(report.faults[0].fault.code, code);
    QVERIFY2(report.problems.first().startsWith(QString::number(code)), qPrintable(report.problems.join(u'\n')));
    if (!upgrade.isEmpty() || code / 100 == 319)
        QCOMPARE(net::formValue(bot.seenAt("/stream_status").at(0).fields, "StreamEvent"), QByteArray("stream-error"));
}

void TestSimulatedCall::prohibitedMessagesAreNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("binary") << QString() << 31950;
    QTest::newRow("not json") << u"hello"_s << 31951;
    QTest::newRow("unknown event") << u"{\"event\":\"ping\",\"streamSid\":\"SID\"}"_s << 31951;
    QTest::newRow("extra member") << u"{\"event\":\"clear\",\"streamSid\":\"SID\",\"x\":1}"_s << 31951;
    QTest::newRow("foreign stream") << u"{\"event\":\"clear\",\"streamSid\":\"MZ00000000000000000000000000000000\"}"_s
                                    << 31951;
    QTest::newRow("close") << u"CLOSE"_s << 31921;
    QTest::newRow("abort") << u"ABORT"_s << 31903;
}

void TestSimulatedCall::prohibitedMessagesAreNamed()
{
    QFETCH(QString, text);
    QFETCH(int, code);
    GreetingBot bot;
    bot.greeting = [&](QWebSocket &socket) {
        if (text.isEmpty())
            socket.sendBinaryMessage("x");
        else if (text == u"CLOSE"_s)
            return socket.close(QWebSocketProtocol::CloseCode(1011), u"broken"_s);
        else if (text == u"ABORT"_s)
            return socket.abort();
        else
            socket.sendTextMessage(QString(text).replace(u"SID"_s, QString::fromLatin1(bot.streamSid)));
        bot.say(socket, 200ms);
    };
    const simulate::CallReport report = run(script(bot));
    QCOMPARE(report.faults.size(), 1u);
    QCOMPARE(report.faults[0].fault.code, code);
    QCOMPARE(report.botHeard, code != 31921 && code != 31903);
}

void TestSimulatedCall::aStreamClosedByTheBotLeadsToItsAction()
{
    GreetingBot bot;
    bot.answersTwiml("/ended", "<Response><Say>goodbye</Say></Response>");
    bot.greeting = [&](QWebSocket &socket) { socket.close(QWebSocketProtocol::CloseCodeNormal); };
    const simulate::CallReport report = run(script(bot));
    QCOMPARE(report.problems, QStringList());
    QVERIFY(report.botHeard); // the Say
    QCOMPARE(report.ending, u"the TwiML has no more verbs"_s);
    QCOMPARE(net::formValue(bot.seenAt("/ended").at(0).fields, "CallStatus"), QByteArray("in-progress"));
}

void TestSimulatedCall::verbsAreFollowedOneByOne()
{
    tests::TestBot bot;
    bot.answersTwiml("/webhook",
                     "<Response><Say>hi</Say><Pause length=\"1\"/><Record action=\"/filed\" timeout=\"2\" "
                     "recordingStatusCallback=\"/recording\"/><Say>never</Say></Response>");
    bot.answersTwiml("/filed", "<Response><Redirect method=\"GET\">/last?a=b</Redirect></Response>");
    bot.answers("/recording", tests::TestBot::response("204 No Content", "text/plain", {}));
    const auto last = [&] { return bot.seen().back().path.startsWith("/last?a=b&"); };
    simulate::CallScript with = script(bot);
    with.greetingPatience = 5s;
    with.utterances = { spokenTone(600ms) };
    with.botQuiet = 1200ms; // the caller speaks into the recording, not into the pause
    with.repliesExpected = false;
    const simulate::CallReport report = run(with);
    QCOMPARE(bot.seenAt("/filed").size(), 1u);
    QCOMPARE(net::formValue(bot.seenAt("/filed")[0].fields, "RecordingDuration"), QByteArray("2"));
    QCOMPARE(net::formValue(bot.seenAt("/filed")[0].fields, "Digits"), QByteArray(""));
    QCOMPARE(net::formValue(bot.seenAt("/recording").at(0).fields, "RecordingStatus"), QByteArray("completed"));
    QVERIFY(last());
    QCOMPARE(report.faults.at(0).fault.code, 11200); // nobody answers at /last
}

void TestSimulatedCall::restRedirectsALiveCall()
{
    GreetingBot bot;
    bot.answersTwiml("/elsewhere", "<Response><Say>moved</Say><Hangup/></Response>");
    simulate::RestServer rest({}, m_clock);
    QVERIFY(rest.listen(0));
    QByteArray answered;
    QTcpSocket client;
    const simulate::CallReport report = run(script(bot), [&](simulate::SimulatedCall &call) {
        rest.addCall(&call);
        bot.greeting = [&](QWebSocket &) {
            const QByteArray body = net::encodeForm({ { "Url", "https://bot.example.com/elsewhere" } });
            const QByteArray path = "/2010-04-01/Accounts/" + call.identity().account.bytes() + "/Calls/"
                + call.identity().call.bytes() + ".json";
            client.connectToHost(u"127.0.0.1"_s, quint16(QUrl::fromEncoded(rest.baseUrl()).port()));
            client.write("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size())
                         + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + body);
        };
    });
    answered = client.readAll();
    QVERIFY2(answered.startsWith("HTTP/1.1 200 "), answered.constData());
    QCOMPARE(report.problems, QStringList());
    QCOMPARE(report.ending, u"the TwiML hung up"_s);
    QCOMPARE(bot.messages.last()[u"event"_s].toString(), u"stop"_s);
    QCOMPARE(bot.seenAt("/elsewhere").size(), 1u);
    QVERIFY(bot.seenAt("/ended").empty());
}

void TestSimulatedCall::restRefusesWhatTwilioRefuses()
{
    simulate::RestServer rest({ { "AC", base::Secret("token") } }, m_clock);
    simulate::CallScript with;
    with.url = "http://127.0.0.1:1/";
    simulate::SimulatedCall call(with, m_clock);
    rest.addCall(&call);
    const QByteArray calls = "/2010-04-01/Accounts/" + call.identity().account.bytes() + "/Calls/";
    const auto code = [&](const QByteArray &target, const QByteArray &body, const QByteArray &password) {
        const net::HttpResponse answer
            = rest.answer({ "POST", target, { { "Authorization", "Basic " + ("AC:" + password).toBase64() } }, body });
        return QJsonDocument::fromJson(answer.body)[u"code"_s].toInt();
    };
    const QByteArray target = calls + call.identity().call.bytes() + ".json";
    QCOMPARE(code(target, "Status=completed", "wrong"), 20003);
    QCOMPARE(code(target, "Status=completed", "token"), 21220);
    QCOMPARE(code(target, "Url=http://a&Twiml=b", "token"), 20422);
    QCOMPARE(code(calls + "CA00000000000000000000000000000000.json", "Status=completed", "token"), 20404);
    QCOMPARE(code("/elsewhere", "", "token"), 20404);
}

void TestSimulatedCall::startStreamSendsBothTracks()
{
    GreetingBot bot;
    bot.answersTwiml("/webhook",
                     "<Response><Start><Stream url=\"wss://bot.example.com/media\" name=\"ears\" "
                     "track=\"both_tracks\"/></Start><Say>hello there</Say><Stop><Stream "
                     "name=\"ears\"/></Stop><Pause length=\"1\"/></Response>");
    bot.onMessage = {};
    const simulate::CallReport report = run(script(bot));
    QCOMPARE(report.problems, QStringList());
    int inbound = 0, outbound = 0, stops = 0;
    for (const QJsonObject &message : std::as_const(bot.messages)) {
        inbound += message[u"media"_s][u"track"_s] == u"inbound"_s;
        outbound += message[u"media"_s][u"track"_s] == u"outbound"_s;
        stops += message[u"event"_s] == u"stop"_s;
    }
    QCOMPARE(stops, 1);
    QCOMPARE(inbound, outbound);
    QVERIFY(inbound > 10);
}

void TestSimulatedCall::lossLeavesGapsInTheCounters()
{
    GreetingBot bot;
    simulate::CallScript with = script(bot);
    with.line.lossPercent = 30;
    with.line.jitter = 50ms;
    const simulate::CallReport report = run(with);
    QCOMPARE(report.problems, QStringList());
    qint64 last = 0, media = 0;
    for (const QJsonObject &message : std::as_const(bot.messages)) {
        const qint64 sequence = message[u"sequenceNumber"_s].toString().toLongLong();
        QVERIFY(sequence > last || message[u"event"_s] == u"connected"_s);
        last = sequence;
        media += message[u"event"_s] == u"media"_s;
    }
    QCOMPARE(media, report.stream.mediaSent);
    QVERIFY(report.stream.mediaLost > 0);
}

void TestSimulatedCall::keysArePressedAfterTheGreeting()
{
    GreetingBot bot;
    simulate::CallScript with = script(bot);
    with.keys = u"1w#"_s;
    with.repliesExpected = false;
    const simulate::CallReport report = run(with);
    QCOMPARE(report.problems, QStringList());
    QCOMPARE(report.turnsPlanned, 2u);
    QStringList keys;
    for (const QJsonObject &message : std::as_const(bot.messages)) {
        if (message[u"event"_s] == u"dtmf"_s)
            keys += message[u"dtmf"_s][u"digit"_s].toString();
    }
    QCOMPARE(keys, (QStringList { u"1"_s, u"#"_s }));
}

void TestSimulatedCall::aSeedDoesNotRepeatTheSids()
{
    simulate::CallScript with;
    with.url = "http://127.0.0.1:1/";
    with.seed = 7;
    const simulate::SimulatedCall one(with, m_clock), other(with, m_clock);
    QVERIFY(one.identity().call != other.identity().call);
    QVERIFY(one.identity().account != other.identity().account);
}

void TestSimulatedCall::statusCallbacksAreNoInstructions_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("warns");
    const auto row
        = [](const char *name, const QByteArray &answer, bool warns) { QTest::newRow(name) << answer << warns; };
    row("204", tests::TestBot::response("204 No Content", "text/plain", {}), false);
    row("empty Response", tests::TestBot::xml("<Response/>"), false);
    row("application/xml", tests::TestBot::response("200 OK", "application/xml", "<Response/>"), false);
    row("plain text", tests::TestBot::response("200 OK", "text/plain", "ok"), true);
    row("json", tests::TestBot::response("200 OK", "application/json", "{}"), true);
    row("no TwiML", tests::TestBot::xml("ok"), true);
    row("no body", tests::TestBot::response("200 OK", "text/xml", {}), true);
    row("500", tests::TestBot::response("500 Oops", "text/xml", "<Response/>"), true);
}

void TestSimulatedCall::statusCallbacksAreNoInstructions()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, warns);
    GreetingBot bot;
    bot.answersTwiml("/webhook", "<Response><Hangup/></Response>");
    bot.answers("/status", answer);
    simulate::CallScript with = script(bot);
    with.statusCallback = "https://bot.example.com/status";
    const simulate::CallReport report = run(with);
    QCOMPARE(bot.seenAt("/status").size(), 3u);
    QCOMPARE(report.faults.size(), warns ? 3u : 0u);
    for (const simulate::FaultRecord &record : report.faults)
        QCOMPARE(record.fault.code, 15003);
}

void TestSimulatedCall::aBotThatSpeaksUnaskedIsNotGood()
{
    GreetingBot bot;
    bot.greeting = [&bot](QWebSocket &socket) {
        bot.say(socket, 200ms);
        QTimer::singleShot(2500ms, &socket, [&] { bot.say(socket, 200ms); });
    };
    simulate::CallScript with = script(bot);
    with.duration = 3500ms;
    const simulate::CallReport report = run(with);
    QCOMPARE(report.unpromptedTurns, 1);
    QCOMPARE(report.problems,
             QStringList { u"The bot spoke although the caller had said nothing (unprompted turns: 1)."_s });
    QCOMPARE(simulate::toJson(report)[u"unprompted_turns"_s].toInt(), 1);
}

void TestSimulatedCall::aCloseInTheBurstOfTheFinIsRead()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray got;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&got, socket] {
            const bool upgraded = got.contains("\r\n\r\n");
            got += socket->readAll();
            if (upgraded) { // a frame of the client: its close
                socket->write(QByteArray::fromHex("8101788802") + QByteArray::fromHex("03e8"));
                return socket->disconnectFromHost();
            }
            const qsizetype at = got.indexOf("sec-websocket-key: ") + 19;
            const QByteArray key = got.mid(at, 24) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            socket->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: "
                          + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n");
        });
    });
    simulate::WebSocketClient client;
    QSignalSpy closed(&client, &simulate::WebSocketClient::closed),
        texts(&client, &simulate::WebSocketClient::textReceived);
    connect(&client, &simulate::WebSocketClient::opened, this, [&] { client.close(1000, {}); });
    client.open({ QUrl(u"ws://127.0.0.1:%1/"_s.arg(server.serverPort())), "/", "bot.example.com" });
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed[0][0].toInt(), 1000);
    QCOMPARE(texts.size(), 1);
}

void TestSimulatedCall::aBotWithoutAnswerIsNotGood()
{
    GreetingBot bot;
    bot.onMessage = {};
    simulate::CallScript with = script(bot);
    with.utterances = { spokenTone(200ms) };
    const simulate::CallReport report = run(with);
    QCOMPARE(report.problems,
             (QStringList { u"The caller heard nothing but silence."_s, u"The bot gave no answer to \"tone\"."_s }));
}

void TestSimulatedCall::manyCallsRunAtOnce()
{
    GreetingBot bot;
    bot.onMessage = {};
    simulate::CallScript with = script(bot);
    with.duration = 500ms;
    simulate::CallSet set(with, 10, m_clock);
    std::vector<simulate::CallReport> reports;
    connect(&set, &simulate::CallSet::finished, this, [&](const auto &all) { reports = all; });
    set.start();
    QTRY_COMPARE_WITH_TIMEOUT(reports.size(), 10u, 30000);
    QSet<QByteArray> sids, numbers;
    for (const simulate::CallReport &report : reports) {
        sids += report.identity.call.bytes();
        numbers += report.identity.from;
        QCOMPARE(report.length, 500ms);
    }
    QCOMPARE(sids.size(), 10);
    QCOMPARE(numbers.size(), 10);
    const QJsonObject json = simulate::toJson(simulate::RunReport { reports });
    QCOMPARE(json[u"calls"_s].toInt(), 10);
    QCOMPARE(json[u"good"_s].toInt(), 0);
}

void TestSimulatedCall::cookiesStayWithTheirCall()
{
    GreetingBot bot;
    bot.onMessage = {};
    bot.answers("/webhook",
                tests::TestBot::xml(connectTwiml).replace("\r\n\r\n", "\r\nSet-Cookie: bot=1; Path=/\r\n\r\n"));
    simulate::CallScript with = script(bot);
    with.duration = 200ms;
    simulate::Exchange exchange(m_clock);
    for (int number = 0; number < 2; ++number) { // the second one through the network of the first
        simulate::SimulatedCall call(with, m_clock, exchange);
        QSignalSpy finished(&call, &simulate::SimulatedCall::finished);
        call.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    }
    for (const auto &first : bot.seenAt("/webhook"))
        QVERIFY(!net::headerValue(first.headers, "Cookie"));
    QCOMPARE(bot.seenAt("/webhook").size(), 2u);
    QCOMPARE(bot.seenAt("/ended").size(), 2u);
    for (const auto &later : bot.seenAt("/ended"))
        QCOMPARE(net::headerValue(later.headers, "Cookie"), QByteArray("bot=1"));
}

QTEST_GUILESS_MAIN(TestSimulatedCall)
#include "tst_simulatedcall.moc"
