#include "core/twilio/webhook.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;

namespace {

const QByteArray incoming = "ApiVersion=2010-04-01&AccountSid=AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"
                            "&CallSid=CAfeedfacefeedfacefeedfacefeedface&CallStatus=ringing&Direction=inbound"
                            "&From=%2B972501234567&Caller=%2B972501234567&To=%2B97237654321&FromCity=";
const QByteArray callSid = "CAfeedfacefeedfacefeedfacefeedface";

net::HttpRequest request(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                         const QByteArray &type)
{
    return { method, target, { { "content-type", type } }, body };
}

net::FormFields withCallSid(const QByteArray &sid, const QByteArray &rest = {})
{
    return net::parseForm("CallSid=" + sid + rest);
}

} // namespace

class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsComeFromFormOrQuery_data();
    void fieldsComeFromFormOrQuery();
    void readsAnIncomingCall();
    void readsHebrewAndHostileText();
    void readsCallStatus();
    void readsStreamStatus();
    void readsRecordings();
    void strangeNumbersStayUnknown_data();
    void strangeNumbersStayUnknown();
    void aWrongCallSidIsAnError_data();
    void aWrongCallSidIsAnError();
    void otherWrongSidsAreErrors();
    void everyCutIsReadOrRefused();
};

void TestWebhook::fieldsComeFromFormOrQuery_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray form = "application/x-www-form-urlencoded";
    QTest::newRow("form") << QByteArray("POST") << form << QByteArray("a=1&b=2");
    QTest::newRow("form with charset") << QByteArray("POST") << form + "; charset=UTF-8" << QByteArray("a=1&b=2");
    QTest::newRow("no type") << QByteArray("POST") << QByteArray() << QByteArray("a=1&b=2");
    QTest::newRow("json") << QByteArray("POST") << QByteArray("application/json") << QByteArray();
    QTest::newRow("get") << QByteArray("GET") << form << QByteArray("q=3");
    QTest::newRow("head") << QByteArray("HEAD") << QByteArray() << QByteArray("q=3");
    QTest::newRow("put") << QByteArray("PUT") << form << QByteArray();
}

void TestWebhook::fieldsComeFromFormOrQuery()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, expected);
    QCOMPARE(net::encodeForm(twilio::webhookFields(request(method, "/webhook/x?q=3", "a=1&b=2", type))), expected);
}

void TestWebhook::readsAnIncomingCall()
{
    const auto call = twilio::parseIncomingCall(net::parseForm(incoming));
    QVERIFY(call);
    QCOMPARE(call->callSid.bytes(), callSid);
    QCOMPARE(call->accountSid.bytes(), QByteArray("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"));
    QCOMPARE(call->from, QStringLiteral("+972501234567"));
    QCOMPARE(call->to, QStringLiteral("+97237654321"));
    QCOMPARE(call->direction, QStringLiteral("inbound"));
    QCOMPARE(call->status, QStringLiteral("ringing"));

    const auto bare = twilio::parseIncomingCall(withCallSid(callSid));
    QVERIFY(bare && bare->accountSid.isEmpty() && bare->from.isEmpty());
}

void TestWebhook::readsHebrewAndHostileText()
{
    const auto from = [](const QByteArray &value) {
        return twilio::parseIncomingCall(withCallSid(callSid, "&From=" + value))->from;
    };
    QCOMPARE(from("%D7%A9%D7%9C%D7%95%D7%9D+%22x%22"), QStringLiteral("שלום \"x\""));
    QCOMPARE(from("client%3Aanna"), QStringLiteral("client:anna"));
    QCOMPARE(from("anonymous"), QStringLiteral("anonymous"));
    QCOMPARE(from("%00%0A%1B"), QString::fromLatin1("\0\n\x1b", 3));
    QCOMPARE(from("%FF"), QStringLiteral("\uFFFD"));
    QCOMPARE(from("%zz%2"), QStringLiteral("%zz%2"));
}

void TestWebhook::readsCallStatus()
{
    const auto status = twilio::parseCallStatus(withCallSid(
        callSid,
        "&CallStatus=completed&SequenceNumber=3&CallDuration=42&Duration=1&ErrorCode=31920&SipResponseCode=486"
        "&Timestamp=Thu%2C+15+Jan+2026+09%3A30%3A00+%2B0000"));
    QVERIFY(status);
    QCOMPARE(status->status, QStringLiteral("completed"));
    QCOMPARE(status->sequence, std::optional<qint64>(3));
    QCOMPARE(status->duration, std::optional(42s));
    QCOMPARE(status->errorCode, QStringLiteral("31920"));
    QCOMPARE(status->sipResponseCode, QStringLiteral("486"));
    QCOMPARE(status->timestamp, QStringLiteral("Thu, 15 Jan 2026 09:30:00 +0000"));
}

