#include "core/agent/chatstream.h"

#include <QTest>

using namespace callscope;
using agent::ChatStream;
using agent::ToolCall;
using base::ErrorCode;

Q_DECLARE_METATYPE(callscope::base::ErrorCode)

namespace {

/// What one stream tells, as one value to compare.
struct Told
{
    QString text {};
    std::vector<ToolCall> calls {};
    std::optional<ErrorCode> error {};
    QString detail {};
};

Told toldBy(const std::vector<QByteArray> &pieces)
{
    ChatStream stream(QStringLiteral("cloud"));
    Told told;
    for (const QByteArray &piece : pieces)
        told.text += stream.take(piece);
    told.text += stream.end();
    if (stream.fault()) {
        told.error = stream.fault()->code;
        told.detail = stream.fault()->detail;
    }
    told.calls = stream.toolCalls();
    return told;
}

QByteArray delta(const char *json)
{
    return QByteArray(R"(data: {"choices":[{"index":0,"delta":)") + json + R"(,"finish_reason":null}]})" + "\n\n";
}

QByteArray calls(const char *json)
{
    return delta((QByteArray(R"({"tool_calls":)") + json + "}").constData());
}

const QByteArray done = "data: [DONE]\n\n";

QByteArray finish(const char *reason)
{
    return QByteArray(R"(data: {"choices":[{"delta":{},"finish_reason":")") + reason + "\"}]}\n\n";
}

QString describe(const std::vector<ToolCall> &calls)
{
    QStringList lines;
    for (const auto &[id, name, arguments] : calls)
        lines << id + QLatin1Char(' ') + name + QLatin1Char(' ') + arguments;
    return lines.join(QLatin1String(" | "));
}

} // namespace

class TestChatStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTextAndCalls_data();
    void readsTextAndCalls();
    void isTheSameCutAtEveryByte_data() { readsTextAndCalls_data(); }
    void isTheSameCutAtEveryByte();
    void isTheSameByteByByte_data() { readsTextAndCalls_data(); }
    void isTheSameByteByByte();
    void tellsWhatWentWrong_data();
    void tellsWhatWentWrong();
    void givesTextAsItComes();
    void knowsWhetherAnAnswerHasBegun();
    void countsTokens();
    void knowsAnAnswerCutByItsLength();
    void boundsCalls();
};

