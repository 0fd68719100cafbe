#include "core/simulate/websocketclient.h"
#include "tests/support/splittext.h"

#include <QTest>

#include <numeric>

using namespace callscope;
using namespace callscope::simulate;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

class TestWebSocketFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsMessagesCutAtEveryByte();
    void T07_textSplitAtAnyByteIsIntact();
    void T07_whatIsNotUtf8IsAViolation_data();
    void T07_whatIsNotUtf8IsAViolation();
    void fragmentsWithoutEndTakeNoStack();
    void namesViolations_data();
    void namesViolations();
    void writesMaskedFramesOfEverySize_data();
    void writesMaskedFramesOfEverySize();
    void judgesHandshakes_data();
    void judgesHandshakes();
};

static QByteArray frame(quint8 first, const QByteArray &payload)
{
    QByteArray bytes(1, static_cast<char>(first));
    if (payload.size() < 126)
        bytes += static_cast<char>(payload.size());
    else
        bytes += '\x7E' + QByteArray(1, static_cast<char>(payload.size() >> 8))
            + static_cast<char>(payload.size() & 0xFF);
    return bytes + payload;
}

static QByteArrayList read(FrameReader &reader)
{
    QByteArrayList found;
    while (const auto next = reader.next()) {
        if (const auto *violation = std::get_if<Violation>(&*next))
            return found << "violation " + QByteArray::number(violation->closeCode);
        const auto &message = std::get<WebSocketMessage>(*next);
        found += QByteArray::number(int(message.opcode)) + ' ' + message.payload.toByteArray();
    }
    return found;
}

void TestWebSocketFrames::readsMessagesCutAtEveryByte()
{
    const QByteArray hebrew = u"שלום"_s.toUtf8();
    // One text in three fragments, cut inside a character, with a ping between; then a long one and a close.
    const QByteArray bytes = frame(0x01, hebrew.left(3)) + frame(0x89, "p") + frame(0x00, hebrew.mid(3, 2))
        + frame(0x80, hebrew.mid(5)) + frame(0x81, QByteArray(300, 'x')) + frame(0x82, "b") + frame(0x88, "\x03\xE8");
    const QByteArrayList expected { "9 p", "1 " + hebrew, "1 " + QByteArray(300, 'x'), "2 b", "8 \x03\xE8" };
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        FrameReader reader;
        reader.append(bytes.left(cut));
        QByteArrayList found = read(reader);
        reader.append(bytes.mid(cut));
        QCOMPARE(found + read(reader), expected);
    }
}

/// As a server may cut it, in the middle of characters too.
void TestWebSocketFrames::T07_textSplitAtAnyByteIsIntact()
{
    for (const QByteArray &text : { startWithParameters(), markWithName() }) {
        std::vector<qsizetype> bytes(static_cast<std::size_t>(text.size() - 1));
        std::iota(bytes.begin(), bytes.end(), 1);
        for (const auto &borders : everySplit(bytes, text == markWithName() ? 3 : 2)) {
            FrameReader reader;
            qsizetype begin = 0;
            for (const qsizetype border : borders) {
                reader.append(frame(begin == 0 ? 0x01 : 0x00, text.sliced(begin, border - begin)));
                begin = border;
            }
            reader.append(frame(0x80, text.sliced(begin)));
            QCOMPARE(read(reader), QByteArrayList { "1 " + text });
        }
    }
}

void TestWebSocketFrames::T07_whatIsNotUtf8IsAViolation_data()
{
    QTest::addColumn<QByteArray>("payload");
    for (const auto &[name, text] : textsThatAreNotUtf8())
        QTest::newRow(name) << text;
}

void TestWebSocketFrames::T07_whatIsNotUtf8IsAViolation()
{
    QFETCH(QByteArray, payload);
    for (qsizetype border = 0; border <= payload.size(); ++border) {
        FrameReader reader;
        reader.append(frame(0x01, payload.first(border)) + frame(0x80, payload.sliced(border)));
        QCOMPARE(read(reader), QByteArrayList { "violation 1007" });
    }
}

/// Of a server that means harm.
void TestWebSocketFrames::fragmentsWithoutEndTakeNoStack()
{
    FrameReader reader;
    reader.append(frame(0x01, "a") + frame(0x00, "").repeated(1'000'000) + frame(0x80, "b"));
    QCOMPARE(read(reader), QByteArrayList { "1 ab" });
}

