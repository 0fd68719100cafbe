#include "core/twilio/mediascan.h"
#include "core/twilio/twilioside.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using twilio::MediaMessage;

namespace {

const QByteArray usual
    = R"({"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"3",)"
      R"("timestamp":"78","payload":"f39/f39/f39/fw=="},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110"})";

bool isSame(const MediaMessage &a, const MediaMessage &b)
{
    return a.sequence == b.sequence && a.chunk == b.chunk && a.timestamp == b.timestamp && a.track == b.track
        && a.mulaw == b.mulaw && a.streamSid == b.streamSid;
}

/// Of a message that is scanned the parser has to say the same; false: it is not scanned.
bool scansAsParsed(const QByteArray &text)
{
    MediaMessage scanned;
    if (!twilio::scanMedia(text, scanned))
        return false;
    const auto parsed = twilio::parseIncoming(text);
    const auto *media = parsed ? std::get_if<MediaMessage>(&*parsed) : nullptr;
    if (!media || !isSame(*media, scanned))
        qFatal("scanned otherwise than parsed: %s", text.constData());
    return true;
}

const base::StreamSid stream = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");

/// The same of a gateway's message.
bool scansAsParsedByTwilio(const QByteArray &text)
{
    MediaMessage scanned;
    scanned.streamSid = stream;
    if (!twilio::scanOutgoingMedia(text, scanned))
        return false;
    const auto parsed = twilio::parseOutgoing(text, stream);
    const auto *media = parsed ? std::get_if<MediaMessage>(&*parsed) : nullptr;
    if (!media || media->mulaw != scanned.mulaw || scanned.streamSid != stream)
        qFatal("scanned otherwise than parsed: %s", text.constData());
    return true;
}

} // namespace

class MediaScanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTwilioWrites();
    void readsMembersInAnyOrder_data();
    void readsMembersInAnyOrder();
    void leavesTheRestToTheParser_data();
    void leavesTheRestToTheParser();
    void readsNoMutationOtherwiseThanTheParser();
    void takesTheMemoryOfTheMessageBefore();
    void readsWhatAGatewayWrites();
    void leavesWhatTwilioRefusesToTheParser_data();
    void leavesWhatTwilioRefusesToTheParser();
};

void MediaScanTest::readsWhatTwilioWrites()
{
    MediaMessage media;
    QVERIFY(twilio::scanMedia(usual, media));
    QCOMPARE(media.sequence, 4);
    QCOMPARE(media.chunk, 3);
    QCOMPARE(media.timestamp, 78ms);
    QCOMPARE(media.track, QStringLiteral("inbound"));
    QCOMPARE(media.mulaw, QByteArray(10, '\x7f'));
    QCOMPARE(media.streamSid->bytes(), "MZ0ddba1100ddba1100ddba1100ddba110");
    QVERIFY(scansAsParsed(usual));
    QVERIFY(scansAsParsed(twilio::twilioMessage(media)));
}

void MediaScanTest::readsMembersInAnyOrder_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sid first") << QByteArray(
        R"({"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","event":"media","media":{"payload":"AAAA"}})");
    QTest::newRow("body first") << QByteArray(R"({"media":{"payload":"AAAA","track":"outbound"},"event":"media"})");
    QTest::newRow("spaces") << QByteArray("\n{ \"event\" :\t\"media\" ,\r\n \"media\": { \"payload\" : \"AAAA\" } } ");
    QTest::newRow("no track, chunk, timestamp") << QByteArray(R"({"event":"media","media":{"payload":"AAAA"}})");
    QTest::newRow("largest count") << QByteArray(
        R"({"event":"media","media":{"payload":"AAAA","chunk":"9223372036854775807"}})");
    QTest::newRow("leading zeros") << QByteArray(R"({"event":"media","media":{"payload":"AAAA","chunk":"007"}})");
}

void MediaScanTest::readsMembersInAnyOrder()
{
    QFETCH(QByteArray, text);
    QVERIFY(scansAsParsed(text));
}

