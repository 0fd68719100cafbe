#include "core/twilio/streammessage.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace callscope;
using namespace std::chrono_literals;

namespace {

constexpr char streamText[] = "MZ0ddba1100ddba1100ddba1100ddba110";
const base::StreamSid stream = *base::StreamSid::parse(streamText);

const QByteArray startText = R"({
  "event": "start", "sequenceNumber": "1",
  "start": {
    "accountSid": "AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",
    "streamSid": "MZ0ddba1100ddba1100ddba1100ddba110",
    "callSid": "CAfeedfacefeedfacefeedfacefeedface",
    "tracks": ["inbound"],
    "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
    "customParameters": {"tenant": "acme", "sessionToken": "k3v9-one-time", "שפה": "עברית"}
  },
  "streamSid": "MZ0ddba1100ddba1100ddba1100ddba110"
})";
const QByteArray mediaText
    = R"({"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"3",)"
      R"("timestamp":"78","payload":"f39/f39/f39/fw=="},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})";
const QByteArray markText
    = R"({"event":"mark","sequenceNumber":"305","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110",)"
      R"("mark":{"name":"u7:end"}})";
const QByteArray dtmfText
    = R"({"event":"dtmf","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","sequenceNumber":"211",)"
      R"("dtmf":{"track":"inbound_track","digit":"#"}})";
const QByteArray stopText
    = R"({"event":"stop","sequenceNumber":"1510","stop":{"accountSid":"AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",)"
      R"("callSid":"CAfeedfacefeedfacefeedfacefeedface"},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})";

template <typename Message>
Message read(const QByteArray &text)
{
    const auto message = twilio::parseIncoming(text);
    if (!message)
        qFatal("%s", qPrintable(message.error().text));
    return std::get<Message>(*message);
}

QByteArray bareEvent(const QByteArray &name)
{
    return "{\"event\":\"" + name + "\"}";
}

QByteArray replaced(QByteArray text, const char *before, const char *after)
{
    if (!text.contains(before))
        qFatal("nothing to replace: %s", before);
    return text.replace(before, after);
}

} // namespace

class TestStreamMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsConnected();
    void readsStart();
    void readsStartInOtherShapes();
    void readsMedia();
    void readsMediaOfAnySize_data();
    void readsMediaOfAnySize();
    void readsMarkDtmfAndStop();
    void readsCountersAsStringsAndNumbers();
    void ignoresUnknownMembersAndEvents();
    void absentCountersStayUnknown();

    void T19_wrongMessagesNameTheMember_data();
    void T19_wrongMessagesNameTheMember();
    void T20_whatALenientReaderTakesForBase64IsRefused_data();
    void T20_whatALenientReaderTakesForBase64IsRefused();
    void T20_changedBase64IsReadAsByThePlainRules();
    void T20_payloadsOfEverySizeAreWhole();
    void everyCutIsAnError_data();
    void everyCutIsAnError();
    void anyChangedByteDoesNoHarm_data() { everyCutIsAnError_data(); }
    void anyChangedByteDoesNoHarm();

    void writesExactlyWhatTwilioTakes();
    void writesAnyMarkNameAsJson();
};

void TestStreamMessage::readsConnected()
{
    const QByteArray text = R"({"event":"connected","protocol":"Call","version":"1.0.0"})";
    const auto connected = read<twilio::ConnectedMessage>(text);
    QCOMPARE(connected.protocol, QStringLiteral("Call"));
    QCOMPARE(connected.version, QStringLiteral("1.0.0"));
    QCOMPARE(read<twilio::ConnectedMessage>(bareEvent("connected")).version, QString());
    QCOMPARE(read<twilio::ConnectedMessage>(bareEvent("connected\",\"version\":\"9.9")).version, QStringLiteral("9.9"));
}

