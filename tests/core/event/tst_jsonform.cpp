#include "core/event/jsonform.h"
#include "core/event/quoted.h"
#include "tests/core/event/everyevent.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <cmath>
#include <limits>

using namespace callscope;
using namespace callscope::event;

namespace {

constexpr char callSid[] = "CA0123456789abcdef0123456789abcdef";
constexpr char streamSid[] = "MZ0123456789abcdef0123456789abcdef";

Event sample(Payload payload)
{
    return { 7,
             base::Utc(std::chrono::microseconds(1768469400123456)),
             base::Monotonic(std::chrono::microseconds(3600000001)),
             *base::CallSid::parse(callSid),
             *base::StreamSid::parse(streamSid),
             std::move(payload) };
}

bool hasRawControl(const QByteArray &line)
{
    const auto characters = QString::fromUtf8(line).toUcs4();
    return std::any_of(characters.begin(), characters.end(), [](uint c) { return isDisruptive(c); });
}

} // namespace

class tst_JsonForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheDocumentedLine();
    void leavesOutWhatIsNotKnown();
    void writesParametersAsAnObject();
    void writesDetailsThatSaySomething();
    void aLineFromBeforeItsDetailsComesBackAsItWas();
    void writesNumbersThatReadBackTheSame_data();
    void writesNumbersThatReadBackTheSame();
    void T33_escapesWhatCouldForgeALine();
    void everyEventComesBackByteForByte();
    void everyEventHasItsOwnNameAndFreeFieldNames();
    void refusesALineCutAtAnyByte();
    void survivesChangedBytes();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void skipsFieldsOfALaterVersion();
};

void tst_JsonForm::writesTheDocumentedLine()
{
    FinalRecognized final;
    final.utterance = 1;
    final.text = QStringLiteral("go \"forward\" שלום");
    final.language = QStringLiteral("en-US");
    final.confidence = 0.87;
    final.latency = Milliseconds(86);
    final.tags = { QStringLiteral("A"), QStringLiteral("B") };
    QCOMPARE(toJsonLine(sample(final)),
             QByteArray("{\"seq\":7,\"utc\":\"2026-01-15T09:30:00.123456Z\",\"mono_us\":3600000001,"
                        "\"call_sid\":\"CA0123456789abcdef0123456789abcdef\","
                        "\"stream_sid\":\"MZ0123456789abcdef0123456789abcdef\",\"event\":\"STT_FINAL\",\"utterance\":1,"
                        "\"text\":\"go \\\"forward\\\" שלום\",\"language\":\"en-US\",\"confidence\":0.87,"
                        "\"latency_ms\":86,\"tags\":[\"A\",\"B\"]}"));
}

void tst_JsonForm::leavesOutWhatIsNotKnown()
{
    Event event { 1, {}, {}, {}, {}, MarkReceived {} };
    QCOMPARE(toJsonLine(event),
             QByteArray("{\"seq\":1,\"utc\":\"1970-01-01T00:00:00.000000Z\",\"mono_us\":0,\"event\":\"MARK_RX\","
                        "\"mark\":\"\",\"heard\":true}"));
    const auto back = fromJsonLine(toJsonLine(event));
    QVERIFY(back);
    QVERIFY(back->callSid.isEmpty());
    QVERIFY(!std::get<MarkReceived>(back->payload).turn.has_value());
}

void tst_JsonForm::writesParametersAsAnObject()
{
    StreamStarted started;
    started.parameters = { { QStringLiteral("z"), QStringLiteral("1") },
                           { QStringLiteral("a"), QStringLiteral("2") },
                           { QStringLiteral("z"), QStringLiteral("3") } };
    const QByteArray line = toJsonLine(sample(started));
    QVERIFY2(line.endsWith("\"parameters\":{\"a\":\"2\",\"z\":[\"1\",\"3\"]}}"), line);
    const auto back = fromJsonLine(line);
    QVERIFY(back);
    const Parameters expected { { QStringLiteral("a"), QStringLiteral("2") },
                                { QStringLiteral("z"), QStringLiteral("1") },
                                { QStringLiteral("z"), QStringLiteral("3") } };
    QCOMPARE(std::get<StreamStarted>(back->payload).parameters, expected);
}

void tst_JsonForm::writesDetailsThatSaySomething()
{
    HttpRequested request;
    request.path = QStringLiteral("/webhook/call_status");
    request.form = { { QStringLiteral("CallStatus"), QStringLiteral("completed") } };
    request.responseHeaders = { { QStringLiteral("Connection"), QStringLiteral("close") } };
    const QByteArray line = toJsonLine(sample(request));
    QVERIFY2(line.endsWith("\"signature\":\"\",\"form\":{\"CallStatus\":\"completed\"},"
                           "\"response_headers\":{\"Connection\":\"close\"}}"),
             line);
    const auto back = fromJsonLine(line);
    QVERIFY(back);
    QCOMPARE(std::get<HttpRequested>(back->payload).form, request.form);
    QCOMPARE(toJsonLine(*back), line);
}