void TestChatStream::readsTextAndCalls_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("calls");
    const auto row = [](const char *name, const QByteArray &stream, const QString &text,
                        const QString &toolCalls = {}) { QTest::newRow(name) << stream << text << toolCalls; };
    row("Hebrew in two deltas",
        delta(R"({"role":"assistant","content":""})") + delta(R"({"content":"בטח, "})") + delta(R"({"content":"מתי?"})")
            + finish("stop") + done,
        QStringLiteral("בטח, מתי?"));
    row("escaped letters and half an emoji in each of two deltas",
        delta(R"({"content":"\u05e9\u05dc\u05d5\u05dd \ud83d"})") + delta(R"({"content":"\ude00!"})") + finish("stop"),
        QStringLiteral("שלום 😀!"));
    row("null content, unknown keys, empty choices, comments",
        ": OPENROUTER PROCESSING\n\n" + delta(R"({"content":null,"obfuscation":"x"})")
            + "data: {\"choices\":[],\"timings\":{}}\n\ndata: \n\n" + delta(R"({"content":"Yes."})") + finish("stop")
            + done,
        QStringLiteral("Yes."));
    row("reasoning in a key of its own",
        delta(R"({"reasoning_content":"The caller wants…"})") + delta(R"({"reasoning":"Hm"})")
            + delta(R"({"content":"Hello."})") + finish("stop") + done,
        QStringLiteral("Hello."));
    row("thoughts in the text, their tags torn",
        delta(R"({"content":"<th"})") + delta(R"({"content":"ink>secret < </thin"})")
            + delta(R"({"content":"k>שלום <b> a<"})") + delta(R"({"content":"b"})") + finish("stop") + done,
        QStringLiteral("שלום <b> a<b"));
    row("two thoughts, the second without an end",
        delta(R"({"content":"<think>a</think>One.<THINK>b</THINK> Two.<think>c"})") + finish("stop") + done,
        QStringLiteral("One. Two."));
    row("the end of a thought whose beginning stood in the prompt",
        delta(R"({"content":"Hm</think>Hello."})") + finish("stop") + done, QStringLiteral("HmHello."));
    row("the beginning of a tag at the very end", delta(R"({"content":"1 <"})") + finish("stop") + done,
        QStringLiteral("1 <"));
    row("no [DONE]", delta(R"({"content":"Fine."})") + finish("stop"), QStringLiteral("Fine."));
    row("no finish_reason", delta(R"({"content":"Fine."})") + done, QStringLiteral("Fine."));
    row("no empty line at the end", delta(R"({"content":"Fine."})") + finish("stop").trimmed(),
        QStringLiteral("Fine."));
    row("words behind [DONE]", delta(R"({"content":"Fine."})") + done + delta(R"({"content":"Late."})"),
        QStringLiteral("Fine."));
    row("CR LF", QByteArray(delta(R"({"content":"Fine."})") + finish("stop") + done).replace("\n", "\r\n"),
        QStringLiteral("Fine."));

    row("one call in pieces",
        calls(R"([{"index":0,"id":"call_9","type":"function","function":{"name":"transfer_call","arguments":""}}])")
            + calls(R"([{"index":0,"function":{"arguments":"{\"to\":"}}])")
            + calls(R"([{"index":0,"function":{"arguments":"\"מכירות\"}"}}])") + finish("tool_calls") + done,
        {}, QStringLiteral(R"(call_9 transfer_call {"to":"מכירות"})"));
    row("two calls interleaved, with text",
        delta(R"({"content":"רגע."})") + calls(R"([{"index":0,"id":"a","function":{"name":"one","arguments":""}}])")
            + calls(R"([{"index":1,"id":"b","function":{"name":"two","arguments":""}}])")
            + calls(R"([{"index":1,"function":{"arguments":"{\"x\":"}}])")
            + calls(R"([{"index":0,"function":{"arguments":"{}"}},{"index":1,"function":{"arguments":"2}"}}])")
            + finish("tool_calls") + done,
        QStringLiteral("רגע."), QStringLiteral(R"(a one {} | b two {"x":2})"));
    row("whole calls, all with index 0",
        calls(R"([{"index":0,"id":"a","function":{"name":"one","arguments":"{}"}}])")
            + calls(R"([{"index":0,"id":"b","function":{"name":"one","arguments":"{\"x\":1}"}}])") + finish("stop")
            + done,
        {}, QStringLiteral(R"(a one {} | b one {"x":1})"));
    row("no index, id and name repeated",
        calls(R"([{"id":"a","function":{"name":"one","arguments":"{\"x\""}}])")
            + calls(R"([{"id":"b","function":{"name":"two","arguments":"{"}}])")
            + calls(R"([{"id":"a","function":{"name":"one","arguments":":1}"}}])")
            + calls(R"([{"id":"b","function":{"name":"two","arguments":"}"}}])") + finish("tool_calls"),
        {}, QStringLiteral(R"(a one {"x":1} | b two {})"));
    row("index, and id and name repeated",
        calls(R"([{"index":0,"id":"a","function":{"name":"one","arguments":"{"}}])")
            + calls(R"([{"index":0,"id":"a","function":{"name":"one","arguments":"}"}}])") + finish("tool_calls"),
        {}, QStringLiteral("a one {}"));
    row("neither index nor id",
        calls(R"([{"function":{"name":"one","arguments":"{\"x\":"}}])") + calls(R"([{"function":{"arguments":"1}"}}])")
            + calls(R"([{"function":{"name":"one","arguments":"{}"}}])") + finish("tool_calls"),
        {}, QStringLiteral(R"(call_1 one {"x":1} | call_2 one {})"));
    row("arguments as an object",
        calls(R"([{"index":0,"id":"a","function":{"name":"one","arguments":{"x":"ש"}}}])") + finish("tool_calls"), {},
        QStringLiteral(R"(a one {"x":"ש"})"));
    row("a piece that belongs to nothing", calls(R"([{"function":{"arguments":"1}"}}])") + finish("tool_calls"), {});
}

void TestChatStream::readsTextAndCalls()
{
    QFETCH(QByteArray, stream);
    const Told told = toldBy({ stream });
    QVERIFY2(!told.error, qPrintable(told.detail));
    QTEST(told.text, "text");
    QTEST(describe(told.calls), "calls");
}

void TestChatStream::isTheSameCutAtEveryByte()
{
    QFETCH(QByteArray, stream);
    for (qsizetype at = 1; at < stream.size(); ++at) {
        const Told told = toldBy({ stream.first(at), stream.sliced(at) });
        QVERIFY(!told.error);
        QTEST(told.text, "text");
        QTEST(describe(told.calls), "calls");
    }
}

void TestChatStream::isTheSameByteByByte()
{
    QFETCH(QByteArray, stream);
    std::vector<QByteArray> pieces;
    for (const char byte : stream)
        pieces.emplace_back(1, byte);
    const Told told = toldBy(pieces);
    QVERIFY(!told.error);
    QTEST(told.text, "text");
    QTEST(describe(told.calls), "calls");
}

