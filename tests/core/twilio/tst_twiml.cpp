#include "core/twilio/twiml.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace callscope;

namespace {

const base::CallSid callSid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");

/// One line for each element: depth, name, attributes in order, text. Empty when the document is not well-formed.
QStringList outline(const QByteArray &document)
{
    QStringList lines;
    QXmlStreamReader reader(document);
    int depth = 0;
    while (!reader.atEnd()) {
        const auto kind = reader.readNext();
        if (kind == QXmlStreamReader::StartElement) {
            QString line = QString(depth++, QLatin1Char(' ')) + reader.name().toString();
            for (const QXmlStreamAttribute &attribute : reader.attributes())
                line += QStringLiteral(" %1=%2").arg(attribute.name(), attribute.value());
            lines.append(line);
        } else if (kind == QXmlStreamReader::Characters) {
            lines.last() += QStringLiteral(": %1").arg(reader.text());
        } else if (kind == QXmlStreamReader::EndElement) {
            --depth;
        }
    }
    return reader.hasError() ? QStringList() : lines;
}

} // namespace

class TestTwiml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectsTheStreamByteForByte();
    void recordsByteForByte();
    void thanksAndBusyAreSpokenInTheCallersLanguage();
    void isOneLineWithTheDeclarationFirst();
    void addresses_data();
    void addresses();
    void T15_hostileTokensAndBasesStayData_data();
    void T15_hostileTokensAndBasesStayData();
    void fitsIntoTheRestApi();
};

void TestTwiml::connectsTheStreamByteForByte()
{
    QCOMPARE(twilio::connectTwiml("https://bot.example.com", callSid, "0123456789abcdef0123456789abcdef",
                                  QStringLiteral("en-US")),
             QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"
                        "<Connect action=\"https://bot.example.com/webhook/stream_ended\">"
                        "<Stream url=\"wss://bot.example.com/ws/twilio-media\" "
                        "statusCallback=\"https://bot.example.com/webhook/stream_status\">"
                        "<Parameter name=\"call_sid\" value=\"CAfeedfacefeedfacefeedfacefeedface\"/>"
                        "<Parameter name=\"stream_token\" value=\"0123456789abcdef0123456789abcdef\"/>"
                        "</Stream></Connect>"
                        "<Say language=\"en-US\" voice=\"Polly.Joanna\">Sorry, please leave us a message.</Say>"
                        "<Record action=\"https://bot.example.com/webhook/handle_recording\" "
                        "recordingStatusCallback=\"https://bot.example.com/webhook/recording_status\" timeout=\"2\" "
                        "maxLength=\"120\"/>"
                        "<Say language=\"en-US\" voice=\"Polly.Joanna\">Goodbye.</Say><Hangup/></Response>"));
}

void TestTwiml::recordsByteForByte()
{
    QCOMPARE(
        twilio::recordTwiml("https://bot.example.com", QStringLiteral("he-IL")),
        QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"
                   "<Say language=\"he-IL\" voice=\"Google.he-IL-Wavenet-A\">סליחה, אירעה תקלה. השאירו הודעה.</Say>"
                   "<Record action=\"https://bot.example.com/webhook/handle_recording\" "
                   "recordingStatusCallback=\"https://bot.example.com/webhook/recording_status\" timeout=\"2\" "
                   "maxLength=\"120\"/>"
                   "<Say language=\"he-IL\" voice=\"Google.he-IL-Wavenet-A\">להתראות.</Say><Hangup/></Response>"));
    QCOMPARE(outline(twilio::recordTwiml("https://bot.example.com", QStringLiteral("en-US"))).at(1),
             QStringLiteral(" Say language=en-US voice=Polly.Joanna: Sorry, please leave us a message."));
    QCOMPARE(
        outline(
            twilio::recordTwiml("https://bot.example.com", QStringLiteral("en-US"), twilio::RecordingReason::Closing))
            .at(1),
        QStringLiteral(" Say language=en-US voice=Polly.Joanna: We cannot take your call right now. Please leave a "
                       "message."));
}

void TestTwiml::thanksAndBusyAreSpokenInTheCallersLanguage()
{
    const auto say = [](const QByteArray &document) { return outline(document).at(1); };
    QVERIFY(say(twilio::thanksTwiml(QStringLiteral("he-IL"))).contains(QStringLiteral("תודה")));
    QVERIFY(say(twilio::thanksTwiml(QStringLiteral("en-US"))).contains(QStringLiteral("Thank you")));
    QVERIFY(say(twilio::busyTwiml(QStringLiteral("he"))).contains(QStringLiteral("תפוסים")));
    QVERIFY(say(twilio::busyTwiml(QStringLiteral("fr-FR"))).contains(QStringLiteral("busy")));
    for (const QString &language : { QStringLiteral("he-IL"), QStringLiteral("en-US") }) {
        QCOMPARE(outline(twilio::thanksTwiml(language)).last(), QStringLiteral(" Hangup"));
        QCOMPARE(outline(twilio::busyTwiml(language)).last(), QStringLiteral(" Hangup"));
    }
}

