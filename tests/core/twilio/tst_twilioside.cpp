#include "core/twilio/twilioside.h"

#include <QTest>

#include <limits>

using namespace callscope;
using namespace std::chrono_literals;

namespace {

const base::StreamSid stream = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");
const base::AccountSid account = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
const base::CallSid call = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");

twilio::StartMessage start()
{
    return { 1,
             stream,
             account,
             call,
             { QStringLiteral("inbound") },
             QStringLiteral("audio/x-mulaw"),
             8000,
             1,
             { { QStringLiteral("tenant"), QStringLiteral("a\"c\\me") },
               { QStringLiteral("שפה"), QStringLiteral("עברית") } } };
}

} // namespace

class TestTwilioSide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAsTwilioDocuments_data();
    void writesAsTwilioDocuments();
    void writesMediaIntoMemoryAsItWritesMessages();
    void whatItWritesTheGatewayReads();
    void readsWhatTheGatewayWrites();
    void refusesWhatTwilioRefuses_data();
    void refusesWhatTwilioRefuses();
    void everyCutIsRefused();
};

void TestTwilioSide::writesAsTwilioDocuments_data()
{
    using namespace twilio;
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const IncomingMessage &message, const char *expected) {
        QTest::newRow(name) << twilioMessage(message) << QByteArray(expected);
    };
    row("connected", ConnectedMessage { QStringLiteral("Call"), QStringLiteral("1.0.0") },
        R"({"event":"connected","protocol":"Call","version":"1.0.0"})");
    row("start", start(),
        R"({"event":"start","sequenceNumber":"1","start":{"accountSid":"AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",)"
        R"("streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","callSid":"CAfeedfacefeedfacefeedfacefeedface",)"
        R"("tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},)"
        R"("customParameters":{"tenant":"a\"c\\me","שפה":"עברית"}},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})");
    row("media", MediaMessage { 4, 3, 78ms, QStringLiteral("inbound"), QByteArray(10, '\x7f'), stream },
        R"({"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"3","timestamp":"78",)"
        R"("payload":"f39/f39/f39/fw=="},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})");
    row("mark", MarkMessage { 305, "u7:end", stream },
        R"({"event":"mark","sequenceNumber":"305","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","mark":{"name":"u7:end"}})");
    row("dtmf", DtmfMessage { 211, QLatin1Char('#'), stream },
        R"({"event":"dtmf","streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","sequenceNumber":"211",)"
        R"("dtmf":{"track":"inbound_track","digit":"#"}})");
    row("stop", StopMessage { 1510, stream, account, call },
        R"({"event":"stop","sequenceNumber":"1510","stop":{"accountSid":"AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",)"
        R"("callSid":"CAfeedfacefeedfacefeedfacefeedface"},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})");
    row("unknown", UnknownMessage { QStringLiteral("news") }, R"({"event":"news"})");
    row("absent optionals", MarkMessage { {}, "m", {} }, R"({"event":"mark","mark":{"name":"m"}})");
}

void TestTwilioSide::writesAsTwilioDocuments()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, expected);
    QCOMPARE(written, expected);
}

void TestTwilioSide::writesMediaIntoMemoryAsItWritesMessages()
{
    QByteArray text("what was there before");
    const qint64 most = std::numeric_limits<qint64>::max();
    for (const qsizetype size : { 0, 1, 160, 4000 }) {
        const QByteArray mulaw(size, 'x');
        twilio::writeTwilioMedia(stream, { most, 7, std::chrono::milliseconds(most), "outbound", mulaw }, text);
        QCOMPARE(text,
                 twilio::twilioMessage(twilio::MediaMessage { most, 7, std::chrono::milliseconds(most),
                                                              QStringLiteral("outbound"), mulaw, stream }));
    }
}

void TestTwilioSide::whatItWritesTheGatewayReads()
{
    const auto started = twilio::parseIncoming(twilio::twilioMessage(start()));
    QVERIFY(started);
    const auto &message = std::get<twilio::StartMessage>(*started);
    QCOMPARE(message.parameter(u"tenant"), std::optional(QStringLiteral("a\"c\\me")));
    QCOMPARE(message.callSid, call);

    const twilio::MediaMessage sent { 9, 8, 160ms, QStringLiteral("outbound"), QByteArray(333, 'x'), stream };
    const auto media = twilio::parseIncoming(twilio::twilioMessage(sent));
    QVERIFY(media);
    const auto &received = std::get<twilio::MediaMessage>(*media);
    QCOMPARE(received.mulaw, sent.mulaw);
    QCOMPARE(received.timestamp, sent.timestamp);
    QCOMPARE(received.chunk, sent.chunk);
    QCOMPARE(received.track, sent.track);
}