void TestChatStream::tellsWhatWentWrong_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("detail");
    const auto fault = [](const char *name, const char *error, ErrorCode code, const QString &detail) {
        QTest::newRow(name) << delta(R"({"content":"Well"})") + "data: {\"error\":" + error + "}\n\n" << code << detail;
    };
    fault("quota", R"({"message":"Pay","code":"insufficient_quota"})", ErrorCode::QuotaExceeded, QStringLiteral("Pay"));
    fault("rate", R"({"message":"Slow","type":"rate_limit_exceeded"})", ErrorCode::RateLimited, QStringLiteral("Slow"));
    fault("key", R"({"message":"Key","code":"invalid_api_key"})", ErrorCode::Unauthorized, QStringLiteral("Key"));
    fault("context", R"({"message":"Long","code":"context_length_exceeded"})", ErrorCode::Refused,
          QStringLiteral("Long"));
    fault("a status", R"({"message":"Gone","code":502})", ErrorCode::Unavailable, QStringLiteral("Gone"));
    fault("a status for the rate", R"({"message":"Slow","code":429})", ErrorCode::RateLimited, QStringLiteral("Slow"));
    fault("a word alone", R"("model crashed")", ErrorCode::Unavailable, QStringLiteral("model crashed"));
    fault("of a server", R"({"message":"CUDA","type":"server_error","code":null})", ErrorCode::Unavailable,
          QStringLiteral("CUDA"));
    QTest::newRow("no JSON") << QByteArray("data: <html>\n\n") << ErrorCode::Protocol << QStringLiteral("<html>");
    QTest::newRow("ended in the middle") << delta(R"({"content":"Well"})") << ErrorCode::Unavailable << QString();
    QTest::newRow("ended in the middle of an event")
        << delta(R"({"content":"Well"})") + "data: {\"cho" << ErrorCode::Protocol << QStringLiteral("{\"cho");
    QTest::newRow("nothing") << QByteArray() << ErrorCode::Unavailable << QString();
    QTest::newRow("no event stream") << QByteArray(R"({"choices":[{"message":{"content":"Hello"}}]})")
                                     << ErrorCode::Unavailable << QString();
    QTest::newRow("endless event") << "data: " + QByteArray(2 * 1024 * 1024, 'x') << ErrorCode::Overloaded << QString();
}

void TestChatStream::tellsWhatWentWrong()
{
    QFETCH(QByteArray, stream);
    const Told told = toldBy({ stream });
    QVERIFY(told.error.has_value());
    QTEST(*told.error, "code");
    QVERIFY(stream.isEmpty() || told.text == QLatin1String(stream.contains("Well") ? "Well" : ""));
    QTEST(told.detail, "detail");
}

void TestChatStream::givesTextAsItComes()
{
    ChatStream stream(QStringLiteral("cloud"));
    QCOMPARE(stream.take(delta(R"({"content":"One "})")), QStringLiteral("One "));
    QCOMPARE(stream.take(delta(R"({"content":"two."})")), QStringLiteral("two."));
    QVERIFY(!stream.isDone());
    QCOMPARE(stream.take(done), QString());
    QVERIFY(stream.isDone());
}

void TestChatStream::knowsWhetherAnAnswerHasBegun()
{
    ChatStream stream(QStringLiteral("cloud"));
    stream.take(delta(R"({"role":"assistant","content":""})"));
    QVERIFY(!stream.hasBegun());
    stream.take(delta(R"({"content":"<think>"})"));
    QVERIFY(stream.hasBegun());
}

void TestChatStream::countsTokens()
{
    ChatStream stream(QStringLiteral("cloud"));
    stream.take(finish("stop"));
    QVERIFY(!stream.usage());
    stream.take(R"(data: {"choices":[],"usage":{"prompt_tokens":90,"completion_tokens":12}})"
                "\n\n");
    const ChatStream::Usage counted { 90, 12 };
    QCOMPARE(stream.usage(), std::optional(counted));
}

void TestChatStream::knowsAnAnswerCutByItsLength()
{
    ChatStream stream(QStringLiteral("cloud"));
    stream.take(finish("length"));
    QVERIFY(stream.isCutByLength());
}

void TestChatStream::boundsCalls()
{
    QByteArray stream;
    for (int i = 0; i < 100; ++i)
        stream += calls((R"([{"id":"c)" + QByteArray::number(i) + R"(","function":{"name":"one"}}])").constData());
    stream += calls((R"([{"id":"c1","function":{"arguments":")" + QByteArray(100'000, 'x') + R"("}}])").constData());
    const Told told = toldBy({ stream + finish("tool_calls") });
    QCOMPARE(told.calls.size(), agent::ToolCallPieces::most);
    QCOMPARE(told.calls.at(1).arguments.size(), agent::ToolCallPieces::longestArguments);
}

QTEST_APPLESS_MAIN(TestChatStream)
#include "tst_chatstream.moc"