void MediaScanTest::leavesTheRestToTheParser_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto without = [](const char *before, const char *after) { return QByteArray(usual).replace(before, after); };
    QTest::newRow("another event") << without("\"media\",", "\"mark\",");
    QTest::newRow("a number") << without("\"4\"", "4");
    QTest::newRow("an escape") << without("inbound", "inb\\u006fund");
    QTest::newRow("beyond ASCII") << without("inbound", "נכנס");
    QTest::newRow("another member") << without("\"chunk\"", "\"size\"");
    QTest::newRow("another member on top") << without("\"streamSid\"", "\"sid\"");
    QTest::newRow("a member twice") << without("\"chunk\":\"3\"", "\"chunk\":\"3\",\"chunk\":\"4\"");
    QTest::newRow("no base64") << without("f39/", "f39-");
    QTest::newRow("a count that is none") << without("\"78\"", "\"7x\"");
    QTest::newRow("a count that is too large") << without("\"78\"", "\"9223372036854775808\"");
    QTest::newRow("a count below nothing") << without("\"78\"", "\"-1\"");
    QTest::newRow("an empty count") << without("\"78\"", "\"\"");
    QTest::newRow("no SID") << without("MZ0d", "MZxd");
    QTest::newRow("no event") << without("\"event\":\"media\",", "");
    QTest::newRow("no body") << QByteArray(R"({"event":"media"})");
    QTest::newRow("no payload") << QByteArray(R"({"event":"media","media":{"chunk":"1"}})");
    QTest::newRow("an empty body") << QByteArray(R"({"event":"media","media":{}})");
    QTest::newRow("more behind it") << usual + 'x';
    QTest::newRow("a comma at the end") << without("\"}", "\",}");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("NUL") << usual + '\0';
}

void MediaScanTest::leavesTheRestToTheParser()
{
    QFETCH(QByteArray, text);
    MediaMessage media;
    QVERIFY(!twilio::scanMedia(text, media));
}

/// Each byte replaced by each other byte, each byte left out, and the message cut at each place.
void MediaScanTest::readsNoMutationOtherwiseThanTheParser()
{
    int scanned = 0;
    for (qsizetype place = 0; place < usual.size(); ++place) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray text = usual;
            text[place] = static_cast<char>(byte);
            scanned += scansAsParsed(text) ? 1 : 0;
        }
        scansAsParsed(QByteArray(usual).remove(place, 1));
        QVERIFY(!scansAsParsed(usual.left(place)));
    }
    QVERIFY(scanned > usual.size()); // at least the messages that did not change
}

void MediaScanTest::takesTheMemoryOfTheMessageBefore()
{
    MediaMessage media;
    QVERIFY(twilio::scanMedia(usual, media));
    const char *const sound = media.mulaw.constData();
    const char *const sid = media.streamSid->bytes().constData();
    QVERIFY(twilio::scanMedia(usual, media));
    QCOMPARE(media.mulaw.constData(), sound);
    QCOMPARE(media.streamSid->bytes().constData(), sid);
    const QByteArray kept = media.mulaw; // somebody keeps the sound: it is not written over
    QVERIFY(twilio::scanMedia(QByteArray(usual).replace("f39/f39/f39/fw==", "AAAAAAAAAAAAAA=="), media));
    QCOMPARE(kept, QByteArray(10, '\x7f'));
    QCOMPARE(media.mulaw, QByteArray(10, '\0'));
}

void MediaScanTest::readsWhatAGatewayWrites()
{
    const QByteArray written = twilio::mediaMessage(stream, QByteArray(10, '\x7f'));
    QVERIFY(scansAsParsedByTwilio(written));
    QVERIFY(scansAsParsedByTwilio(
        R"({"media":{"payload":""},"streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","event":"media"})"));
    for (qsizetype place = 0; place < written.size(); ++place) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray text = written;
            text[place] = static_cast<char>(byte);
            scansAsParsedByTwilio(text);
        }
        scansAsParsedByTwilio(QByteArray(written).remove(place, 1));
    }
}

void MediaScanTest::leavesWhatTwilioRefusesToTheParser_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto with = [](const char *before, const char *after) {
        return twilio::mediaMessage(stream, "abc").replace(before, after);
    };
    QTest::newRow("another stream") << with("MZ0d", "MZ1d");
    QTest::newRow("no stream") << QByteArray(R"({"event":"media","media":{"payload":"AAAA"}})");
    QTest::newRow("a track") << with("\"payload\"", "\"track\":\"outbound\",\"payload\"");
    QTest::newRow("a chunk") << with("\"payload\"", "\"chunk\":\"1\",\"payload\"");
    QTest::newRow("a sequence number") << with("\"media\":", "\"sequenceNumber\":\"1\",\"media\":");
    QTest::newRow("no payload") << with("\"payload\":\"YWJj\"", "");
    QTest::newRow("a mark") << twilio::markMessage(stream, "m");
}

void MediaScanTest::leavesWhatTwilioRefusesToTheParser()
{
    QFETCH(QByteArray, text);
    MediaMessage media;
    media.streamSid = stream;
    QVERIFY(!twilio::scanOutgoingMedia(text, media));
    QCOMPARE(media.streamSid, stream);
}

QTEST_GUILESS_MAIN(MediaScanTest)
#include "tst_mediascan.moc"