void TestTwiml::isOneLineWithTheDeclarationFirst()
{
    const QByteArray base = "https://bot.example.com";
    for (const QByteArray &document : { twilio::connectTwiml(base, callSid, "t", {}), twilio::recordTwiml(base, {}),
                                        twilio::thanksTwiml({}), twilio::busyTwiml({}) }) {
        QVERIFY(document.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>"));
        QVERIFY(!document.contains('\n'));
        QVERIFY(!document.contains("<Play"));
        QVERIFY(!outline(document).isEmpty());
    }
}

void TestTwiml::addresses_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("webhook");
    QTest::addColumn<QByteArray>("stream");

    const auto row = [](const char *name, const char *base, const char *webhook, const char *stream) {
        QTest::newRow(name) << QByteArray(base) << QByteArray(webhook) << QByteArray(stream);
    };
    row("plain", "https://h.example", "https://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("slash at the end", "https://h.example/", "https://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("many slashes", "https://h.example///", "https://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("port", "https://h.example:8443", "https://h.example:8443/webhook/x", "wss://h.example:8443/ws/twilio-media");
    row("prefix", "https://h.example/bot/", "https://h.example/bot/webhook/x", "wss://h.example/bot/ws/twilio-media");
    row("doubled slash in prefix", "https://h.example//a//b", "https://h.example/a/b/webhook/x",
        "wss://h.example/a/b/ws/twilio-media");
    row("http", "http://127.0.0.1:5000", "http://127.0.0.1:5000/webhook/x", "wss://127.0.0.1:5000/ws/twilio-media");
    row("wss", "wss://h.example", "https://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("ws", "ws://h.example", "http://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("capitals", "HTTPS://h.example", "https://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("no scheme", "h.example", "https://h.example/webhook/x", "wss://h.example/ws/twilio-media");
    row("query and fragment", "https://h.example/a?b=c#d", "https://h.example/a/webhook/x",
        "wss://h.example/a/ws/twilio-media");
    row("IPv6", "http://[::1]:5000", "http://[::1]:5000/webhook/x", "wss://[::1]:5000/ws/twilio-media");
}

void TestTwiml::addresses()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, webhook);
    QFETCH(QByteArray, stream);
    QCOMPARE(twilio::publicUrl(base, "/webhook/x"), webhook);
    QCOMPARE(twilio::streamUrl(base), stream);
}

void TestTwiml::T15_hostileTokensAndBasesStayData_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meaning");
    QTest::newRow("quote") << QByteArray("\"><Hangup/>") << QStringLiteral("\"><Hangup/>");
    QTest::newRow("ampersand") << QByteArray("a&b&amp;c") << QStringLiteral("a&b&amp;c");
    QTest::newRow("Hebrew") << QByteArray("שלום") << QStringLiteral("שלום");
    QTest::newRow("control") << QByteArray("a\x01\x1b[31mb") << QStringLiteral("a[31mb");
    QTest::newRow("line break") << QByteArray("a\r\nX-Evil: 1") << QStringLiteral("a\r\nX-Evil: 1");
    QTest::newRow("not UTF-8") << QByteArray("\xc3(") << QStringLiteral("\uFFFD(");
    QTest::newRow("comment and CDATA") << QByteArray("--><![CDATA[x]]><!--") << QStringLiteral("--><![CDATA[x]]><!--");
}

void TestTwiml::T15_hostileTokensAndBasesStayData()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meaning);
    const QStringList lines = outline(twilio::connectTwiml("https://h", callSid, text, {}));
    QCOMPARE(lines.size(), 9);
    QCOMPARE(lines.at(4), QStringLiteral("   Parameter name=stream_token value=") + meaning);
    QCOMPARE(outline(twilio::connectTwiml("https://h/" + text, callSid, "t", {})).size(), 9);
}

void TestTwiml::fitsIntoTheRestApi()
{
    const QByteArray longBase = "https://" + QByteArray(200, 'h') + ".example.com";
    QVERIFY(twilio::recordTwiml(longBase, QStringLiteral("he-IL")).size() < 4000);
}

QTEST_GUILESS_MAIN(TestTwiml)

#include "tst_twiml.moc"