void TestWebSocketFrames::namesViolations_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("violation");
    QTest::newRow("reserved bit") << frame(0xC1, "x") << QByteArray("violation 1002");
    QTest::newRow("unknown opcode") << frame(0x83, "x") << QByteArray("violation 1002");
    QTest::newRow("masked") << QByteArray("\x81\x81mask!") << QByteArray("violation 1002");
    QTest::newRow("fragmented ping") << frame(0x09, "x") << QByteArray("violation 1002");
    QTest::newRow("long ping") << frame(0x89, QByteArray(126, 'x')) << QByteArray("violation 1002");
    QTest::newRow("length not shortest") << QByteArray("\x81\x7E\x00\x05hello", 9) << QByteArray("violation 1002");
    QTest::newRow("nothing to continue") << frame(0x80, "x") << QByteArray("violation 1002");
    QTest::newRow("message inside message")
        << QByteArray(frame(0x01, "a") + frame(0x81, "b")) << QByteArray("violation 1002");
    QTest::newRow("not UTF-8") << frame(0x81, "\xFF") << QByteArray("violation 1007");
    QTest::newRow("too long") << QByteArray("\x81\x7F\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF") << QByteArray("violation 1009");
}

void TestWebSocketFrames::namesViolations()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, violation);
    FrameReader reader;
    reader.append(bytes);
    QCOMPARE(read(reader), QByteArrayList { violation });
}

void TestWebSocketFrames::writesMaskedFramesOfEverySize_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("head");
    QTest::newRow("empty") << 0 << 6;
    QTest::newRow("short") << 125 << 6;
    QTest::newRow("16 bit") << 126 << 8;
    QTest::newRow("16 bit, longest") << 65535 << 8;
    QTest::newRow("64 bit") << 65536 << 14;
}

void TestWebSocketFrames::writesMaskedFramesOfEverySize()
{
    QFETCH(int, size);
    QFETCH(int, head);
    const QByteArray payload(size, 'a');
    const QByteArray bytes = clientFrame(Opcode::Text, payload, 0x01020304);
    QCOMPARE(bytes.size(), qsizetype(head + size));
    QVERIFY(bytes[1] & 0x80);
    QCOMPARE(bytes.mid(head - 4, 4), QByteArray("\x01\x02\x03\x04"));
    for (int i = 0; i < size; ++i)
        QCOMPARE(char(bytes[head + i] ^ bytes[head - 4 + i % 4]), 'a');
}

void TestWebSocketFrames::judgesHandshakes_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("complaint"); // a part of it; empty: valid
    const QByteArray good
        = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    QTest::newRow("RFC 6455's example") << good << QString();
    QTest::newRow("offered sub-protocol")
        << QByteArray(good + "\r\nSec-WebSocket-Protocol: audio.twilio.com") << QString();
    QTest::newRow("other sub-protocol") << QByteArray(good + "\r\nSec-WebSocket-Protocol: chat") << u"not offered"_s;
    QTest::newRow("extension") << QByteArray(good + "\r\nSec-WebSocket-Extensions: permessage-deflate")
                               << u"extension"_s;
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 Forbidden\r\n") << u"\"HTTP/1.1 403 Forbidden\""_s;
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x") << u"SSH-2.0-x"_s;
    QTest::newRow("no Upgrade") << QByteArray(good).replace("Upgrade: WebSocket", "X: y") << u"Upgrade: websocket"_s;
    QTest::newRow("wrong accept") << QByteArray(good).replace("s3p", "s3q") << u"Sec-WebSocket-Accept"_s;
}

void TestWebSocketFrames::judgesHandshakes()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, complaint);
    const HandshakeAnswer answer = parseHandshakeAnswer(head);
    const QString found = handshakeComplaint(answer, "dGhlIHNhbXBsZSBub25jZQ==", { "audio.twilio.com" });
    QVERIFY2(found.contains(complaint), qPrintable(found));
    QCOMPARE(found.isEmpty(), complaint.isEmpty());
}

QTEST_GUILESS_MAIN(TestWebSocketFrames)
#include "tst_websocketframes.moc"