void TestStreamMessage::readsStart()
{
    const auto start = read<twilio::StartMessage>(startText);
    QCOMPARE(start.sequence, std::optional<qint64>(1));
    QCOMPARE(start.streamSid, stream);
    QCOMPARE(start.accountSid.bytes(), QByteArray("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"));
    QCOMPARE(start.callSid.bytes(), QByteArray("CAfeedfacefeedfacefeedfacefeedface"));
    QCOMPARE(start.tracks, QStringList { QStringLiteral("inbound") });
    QCOMPARE(start.encoding, QStringLiteral("audio/x-mulaw"));
    QCOMPARE(start.sampleRate, 8000);
    QCOMPARE(start.channels, 1);
    QCOMPARE(start.parameters.size(), size_t(3));
    QVERIFY(std::is_sorted(start.parameters.begin(), start.parameters.end()));
    QCOMPARE(start.parameter(u"שפה"), std::optional(QStringLiteral("עברית")));
    QCOMPARE(start.parameter(u"Tenant"), std::optional<QString>());
}

void TestStreamMessage::readsStartInOtherShapes()
{
    using twilio::StartMessage;
    QCOMPARE(read<StartMessage>(replaced(startText, "8000", "\"8000\"")).sampleRate, 8000);
    QCOMPARE(read<StartMessage>(replaced(startText, "\"channels\": 1", "\"channels\": \"1\"")).channels, 1);
    QCOMPARE(read<StartMessage>(replaced(startText, "\"1\",", "1,")).sequence, std::optional<qint64>(1));
    QCOMPARE(read<StartMessage>(replaced(startText, "customParameters", "other")).parameters.size(), size_t(0));
    QCOMPARE(read<StartMessage>(replaced(startText, "\"acme\"", "5")).parameter(u"tenant"),
             std::optional(QStringLiteral("5")));
    QCOMPARE(read<StartMessage>(replaced(startText, "[\"inbound\"]", "[\"inbound\",\"outbound\"]")).tracks.size(), 2);
    QCOMPARE(read<StartMessage>(replaced(startText, "audio/x-mulaw", "audio/x-L16")).encoding,
             QStringLiteral("audio/x-L16"));
}

void TestStreamMessage::readsMedia()
{
    const auto media = read<twilio::MediaMessage>(mediaText);
    QCOMPARE(media.sequence, std::optional<qint64>(4));
    QCOMPARE(media.chunk, std::optional<qint64>(3));
    QCOMPARE(media.timestamp, std::optional(78ms));
    QCOMPARE(media.track, QStringLiteral("inbound"));
    QCOMPARE(media.mulaw, QByteArray(10, '\x7f'));
    QCOMPARE(media.streamSid, std::optional(stream));
    QCOMPARE(read<twilio::MediaMessage>(replaced(mediaText, "inbound", "outbound")).track, QStringLiteral("outbound"));
}

void TestStreamMessage::readsMediaOfAnySize_data()
{
    QTest::addColumn<int>("size");
    for (const int size : { 0, 1, 2, 3, 159, 160, 161, 320, 65536 })
        QTest::addRow("%d bytes", size) << size;
}

void TestStreamMessage::readsMediaOfAnySize()
{
    QFETCH(int, size);
    QByteArray mulaw;
    for (int i = 0; i < size; ++i)
        mulaw.append(static_cast<char>(i * 7));
    const QByteArray text = replaced(mediaText, "f39/f39/f39/fw==", mulaw.toBase64().constData());
    QCOMPARE(read<twilio::MediaMessage>(text).mulaw, mulaw);
}

void TestStreamMessage::readsMarkDtmfAndStop()
{
    QCOMPARE(read<twilio::MarkMessage>(markText).name, QByteArray("u7:end"));
    QCOMPARE(read<twilio::MarkMessage>(markText).sequence, std::optional<qint64>(305));
    QCOMPARE(read<twilio::MarkMessage>(replaced(markText, "u7:end", "סוף\\u0000")).name, QByteArray("סוף\0", 7));
    QCOMPARE(read<twilio::DtmfMessage>(dtmfText).digit, QLatin1Char('#'));
    for (const char digit : QByteArray("0123456789*#ABCD"))
        QCOMPARE(
            read<twilio::DtmfMessage>(replaced(dtmfText, "\"#\"", (QByteArray("\"") + digit + '"').constData())).digit,
            QLatin1Char(digit));
    const auto stop = read<twilio::StopMessage>(stopText);
    QCOMPARE(stop.sequence, std::optional<qint64>(1510));
    QCOMPARE(stop.callSid.bytes(), QByteArray("CAfeedfacefeedfacefeedfacefeedface"));
    QCOMPARE(stop.accountSid.bytes(), QByteArray("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e"));
    QVERIFY(read<twilio::StopMessage>(bareEvent("stop")).callSid.isEmpty());
}