/// As it stands in logs that were written before HTTP_REQUEST and BARGE_IN got further fields.
void tst_JsonForm::aLineFromBeforeItsDetailsComesBackAsItWas()
{
    const QByteArray lines[] = {
        R"({"seq":2,"utc":"2026-01-15T09:30:00.000000Z","mono_us":5,"event":"HTTP_REQUEST","method":"GET",)"
        R"("path":"/version","status":200,"ms":0.25,"peer":"127.0.0.1:40112","request_bytes":60,)"
        R"("response_bytes":180,"signature":""})",
        R"({"seq":3,"utc":"2026-01-15T09:30:00.000000Z","mono_us":5,"event":"BARGE_IN","turn":2,"heard_ms":40,)"
        R"("dropped_ms":60,"heard_text":"Hello"})",
    };
    for (const QByteArray &line : lines) {
        const auto event = fromJsonLine(line);
        QVERIFY(event);
        QCOMPARE(toJsonLine(*event), line);
    }
}

void tst_JsonForm::writesNumbersThatReadBackTheSame_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("whole") << 210.0 << QByteArray("210");
    QTest::newRow("shortest form") << 0.1 << QByteArray("0.1");
    QTest::newRow("negative zero") << -0.0 << QByteArray("0");
    QTest::newRow("tiny") << std::numeric_limits<double>::denorm_min() << QByteArray("5e-324");
    QTest::newRow("huge") << std::numeric_limits<double>::max() << QByteArray("1.7976931348623157e+308");
    QTest::newRow("beyond 64 bits") << 18446744073709551616.0 << QByteArray("18446744073709551616");
    QTest::newRow("not a number") << std::nan("") << QByteArray("null");
    QTest::newRow("minus infinity") << -std::numeric_limits<double>::infinity() << QByteArray("null");
}

void tst_JsonForm::writesNumbersThatReadBackTheSame()
{
    QFETCH(double, number);
    QFETCH(QByteArray, written);
    PongReceived pong;
    pong.roundTripMilliseconds = number;
    const QByteArray line = toJsonLine(sample(pong));
    QVERIFY2(line.endsWith("\"round_trip_ms\":" + written + "}"), line);
    const auto back = fromJsonLine(line);
    QVERIFY(back);
    const double read = std::get<PongReceived>(back->payload).roundTripMilliseconds;
    QVERIFY(std::isfinite(number) ? read == number : std::isnan(read));
    QCOMPARE(toJsonLine(*back), line);
}

void tst_JsonForm::T33_escapesWhatCouldForgeALine()
{
    PartialRecognized partial;
    partial.text = QString::fromUtf16(u"a\n\r\t\x1b[31m\x7f\u0085\u202e\u2066\u200f\u2028\ufeff\U000e0041\xd800"
                                      u"b");
    const QByteArray line = toJsonLine(sample(partial));
    QVERIFY2(line.contains("\"a\\n\\r\\t\\u001b[31m\\u007f\\u0085\\u202e\\u2066\\u200f\\u2028\\ufeff\\udb40\\udc41"
                           "\\ud800b\""),
             line);
    const auto back = fromJsonLine(line);
    QVERIFY(back);
    QCOMPARE(std::get<PartialRecognized>(back->payload).text, partial.text);
}

void tst_JsonForm::everyEventComesBackByteForByte()
{
    QRandomGenerator random(20260115);
    for (int round = 0; round < 60; ++round) {
        for (const Event &event : tests::everyEvent(random, [&] { return tests::hostileText(random); })) {
            const QByteArray line = toJsonLine(event);
            QVERIFY2(!hasRawControl(line), line);
            const auto back = fromJsonLine(line);
            QVERIFY2(back, qPrintable(QString::fromUtf8(line)));
            QCOMPARE(toJsonLine(*back), line);
            QCOMPARE(back->payload.index(), event.payload.index());
            QVERIFY(back->utc == event.utc);
            QVERIFY(back->monotonic == event.monotonic);
            QCOMPARE(back->sequence, event.sequence);
            QCOMPARE(back->callSid, event.callSid);
            QCOMPARE(back->streamSid, event.streamSid);
        }
    }
}

void tst_JsonForm::everyEventHasItsOwnNameAndFreeFieldNames()
{
    QRandomGenerator random(1);
    QSet<QByteArray> names;
    const QSet<QByteArray> envelope { "seq", "utc", "mono_us", "call_sid", "stream_sid", "event" };
    for (const Event &event : tests::everyEvent(random, [] { return QStringLiteral("x"); })) {
        QVERIFY2(!names.contains(event.name()), event.name());
        names.insert(event.name());
        QSet<QByteArray> fields = envelope;
        const auto addField = [&](const char *name, const auto &) {
            QVERIFY2(!fields.contains(name), name);
            fields.insert(name);
        };
        std::visit([&](const auto &happened) { happened.fields(happened, addField); }, event.payload);
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(std::variant_size_v<Alternatives>));
}