void TestTwilioSide::readsWhatTheGatewayWrites()
{
    const auto media = twilio::parseOutgoing(twilio::mediaMessage(stream, "abc"), stream);
    QVERIFY(media);
    QCOMPARE(std::get<twilio::MediaMessage>(*media).mulaw, QByteArray("abc"));
    const auto mark = twilio::parseOutgoing(twilio::markMessage(stream, "t3s1"), stream);
    QVERIFY(mark);
    QCOMPARE(std::get<twilio::MarkMessage>(*mark).name, QByteArray("t3s1"));
    const auto clear = twilio::parseOutgoing(twilio::clearMessage(stream), stream);
    QVERIFY(clear && std::holds_alternative<twilio::ClearMessage>(*clear));
}

void TestTwilioSide::refusesWhatTwilioRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");

    const auto row = [](const char *name, QByteArray text, const char *named) {
        QTest::newRow(name) << text.replace("@", stream.bytes()) << QString::fromLatin1(named);
    };
    row("not JSON", "hello", "not JSON");
    row("nothing", "", "not JSON");
    row("array", "[]", "not an object");
    row("no event", R"({"streamSid":"@"})", "\"event\"");
    row("unknown event", R"({"event":"ping","streamSid":"@"})", "\"event\"");
    row("dtmf out", R"({"event":"dtmf","streamSid":"@","dtmf":{"digit":"1"}})", "\"event\"");
    row("no streamSid", R"({"event":"clear"})", "\"streamSid\"");
    row("streamSid null", R"({"event":"clear","streamSid":null})", "\"streamSid\"");
    row("foreign streamSid", R"({"event":"clear","streamSid":"MZ00000000000000000000000000000000"})", "\"streamSid\"");
    row("clear with more", R"({"event":"clear","streamSid":"@","clear":{}})", "\"clear\"");
    row("media with track", R"({"event":"media","streamSid":"@","media":{"track":"outbound","payload":"/w=="}})",
        "\"media.track\"");
    row("media with sequence", R"({"event":"media","sequenceNumber":"1","streamSid":"@","media":{"payload":"/w=="}})",
        "\"sequenceNumber\"");
    row("media without payload", R"({"event":"media","streamSid":"@","media":{}})", "\"media.payload\"");
    row("media without media", R"({"event":"media","streamSid":"@"})", "\"media\"");
    row("payload not base64", R"({"event":"media","streamSid":"@","media":{"payload":"/w="}})", "\"media.payload\"");
    row("payload a number", R"({"event":"media","streamSid":"@","media":{"payload":7}})", "\"media.payload\"");
    row("mark without name", R"({"event":"mark","streamSid":"@","mark":{}})", "\"mark.name\"");
    row("mark with more", R"({"event":"mark","streamSid":"@","mark":{"name":"a","id":1}})", "\"mark.id\"");
    row("mark name a number", R"({"event":"mark","streamSid":"@","mark":{"name":1}})", "\"mark.name\"");
    row("mark and media", R"({"event":"mark","streamSid":"@","mark":{"name":"a"},"media":{"payload":"/w=="}})",
        "\"media\"");
}

void TestTwilioSide::refusesWhatTwilioRefuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, named);
    const auto message = twilio::parseOutgoing(text, stream);
    QVERIFY(!message);
    QVERIFY2(message.error().text.contains(named), qPrintable(message.error().text));
    QVERIFY(message.error().detail.startsWith(QLatin1String("31951")));
}

void TestTwilioSide::everyCutIsRefused()
{
    for (const QByteArray &text : { twilio::mediaMessage(stream, QByteArray(20, 'x')),
                                    twilio::markMessage(stream, "שלום"), twilio::clearMessage(stream) }) {
        for (qsizetype length = 0; length < text.size(); ++length)
            QVERIFY(!twilio::parseOutgoing(text.first(length), stream));
    }
}

QTEST_GUILESS_MAIN(TestTwilioSide)

#include "tst_twilioside.moc"