void TestStreamMessage::readsCountersAsStringsAndNumbers()
{
    const QByteArray numbers = replaced(replaced(replaced(mediaText, "\"4\"", "4"), "\"3\"", "3"), "\"78\"", "78");
    const auto media = read<twilio::MediaMessage>(numbers);
    QCOMPARE(media.sequence, std::optional<qint64>(4));
    QCOMPARE(media.chunk, std::optional<qint64>(3));
    QCOMPARE(media.timestamp, std::optional(78ms));
    QCOMPARE(read<twilio::MediaMessage>(replaced(mediaText, "\"3\"", "\"9007199254740993\"")).chunk,
             std::optional<qint64>(9007199254740993));
}

void TestStreamMessage::ignoresUnknownMembersAndEvents()
{
    QCOMPARE(read<twilio::MediaMessage>(replaced(mediaText, "\"track\"", "\"new\":{\"a\":[1]},\"track\"")).mulaw.size(),
             10);
    QCOMPARE(read<twilio::UnknownMessage>(bareEvent("transcript\",\"x\":\"y")).event, QStringLiteral("transcript"));
    QCOMPARE(read<twilio::UnknownMessage>(bareEvent("")).event, QString());
    QCOMPARE(read<twilio::UnknownMessage>(bareEvent("Media")).event, QStringLiteral("Media"));
}

void TestStreamMessage::absentCountersStayUnknown()
{
    const QByteArray bare = R"({"event":"media","media":{"payload":"/w=="}})";
    const auto media = read<twilio::MediaMessage>(bare);
    QVERIFY(!media.sequence && !media.chunk && !media.timestamp && !media.streamSid);
    QCOMPARE(media.track, QStringLiteral("inbound"));
    QVERIFY(!read<twilio::MediaMessage>(replaced(mediaText, "\"78\"", "null")).timestamp);
}

