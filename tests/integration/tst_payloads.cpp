#include "core/media/mulaw.h"
#include "tests/integration/json.h"
#include "tests/integration/sound.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawwebsocket.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray streamSid = "MZ" + QByteArray(32, 'e');

QByteArray newCallSid()
{
    static int number = 0;
    return "CA" + QByteArray::number(++number).rightJustified(32, 'e');
}

/// 20 ms of one µ-law code: number `chunk` is told from the others by it.
QByteArray frameOf(int chunk)
{
    return QByteArray(media::frameSamples, static_cast<char>(2 * chunk));
}

/// What a lenient reader of base64 takes, in the place of `good`; as it stands in the JSON.
QByteArrayList badForms(const QByteArray &good)
{
    const auto with = [&good](const char *inserted) { return QByteArray(good).insert(4, inserted); };
    return { good.chopped(2),    good + "==",          "====" + good,       good + good,  ' ' + good,
             good + "    ",      with("\\r\\n\\r\\n"), with("AA=="),        with("-_-_"), with("AAA,"),
             with("\\u0000AAA"), with("\\uff21AAA"),   good + "\\u0000AAA", "A",          "====" };
}

} // namespace

/// Sound that is wrongly written, or of an odd size, on a gateway that gives each frame back.
class PayloadsTest : public QObject
{
    Q_OBJECT

private:
    /// The sound that came back, one entry a message.
    static QByteArrayList returned(const RawWebSocket &socket);
    static void sendPayload(RawWebSocket &socket, int chunk, const QByteArray &base64);

    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase();
    void T20_aBadPayloadIsSkippedAndMarkedAndTheRestComesBack();
    void T20_payloadsOfOddSizesComeBackWhole();
    void T20_aPayloadOfAMegabyteEndsItsOwnStreamOnly();
    void gatewayEndsInOrder();
};

QByteArrayList PayloadsTest::returned(const RawWebSocket &socket)
{
    QByteArrayList sounds;
    for (const QByteArray &text : socket.texts()) {
        const qsizetype begin = text.indexOf(R"("payload":")") + 11;
        if (begin > 11)
            sounds += QByteArray::fromBase64(text.mid(begin, text.indexOf('"', begin) - begin));
    }
    return sounds;
}

void PayloadsTest::sendPayload(RawWebSocket &socket, int chunk, const QByteArray &base64)
{
    const QByteArray number = QByteArray::number(chunk), time = QByteArray::number((chunk - 1) * 20);
    socket.sendText(R"({"event":"media","sequenceNumber":")" + QByteArray::number(chunk + 1) + R"(","streamSid":")"
                    + streamSid + R"(","media":{"track":"inbound","chunk":")" + number + R"(","timestamp":")" + time
                    + R"(","payload":")" + base64 + R"("}})");
}

void PayloadsTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup { { u"--agent"_s, u"loopback"_s } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
}