void tst_JsonForm::refusesALineCutAtAnyByte()
{
    QRandomGenerator random(2);
    for (const Event &event : tests::everyEvent(random, [&] { return tests::hostileText(random); })) {
        const QByteArray line = toJsonLine(event);
        for (qsizetype cut = 0; cut < line.size(); ++cut)
            QVERIFY2(!fromJsonLine(QByteArrayView(line).first(cut)), line.first(cut));
        QVERIFY(fromJsonLine(line + "\r\n"));
    }
}

void tst_JsonForm::survivesChangedBytes()
{
    QRandomGenerator random(3);
    int readable = 0;
    for (int round = 0; round < 20; ++round) {
        for (const Event &event : tests::everyEvent(random, [&] { return tests::hostileText(random); })) {
            QByteArray line = toJsonLine(event);
            for (int change = 0; change < 3; ++change)
                line[random.bounded(static_cast<int>(line.size()))] = static_cast<char>(random.bounded(256));
            const auto back = fromJsonLine(line);
            if (!back)
                continue;
            ++readable;
            const QByteArray again = toJsonLine(*back);
            QVERIFY2(!hasRawControl(again), again);
            const auto second = fromJsonLine(again);
            QVERIFY2(second, again);
            QCOMPARE(toJsonLine(*second), again);
        }
    }
    QVERIFY(readable > 0);
}

void tst_JsonForm::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<base::ErrorCode>("code");
    QTest::addColumn<QString>("names");
    const auto add = [](const char *row, const char *line, const char *names,
                        base::ErrorCode code = base::ErrorCode::InvalidInput) {
        QTest::newRow(row) << QByteArray(line) << code << QString::fromUtf8(names);
    };
    const char utc[] = R"("utc":"2026-01-15T09:30:00.000000Z")";
    const auto with = [&](const char *rest) { return QByteArray(R"({"seq":1,)").append(utc).append(rest); };
    add("empty", "", "not one JSON object");
    add("an array", "[1]", "not one JSON object");
    add("no time", R"({"seq":1,"event":"PING"})", "\"utc\"");
    add("a wrong day", R"({"seq":1,"utc":"2026-02-30T09:30:00.000000Z","event":"PING"})", "\"utc\"");
    add("another zone", R"({"seq":1,"utc":"2026-01-15T09:30:00.00000+2","event":"PING"})", "\"utc\"");
    add("no sequence number", QByteArray("{").append(utc).append(R"(,"event":"PING"})"), "\"seq\"");
    add("a negative sequence number", R"({"seq":-1,"utc":"2026-01-15T09:30:00.000000Z","event":"PING"})", "\"seq\"");
    add("a call sid with a path", with(R"(,"call_sid":"CA../../x","event":"PING"})"), "\"call_sid\"");
    add("a stream sid of a call", with(R"(,"stream_sid":"CA0123456789abcdef0123456789abcdef","event":"PING"})"),
        "\"stream_sid\"");
    add("a text for a number", with(R"(,"event":"PING","number":"1"})"), "\"number\"");
    add("half a number", with(R"(,"event":"PING","number":1.5})"), "\"number\"");
    add("a number that does not fit", with(R"(,"event":"PING","number":4294967296})"), "\"number\"");
    add("null for a text", with(R"(,"event":"DTMF","digit":null})"), "\"digit\"");
    add("null for an optional", with(R"(,"event":"MARK_RX","turn":null})"), "\"turn\"");
    add("a list of numbers", with(R"(,"event":"WS_START","tracks":[1]})"), "\"tracks\"");
    add("parameters as a list", with(R"(,"event":"WS_START","parameters":["a"]})"), "\"parameters\"");
    add("a number among parameters", with(R"(,"event":"WS_START","parameters":{"a":1}})"), "\"parameters\"");
    add("no name", with("}"), "\"\"", base::ErrorCode::NotFound);
    add("an unknown event", with(R"(,"event":"TELEPORT"})"), "\"TELEPORT\"", base::ErrorCode::NotFound);
}

void tst_JsonForm::saysWhatIsWrong()
{
    QFETCH(QByteArray, line);
    QFETCH(base::ErrorCode, code);
    QFETCH(QString, names);
    const auto result = fromJsonLine(line);
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QVERIFY2(result.error().text.contains(names), qPrintable(result.error().text));
}

void tst_JsonForm::skipsFieldsOfALaterVersion()
{
    const auto event = fromJsonLine(R"({"seq":1,"utc":"2026-01-15T09:30:00.000000Z","mono_us":5,"event":"PING",)"
                                    R"("number":3,"colour":{"deep":[1,2]}})");
    QVERIFY(event);
    QCOMPARE(std::get<PingSent>(event->payload).number, 3);
}

QTEST_APPLESS_MAIN(tst_JsonForm)
#include "tst_jsonform.moc"