void TestStreamMessage::T19_wrongMessagesNameTheMember_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");

    const auto row
        = [](const char *name, const QByteArray &text, const QString &named) { QTest::newRow(name) << text << named; };
    const QString json = QStringLiteral("not JSON"), payload = QStringLiteral("\"media.payload\"");
    row("nothing", "", json);
    row("blanks", "  ", json);
    row("text", "hello", json);
    row("two objects", R"({"event":"stop"}{"event":"stop"})", json);
    row("NaN", R"({"event":"stop","sequenceNumber":NaN})", json);
    row("not UTF-8", "{\"event\":\"\xff\xfe\"}", json);
    row("too deep", QByteArray(2000, '[') + QByteArray(2000, ']'), json);
    row("array", R"(["event"])", QStringLiteral("not an object"));
    row("no event", R"({"Event":"media"})", QStringLiteral("\"event\""));
    row("event a number", R"({"event":5})", QStringLiteral("\"event\""));

    row("no media", replaced(mediaText, "\"media\":{", "\"medium\":{"), QStringLiteral("\"media\""));
    row("media a string", R"({"event":"media","media":"f39/"})", QStringLiteral("\"media\""));
    row("no payload", replaced(mediaText, "payload", "Payload"), payload);
    row("payload null", R"({"event":"media","media":{"payload":null}})", payload);
    row("payload a number", R"({"event":"media","media":{"payload":1234}})", payload);
    row("sequence a word", replaced(mediaText, "\"4\"", "\"four\""), QStringLiteral("\"sequenceNumber\""));
    row("chunk negative", replaced(mediaText, "\"3\"", "\"-3\""), QStringLiteral("\"media.chunk\""));
    row("chunk negative number", replaced(mediaText, "\"3\"", "-3"), QStringLiteral("\"media.chunk\""));
    row("chunk too large", replaced(mediaText, "\"3\"", "\"99999999999999999999\""), QStringLiteral("\"media.chunk\""));
    row("chunk too large number", replaced(mediaText, "\"3\"", "1e300"), QStringLiteral("\"media.chunk\""));
    row("timestamp a fraction", replaced(mediaText, "\"78\"", "78.5"), QStringLiteral("\"media.timestamp\""));
    row("timestamp an object", replaced(mediaText, "\"78\"", "{}"), QStringLiteral("\"media.timestamp\""));
    row("timestamp empty", replaced(mediaText, "\"78\"", "\"\""), QStringLiteral("\"media.timestamp\""));
    row("track unknown", replaced(mediaText, "\"inbound\"", "\"sideways\""), QStringLiteral("\"media.track\""));
    row("track a number", replaced(mediaText, "\"inbound\"", "1"), QStringLiteral("\"media.track\""));
    row("streamSid of another kind", replaced(mediaText, "MZ0", "CA0"), QStringLiteral("\"streamSid\""));
    row("streamSid null", replaced(mediaText, "\"MZ0ddba1100ddba1100ddba1100ddba110\"", "null"),
        QStringLiteral("\"streamSid\""));

    for (const char *base64 :
         { "A", "AA", "AAA", "AA=", "AA@A", "AAAA=", "AAAA====", "=AAA", "A===", "AA=A", "AAA\\nA", " AAAA", "AA-_",
           "AAAAA", "\\u00ff\\u0100AA", "\\u05d0\\u05d1\\u05d2\\u05d3", "AAAA\\u0000" })
        row(base64, replaced(mediaText, "f39/f39/f39/fw==", base64), payload);

    row("mark without name", replaced(markText, "\"name\"", "\"Name\""), QStringLiteral("\"mark.name\""));
    row("mark name a number", replaced(markText, "\"u7:end\"", "7"), QStringLiteral("\"mark.name\""));
    row("no mark", R"({"event":"mark"})", QStringLiteral("\"mark\""));
    for (const char *digit : { "", "12", "x", "E", "\\u05d0", "\\ud83d\\ude00", " " })
        row(digit[0] == 0 ? "digit empty" : digit,
            replaced(dtmfText, "\"#\"", (QByteArray("\"") + digit + '"').constData()),
            QStringLiteral("\"dtmf.digit\""));
    row("stop an array", replaced(stopText, "\"stop\":{", "\"stop\":[],\"x\":{"), QStringLiteral("\"stop\""));
    row("stop of a strange call", replaced(stopText, "\"CAfeed", "\"XXfeed"), QStringLiteral("\"stop.callSid\""));

    row("start empty", R"({"event":"start","start":{}})", QStringLiteral("\"start.streamSid\""));
    row("start twice as array", R"({"event":"start","start":[1]})", QStringLiteral("\"start\""));
    row("no callSid", replaced(startText, "\"callSid\"", "\"call\""), QStringLiteral("\"start.callSid\""));
    row("callSid with a path",
        replaced(startText, "CAfeedfacefeedfacefeedfacefeedface", "CA../../feedfacefeedfacefeedfacefe"),
        QStringLiteral("\"start.callSid\""));
    row("no accountSid", replaced(startText, "\"accountSid\"", "\"account\""), QStringLiteral("\"start.accountSid\""));
    row("streamSids differ",
        replaced(startText, "\"streamSid\": \"MZ0ddba1100ddba1100ddba1100ddba110\"\n",
                 "\"streamSid\": \"MZ0ddba1100ddba1100ddba1100ddba111\"\n"),
        QStringLiteral("\"streamSid\""));
    row("tracks a string", replaced(startText, "[\"inbound\"]", "\"inbound\""), QStringLiteral("\"start.tracks\""));
    row("tracks of numbers", replaced(startText, "[\"inbound\"]", "[1]"), QStringLiteral("\"start.tracks\""));
    row("no format", replaced(startText, "mediaFormat", "format"), QStringLiteral("\"start.mediaFormat\""));
    row("no encoding", replaced(startText, "encoding", "codec"), QStringLiteral("\"start.mediaFormat.encoding\""));
    row("rate a word", replaced(startText, "8000", "\"8 kHz\""), QStringLiteral("\"start.mediaFormat.sampleRate\""));
    row("parameters an array", replaced(startText, "{\"tenant\"", "[],\"x\":{\"tenant\""),
        QStringLiteral("\"start.customParameters\""));
    row("parameter an object", replaced(startText, "\"acme\"", "{}"), QStringLiteral("\"start.customParameters\""));
}

void TestStreamMessage::T19_wrongMessagesNameTheMember()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, named);
    const auto message = twilio::parseIncoming(text);
    QVERIFY(!message);
    QCOMPARE(message.error().code, base::ErrorCode::Protocol);
    QVERIFY2(message.error().text.contains(named), qPrintable(message.error().text));
    QVERIFY(message.error().text.endsWith(QLatin1Char('.')));
}