void TestWebhook::readsStreamStatus()
{
    const auto status = twilio::parseStreamStatus(
        withCallSid(callSid,
                    "&StreamSid=MZ0ddba1100ddba1100ddba1100ddba110&StreamEvent=stream-error"
                    "&StreamError=Stream+-+Websocket+-+Protocol+Error&StreamName=main&Timestamp=2026-01-15T09:30:00Z"));
    QVERIFY(status);
    QCOMPARE(status->streamSid.bytes(), QByteArray("MZ0ddba1100ddba1100ddba1100ddba110"));
    QCOMPARE(status->event, QStringLiteral("stream-error"));
    QCOMPARE(status->error, QStringLiteral("Stream - Websocket - Protocol Error"));
    QCOMPARE(status->name, QStringLiteral("main"));
    QCOMPARE(status->timestamp, QStringLiteral("2026-01-15T09:30:00Z"));
}

void TestWebhook::readsRecordings()
{
    const auto recording = twilio::parseRecording(
        withCallSid(callSid,
                    "&RecordingSid=REabad1deaabad1deaabad1deaabad1dea&RecordingStatus=completed"
                    "&RecordingUrl=https%3A%2F%2Fapi.twilio.com%2Fx&RecordingDuration=7&Digits=hangup"));
    QVERIFY(recording);
    QCOMPARE(recording->recordingSid.bytes(), QByteArray("REabad1deaabad1deaabad1deaabad1dea"));
    QCOMPARE(recording->status, QStringLiteral("completed"));
    QCOMPARE(recording->url, QStringLiteral("https://api.twilio.com/x"));
    QCOMPARE(recording->duration, std::optional(7s));
    QCOMPARE(recording->digits, QStringLiteral("hangup"));
    QVERIFY(twilio::parseRecording(withCallSid(callSid))->recordingSid.isEmpty());
}

void TestWebhook::strangeNumbersStayUnknown_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number : { "", "-1", "x", "1.5", "99999999999999999999", "9223372036854775807", "1e3", "0x10" })
        QTest::addRow("'%s'", number) << QByteArray(number);
}

void TestWebhook::strangeNumbersStayUnknown()
{
    QFETCH(QByteArray, number);
    const auto status = twilio::parseCallStatus(withCallSid(callSid, "&CallDuration=" + number));
    QVERIFY(status && !status->duration);
}

void TestWebhook::aWrongCallSidIsAnError_data()
{
    QTest::addColumn<QByteArray>("sid");
    for (const char *sid : { "", "CA", "x", "../../etc/passwd", "CAfeedfacefeedfacefeedfacefeedfac",
                             "CAfeedfacefeedfacefeedfacefeedface0", "cafeedfacefeedfacefeedfacefeedface",
                             "MZfeedfacefeedfacefeedfacefeedface", "CAfeedfacefeedfacefeedfacefeedfac%2F",
                             "CAfeedfacefeedfacefeedfacefeedfac%00", "CAfeedfacefeedfacefeedfacefeedface%0A" })
        QTest::addRow("'%s'", sid) << QByteArray(sid);
}

void TestWebhook::aWrongCallSidIsAnError()
{
    QFETCH(QByteArray, sid);
    const auto check = [](const auto &result) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, base::ErrorCode::InvalidInput);
        QVERIFY(result.error().text.contains(QLatin1String("CallSid")));
    };
    check(twilio::parseIncomingCall(withCallSid(sid)));
    check(twilio::parseCallStatus(withCallSid(sid)));
    check(twilio::parseStreamStatus(withCallSid(sid)));
    check(twilio::parseRecording(withCallSid(sid)));
    check(twilio::parseIncomingCall({}));
}

void TestWebhook::otherWrongSidsAreErrors()
{
    const auto call = twilio::parseIncomingCall(withCallSid(callSid, "&AccountSid=AC1"));
    QVERIFY(!call && call.error().text.contains(QLatin1String("AccountSid")));
    const auto stream = twilio::parseStreamStatus(withCallSid(callSid, "&StreamSid=../x"));
    QVERIFY(!stream && stream.error().text.contains(QLatin1String("StreamSid")));
    const auto recording = twilio::parseRecording(withCallSid(callSid, "&RecordingSid=RE%2F"));
    QVERIFY(!recording && recording.error().text.contains(QLatin1String("RecordingSid")));
}

void TestWebhook::everyCutIsReadOrRefused()
{
    const qsizetype whole = incoming.indexOf(callSid) + callSid.size();
    for (qsizetype length = 0; length < incoming.size(); ++length) {
        const auto call = twilio::parseIncomingCall(net::parseForm(incoming.first(length)));
        QCOMPARE(static_cast<bool>(call), length >= whole);
    }
}

QTEST_GUILESS_MAIN(TestWebhook)

#include "tst_webhook.moc"