/// Good and bad in turn: each bad one is an error with its member, a gap in the sound, and 20 ms of silence in the
/// record, exactly in its place.
void PayloadsTest::T20_aBadPayloadIsSkippedAndMarkedAndTheRestComesBack()
{
    const QByteArray callSid = newCallSid();
    const QString sid = QString::fromLatin1(callSid);
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(callSid, streamSid);
    const QByteArrayList bad = badForms(frameOf(1).toBase64());
    QByteArrayList good;
    media::Samples expected;
    int chunk = 0;
    for (const QByteArray &payload : bad) {
        good += frameOf(++chunk);
        socket.sendAudio(streamSid, chunk, good.last());
        sendPayload(socket, ++chunk, payload);
        const media::Samples sound = media::decodeMuLaw(good.last());
        expected.insert(expected.end(), sound.begin(), sound.end());
        expected.resize(expected.size() + media::frameSamples, 0);
    }
    good += frameOf(++chunk);
    socket.sendAudio(streamSid, chunk, good.last());
    QVERIFY(socket.waitForText(good.last().toBase64()));
    QCOMPARE(returned(socket), good);

    const int count = int(bad.size());
    QVERIFY(m_gateway->waitForEvents(u"PROTOCOL_ERROR"_s, count, sid));
    QVERIFY(m_gateway->waitForEvents(u"MEDIA_GAP"_s, count, sid));
    const auto errors = m_gateway->events(u"PROTOCOL_ERROR"_s, sid), gaps = m_gateway->events(u"MEDIA_GAP"_s, sid);
    QCOMPARE(errors.size(), count);
    QCOMPARE(gaps.size(), count);
    for (int i = 0; i < count; ++i) {
        QVERIFY2(text(errors[i]).contains(u"\"media.payload\""_s), qPrintable(text(errors[i])));
        QCOMPARE(text(gaps[i], "kind"_L1), u"missing"_s);
        QCOMPARE(number(gaps[i], "at_ms"_L1), (2 * i + 1) * 20);
        QCOMPARE(number(gaps[i], "length_ms"_L1), 20);
    }

    socket.sendText(R"({"event":"stop","streamSid":")" + streamSid + R"("})");
    socket.send(simulate::Opcode::Close, QByteArray("\x03\xe8", 2));
    QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, sid));
    const auto last = media::decodeMuLaw(good.last());
    expected.insert(expected.end(), last.begin(), last.end());
    media::Samples kept;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto record = readStereo(m_gateway->recordFolder(sid) + u"/audio.wav"_s);
            kept = record ? record->left : media::Samples();
            return std::search(kept.begin(), kept.end(), expected.begin(), expected.end()) != kept.end();
        }(),
        30'000);
}

void PayloadsTest::T20_payloadsOfOddSizesComeBackWhole()
{
    const QByteArray callSid = newCallSid();
    const QString sid = QString::fromLatin1(callSid);
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(callSid, streamSid);
    QByteArrayList sent;
    int chunk = 0;
    for (const int size : { 1, 0, 2, 3, 79, 159, 0, 161, 163, 1601, 30'001, 0 }) {
        const QByteArray sound(size, static_cast<char>(3 * ++chunk));
        socket.sendText(R"({"event":"media","streamSid":")" + streamSid + R"(","media":{"payload":")" + sound.toBase64()
                        + R"("}})");
        if (size > 0)
            sent += sound;
    }
    sent += frameOf(50);
    socket.sendText(R"({"event":"media","streamSid":")" + streamSid + R"(","media":{"payload":")"
                    + sent.last().toBase64() + R"("}})");
    QVERIFY(socket.waitForText(sent.last().toBase64()));
    QCOMPARE(returned(socket), sent);
    QVERIFY(m_gateway->events(u"PROTOCOL_ERROR"_s, sid).isEmpty());
    QVERIFY(m_gateway->events(u"MEDIA_GAP"_s, sid).isEmpty());
}

/// Over the limit of a frame (64 KiB), and in frames below it over that of a message (256 KiB).
void PayloadsTest::T20_aPayloadOfAMegabyteEndsItsOwnStreamOnly()
{
    const QByteArray megabyte = QByteArray(768 * 1024, '\x21').toBase64();
    RawWebSocket other(m_gateway->port());
    QCOMPARE(other.open().status, 101);
    other.sendStart(newCallSid(), streamSid);
    for (const bool isFragmented : { false, true }) {
        const QByteArray callSid = newCallSid();
        const QString sid = QString::fromLatin1(callSid);
        RawWebSocket socket(m_gateway->port());
        QCOMPARE(socket.open().status, 101);
        socket.sendStart(callSid, streamSid);
        QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, sid));
        if (isFragmented)
            socket.sendFragments(R"({"event":"media","media":{"payload":")" + megabyte + R"("}})", 60'000);
        else
            sendPayload(socket, 1, megabyte);
        QVERIFY(socket.waitForClose());
        QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, sid));
        const QJsonObject closed = m_gateway->events(u"WS_CLOSE"_s, sid).front();
        QCOMPARE(number(closed, "code"_L1), 1009);
        QCOMPARE(text(closed, "closed_by"_L1), u"gateway"_s);
        QCOMPARE(m_gateway->events(u"PROTOCOL_ERROR"_s, sid).size(), 1); // why
    }
    other.sendAudio(streamSid, 1, frameOf(7));
    QVERIFY(other.waitForText(frameOf(7).toBase64()));
}

void PayloadsTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(PayloadsTest)
#include "tst_payloads.moc"