void TestStreamMessage::T20_whatALenientReaderTakesForBase64IsRefused_data()
{
    QTest::addColumn<QByteArray>("payload"); // as it stands in the JSON
    const QByteArray good = QByteArray(160, '\x21').toBase64(); // ends with two paddings
    const auto with
        = [&good](qsizetype at, const QByteArray &inserted) { return QByteArray(good).insert(at, inserted); };
    QTest::newRow("blank before") << ' ' + good;
    QTest::newRow("blank behind") << good + ' ';
    QTest::newRow("four blanks behind") << good + "    ";
    QTest::newRow("four blanks within") << with(100, "    ");
    QTest::newRow("lines as in mail") << with(76, "\\r\\n").insert(156, "\\r\\n");
    QTest::newRow("tabs") << with(8, "\\t\\t\\t\\t");
    QTest::newRow("no padding") << good.chopped(2);
    QTest::newRow("half the padding") << good.chopped(1);
    QTest::newRow("too much padding") << good + "==";
    QTest::newRow("padding for itself") << good + "====";
    QTest::newRow("padding within") << with(4, "AA==");
    QTest::newRow("padding before") << "====" + good;
    QTest::newRow("two payloads") << good + good;
    QTest::newRow("URL alphabet") << with(4, "-_-_");
    QTest::newRow("alphabet of IMAP") << with(4, "AAA,");
    QTest::newRow("NUL within") << with(4, "\\u0000\\u0000\\u0000\\u0000");
    QTest::newRow("NUL behind") << good + "\\u0000\\u0000\\u0000\\u0000";
    QTest::newRow("byte order mark") << "\\ufeff\\ufeff\\ufeff\\ufeff" + good;
    QTest::newRow("soft hyphens") << with(4, "\\u00ad\\u00ad\\u00ad\\u00ad");
    QTest::newRow("wide letters") << with(4, "\\uff21\\uff21\\uff21\\uff21");
    QTest::newRow("letters that end as A does") << with(4, "\\u0141\\u0241\\u0341\\u0441");
    QTest::newRow("Kelvin") << with(4, "\\u212a\\u212a\\u212a\\u212a");
    QTest::newRow("data URL") << "data:audio/basic;base64," + good;
    QTest::newRow("percent") << with(4, "%2B%");
    QTest::newRow("hexadecimal, odd") << QByteArray("212121212");
    QTest::newRow("one letter") << QByteArray("A");
    QTest::newRow("padding alone") << QByteArray("====");
}

void TestStreamMessage::T20_whatALenientReaderTakesForBase64IsRefused()
{
    QFETCH(QByteArray, payload);
    const auto message = twilio::parseIncoming(replaced(mediaText, "f39/f39/f39/fw==", payload.constData()));
    QVERIFY(!message);
    QVERIFY2(message.error().text.contains(QLatin1String("\"media.payload\"")), qPrintable(message.error().text));
}

/// RFC 4648 section 4, read letter by letter; what stands in the bits behind the last byte is not looked at.
static std::optional<QByteArray> plainBase64(const QByteArray &text)
{
    const QByteArray letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const qsizetype padding = text.endsWith("==") ? 2 : text.endsWith('=') ? 1 : 0;
    if (text.size() % 4 != 0)
        return std::nullopt;
    QByteArray bytes;
    quint32 bits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype letter = i < text.size() - padding ? letters.indexOf(text[i]) : 0;
        if (letter < 0)
            return std::nullopt;
        bits = bits << 6 | static_cast<quint32>(letter);
        if (i % 4 == 3)
            bytes.append(static_cast<char>(bits >> 16)).append(static_cast<char>(bits >> 8)).append(char(bits));
    }
    return bytes.chopped(padding);
}

void TestStreamMessage::T20_changedBase64IsReadAsByThePlainRules()
{
    const QByteArray letters = "ABZaz09+/=-_ ,.";
    int taken = 0, refused = 0;
    for (quint32 seed = 1; seed <= 20'000; ++seed) {
        QRandomGenerator random(seed);
        const auto below = [&random](qsizetype end) { return random.bounded(static_cast<int>(end)); };
        QByteArray bytes(below(30), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random.generate());
        QByteArray text = bytes.toBase64();
        for (int changes = below(3); changes > 0; --changes) {
            if (below(3) == 0)
                text.remove(below(text.size() + 1), 1);
            else if (below(2) == 0 || text.isEmpty())
                text.insert(below(text.size() + 1), letters[below(letters.size())]);
            else
                text[below(text.size())] = letters[below(letters.size())];
        }
        const auto message = twilio::parseIncoming(replaced(mediaText, "f39/f39/f39/fw==", text.constData()));
        const std::optional<QByteArray> expected = plainBase64(text);
        QVERIFY2(bool(message) == expected.has_value(), qPrintable(QStringLiteral("seed %1").arg(seed)));
        if (expected)
            QVERIFY2(std::get<twilio::MediaMessage>(*message).mulaw == *expected,
                     qPrintable(QStringLiteral("seed %1").arg(seed)));
        ++(expected ? taken : refused);
    }
    QVERIFY(taken > 1000 && refused > 1000);
}

void TestStreamMessage::T20_payloadsOfEverySizeAreWhole()
{
    QByteArray mulaw;
    const auto isWhole = [&mulaw] {
        return read<twilio::MediaMessage>(replaced(mediaText, "f39/f39/f39/fw==", mulaw.toBase64().constData())).mulaw
            == mulaw;
    };
    for (int size = 0; size <= 400; ++size) {
        QVERIFY(isWhole());
        mulaw.append(static_cast<char>(size * 7));
    }
    mulaw = QByteArray(1024 * 1024, '\x21'); // the socket takes no such frame, the parser may be given one
    QVERIFY(isWhole());
}

void TestStreamMessage::everyCutIsAnError_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("connected") << QByteArray(R"({"event":"connected","protocol":"Call","version":"1.0.0"})");
    QTest::newRow("start") << startText;
    QTest::newRow("media") << mediaText;
    QTest::newRow("mark") << markText;
    QTest::newRow("dtmf") << dtmfText;
    QTest::newRow("stop") << stopText;
}

void TestStreamMessage::everyCutIsAnError()
{
    QFETCH(QByteArray, text);
    QVERIFY(twilio::parseIncoming(text));
    for (qsizetype length = 0; length < text.size(); ++length) {
        QVERIFY(!twilio::parseIncoming(text.first(length)));
        QVERIFY(!twilio::parseIncoming(text.sliced(text.size() - length)));
    }
}

void TestStreamMessage::anyChangedByteDoesNoHarm()
{
    QFETCH(QByteArray, text);
    int read = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const char byte : QByteArrayView("\0\"\\{}[],:0x\x80\xff ", 15)) {
            QByteArray changed = text;
            changed[i] = byte;
            const auto message = twilio::parseIncoming(changed);
            read += message ? 1 : 0;
            QVERIFY(message || !message.error().text.isEmpty());
        }
    }
    QVERIFY(read > 0); // some changes are in values that may be anything
}

void TestStreamMessage::writesExactlyWhatTwilioTakes()
{
    const QByteArray media = R"({"event":"media","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110",)"
                             R"("media":{"payload":"//////////8="}})";
    const QByteArray mark
        = R"({"event":"mark","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","mark":{"name":"u7:end"}})";
    const QByteArray clear = R"({"event":"clear","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})";
    QCOMPARE(twilio::mediaMessage(stream, QByteArray(8, '\xff')), media);
    QCOMPARE(twilio::markMessage(stream, "u7:end"), mark);
    QCOMPARE(twilio::clearMessage(stream), clear);
    const QByteArray silence = twilio::mediaMessage(stream, QByteArray(160, '\xff'));
    QVERIFY(silence.contains('"' + QByteArray(213, '/') + "w==\""));
}

void TestStreamMessage::writesAnyMarkNameAsJson()
{
    for (const char *name : { "", "a\"b\\c", "שלום", "a\r\n\t\x01\x1f", "</script>", "u1:👍" })
        QCOMPARE(read<twilio::MarkMessage>(twilio::markMessage(stream, name)).name, QByteArray(name));
    QCOMPARE(read<twilio::MarkMessage>(twilio::markMessage(stream, "\xff")).name, QByteArray("\xef\xbf\xbd"));
}

QTEST_GUILESS_MAIN(TestStreamMessage)

#include "tst_streammessage.moc"
