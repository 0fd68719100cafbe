#include "core/simulate/websocketframes.h"
#include "core/twilio/mediastream.h"
#include "core/twilio/twilioside.h"
#include "core/twilio/websockettextsocket.h"
#include "tests/core/net/rawclient.h"
#include "tests/support/splittext.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <limits>
#include <memory>

using namespace callscope;
using namespace callscope::tests;
using twilio::WebSocketTextSocket;

namespace {

enum Opcode : char { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// One frame as a client writes it: masked, with a mask of zeros (RFC 6455 section 5.2).
QByteArray frame(Opcode opcode, const QByteArray &payload, bool isLast = true)
{
    QByteArray bytes;
    bytes.append(static_cast<char>((isLast ? 0x80 : 0) | opcode));
    const auto size = static_cast<quint64>(payload.size());
    const int extra = size < 126 ? 0 : size < 65536 ? 2 : 8;
    bytes.append(static_cast<char>(0x80 | (extra == 0 ? static_cast<int>(size) : extra == 2 ? 126 : 127)));
    for (int i = extra - 1; i >= 0; --i)
        bytes.append(static_cast<char>(size >> (8 * i)));
    return bytes + QByteArray(4, '\0') + payload;
}

QByteArray closeFrame(int code, const QByteArray &reason = {})
{
    return frame(Close, QByteArray().append(static_cast<char>(code >> 8)).append(static_cast<char>(code)) + reason);
}

/// One text message, cut before each of the bytes `borders`.
QByteArray inFragments(const QByteArray &text, const std::vector<qsizetype> &borders)
{
    QByteArray bytes;
    qsizetype begin = 0;
    for (const qsizetype border : borders) {
        bytes += frame(begin == 0 ? Text : Continuation, text.sliced(begin, border - begin), false);
        begin = border;
    }
    return bytes + frame(begin == 0 ? Text : Continuation, text.sliced(begin));
}

/// What a server sent.
struct Frames
{
    QByteArrayList texts {}, pongs {};
    QString violation {};
    bool isClosed = false;
};

Frames framesUpToTheClose(QTcpSocket &peer)
{
    simulate::FrameReader reader;
    Frames came;
    const auto take = [&came](const simulate::FrameReader::MessageOrViolation &next) {
        if (const auto *wrong = std::get_if<simulate::Violation>(&next)) {
            came.violation = wrong->text;
            return;
        }
        const auto &message = std::get<simulate::WebSocketMessage>(next);
        came.isClosed = message.opcode == simulate::Opcode::Close;
        if (!came.isClosed)
            (message.opcode == simulate::Opcode::Pong ? came.pongs : came.texts) << message.payload.toByteArray();
    };
    const bool ended = QTest::qWaitFor(
        [&] {
            reader.append(peer.readAll());
            while (const auto next = reader.next())
                take(*next);
            return came.isClosed || !came.violation.isEmpty();
        },
        30'000);
    if (!ended)
        came.violation = QStringLiteral("no close came, but %1 texts").arg(came.texts.size());
    return came;
}

/// A WebSocketTextSocket on a loopback connection, and the raw bytes of its peer.
class Connection : public QObject
{
public:
    /// `lendsBelow`: as in the gateway.
    explicit Connection(bool lendsBelow = true)
        : m_server(QStringLiteral("test"), QWebSocketServer::NonSecureMode)
    {
        m_server.setSupportedSubprotocols({ QStringLiteral("audio.twilio.com") });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        peer.connectToHost(QHostAddress::LocalHost, m_server.serverPort());
        peer.write("GET /ws/twilio-media HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Key: bWFkZS11cC1rZXktMDAwMQ==\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Protocol: audio.twilio.com\r\n\r\n");
        QSignalSpy opened(&m_server, &QWebSocketServer::newConnection);
        if (!opened.wait())
            qFatal("no connection");
        if (!QTest::qWaitFor([this] { return peer.bytesAvailable() > 0; }))
            qFatal("no answer");
        head = peer.readAll();

        std::unique_ptr<QWebSocket> accepted(m_server.nextPendingConnection());
        inner = accepted.get();
        socket = std::make_unique<WebSocketTextSocket>(std::move(accepted));
        if (lendsBelow)
            socket->standOn(m_server.findChild<QTcpSocket *>());
        listen();
    }

    QByteArray readFromPeer(qsizetype size)
    {
        QByteArray bytes;
        const bool came = QTest::qWaitFor([&] { return (bytes += peer.readAll()).size() >= size; });
        return came ? bytes : QByteArray();
    }

    QTcpSocket peer;
    QByteArray head;
    QPointer<QWebSocket> inner;
    std::unique_ptr<WebSocketTextSocket> socket;
    QStringList said;

private:
    void listen()
    {
        connect(socket.get(), &WebSocketTextSocket::textReceived, this, [this](const QByteArray &text) {
            said.append(QStringLiteral("text ") + QString::fromUtf8(text.left(20)));
        });
        connect(socket.get(), &WebSocketTextSocket::binaryReceived, this,
                [this](qsizetype size) { said.append(QStringLiteral("binary %1").arg(size)); });
        connect(socket.get(), &WebSocketTextSocket::pongReceived, this, [this](const QByteArray &payload) {
            said.append(QStringLiteral("pong ") + QString::fromUtf8(payload));
        });
        connect(socket.get(), &WebSocketTextSocket::violationFound, this,
                [this] { said.append(QStringLiteral("violation")); });
        connect(socket.get(), &WebSocketTextSocket::closed, this, [this](int code, const QString &reason) {
            said.append(QStringLiteral("closed %1 %2").arg(QString::number(code), reason).trimmed());
        });
    }

    QWebSocketServer m_server;
};

} // namespace

class TestWebSocketTextSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textGoesBothWays();
    void ourFramesAreThoseOfQt_data();
    void ourFramesAreThoseOfQt();
    void pingsCarryTheirPayload();
    void thePeersPingsAreAnswered();
    void binaryIsToldBySize();
    void fragmentsMakeOneMessage();
    void T05_theLargestFrameAndMessageAreTaken();
    void T06_badFramesEndTheConnection_data();
    void T06_badFramesEndTheConnection();
    void T07_textSplitBetweenCharactersIsIntact();
    void T07_aCharacterSplitBetweenFragmentsIsToldAsALimitOfQt_data();
    void T07_aCharacterSplitBetweenFragmentsIsToldAsALimitOfQt();
    void T07_whatIsNotUtf8EndsTheConnection_data();
    void T07_whatIsNotUtf8EndsTheConnection();
    void thePeersCloseIsKept_data();
    void thePeersCloseIsKept();
    void T12_aVanishedPeerIs1006_data();
    void T12_aVanishedPeerIs1006();
    void ourCloseIsSentAndTold();
    void aLongReasonIsCutAtACharacter();
    void abortIs1006AndSaysNothing();
    void nothingHappensAfterTheEnd();
    void theQueueOfAPeerThatDoesNotReadIsCounted();
    void allComesInOrderWhenThePeerReadsAtLast();
    void T09_aFloodOfPingsFillsTheQueueAndIsCut();
    void T09_pongsAreCountedAndNothingElse();
    void T09_fragmentsAreTold();
    void aSlotMayDeleteTheSocket_data();
    void aSlotMayDeleteTheSocket();
    void aStreamLivesOnIt();
};

void TestWebSocketTextSocket::textGoesBothWays()
{
    Connection line;
    QVERIFY(line.head.startsWith("HTTP/1.1 101"));
    QVERIFY(line.head.contains("Sec-WebSocket-Protocol: audio.twilio.com\r\n"));
    QCOMPARE(line.socket->subprotocol(), QStringLiteral("audio.twilio.com"));
    QCOMPARE(line.socket->peer(), QStringLiteral("127.0.0.1:%1").arg(line.peer.localPort()));

    line.peer.write(frame(Text, "שלום"));
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("text שלום") });
    line.socket->sendText("{\"a\":\"שלום\"}");
    const QByteArray expected = QByteArray("\x81\x10") + "{\"a\":\"שלום\"}";
    QCOMPARE(line.readFromPeer(expected.size()), expected);
}

void TestWebSocketTextSocket::ourFramesAreThoseOfQt_data()
{
    QTest::addColumn<int>("size");
    for (const int size : { 0, 1, 125, 126, 127, 300, 65'535, 65'536, 100'000 })
        QTest::addRow("%d bytes", size) << size;
}

void TestWebSocketTextSocket::ourFramesAreThoseOfQt()
{
    QFETCH(int, size);
    QByteArrayList sent;
    for (const bool lendsBelow : { false, true }) {
        Connection line(lendsBelow);
        line.socket->sendText(QByteArray(size, 'x'));
        line.socket->ping("behind");
        line.socket->sendText("last");
        const qsizetype head = size < 126 ? 2 : size < 65'536 ? 4 : 10;
        sent << line.readFromPeer(head + size + 8 + 6);
        QTRY_COMPARE(line.socket->bytesToWrite(), 0);
        QCOMPARE(line.socket->pongBytes(), 0);
    }
    QVERIFY(!sent[0].isEmpty());
    QVERIFY(sent[0] == sent[1]);
}

void TestWebSocketTextSocket::pingsCarryTheirPayload()
{
    Connection line;
    line.socket->ping("17");
    QCOMPARE(line.readFromPeer(4),
             QByteArray("\x89\x02"
                        "17"));
    line.peer.write(frame(Pong, "17"));
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("pong 17") });
}

void TestWebSocketTextSocket::thePeersPingsAreAnswered()
{
    Connection line;
    line.peer.write(frame(Ping, "abc"));
    QCOMPARE(line.readFromPeer(5),
             QByteArray("\x8a\x03"
                        "abc"));
    QVERIFY(line.said.isEmpty());
}

void TestWebSocketTextSocket::binaryIsToldBySize()
{
    Connection line;
    line.peer.write(frame(Binary, QByteArray(300, 'x')));
    line.peer.write(frame(Text, "still here"));
    QTRY_COMPARE(line.said, (QStringList { QStringLiteral("binary 300"), QStringLiteral("text still here") }));
}

void TestWebSocketTextSocket::fragmentsMakeOneMessage()
{
    Connection line;
    line.peer.write(frame(Text, "a", false) + frame(Ping, "") + frame(Continuation, "b", false)
                    + frame(Continuation, "c"));
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("text abc") });
}

void TestWebSocketTextSocket::T05_theLargestFrameAndMessageAreTaken()
{
    Connection line;
    QByteArray received;
    connect(line.socket.get(), &WebSocketTextSocket::textReceived, this,
            [&received](const QByteArray &text) { received = text; });
    line.peer.write(frame(Text, QByteArray(64 * 1024, 'x')));
    QTRY_COMPARE(received.size(), 64 * 1024);
    for (int i = 0; i < 4; ++i)
        line.peer.write(frame(i == 0 ? Text : Continuation, QByteArray(64 * 1024, 'y'), i == 3));
    QTRY_COMPARE(received.size(), 256 * 1024);
    QCOMPARE(line.said.size(), 2);
}

void TestWebSocketTextSocket::T06_badFramesEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");

    QByteArray fiveParts;
    for (int i = 0; i < 5; ++i)
        fiveParts += frame(i == 0 ? Text : Continuation, QByteArray(64 * 1024, 'x'), i == 4);
    QTest::newRow("frame over 64 KiB") << frame(Text, QByteArray(64 * 1024 + 1, 'x')) << 1009;
    QTest::newRow("message over 256 KiB") << fiveParts << 1009;
    QTest::newRow("announces 2^62 bytes") << QByteArray::fromHex("81ff400000000000000000000000") << 1009;
    QTest::newRow("announces 2^63 bytes") << QByteArray::fromHex("81ff800000000000000000000000") << 1002;
    QTest::newRow("length not minimal") << QByteArray::fromHex("81fe000100000000") + "x" << 1002;
    QTest::newRow("reserved bit") << QByteArray::fromHex("c18100000000") + "x" << 1002;
    QTest::newRow("reserved opcode") << QByteArray::fromHex("838100000000") + "x" << 1002;
    QTest::newRow("long ping") << frame(Ping, QByteArray(126, 'x')) << 1002;
    QTest::newRow("fragmented ping") << frame(Ping, "x", false) << 1002;
    QTest::newRow("continues nothing") << frame(Continuation, "x") << 1002;
    QTest::newRow("text within a text") << frame(Text, "a", false) + frame(Text, "b") << 1002;
    QTest::newRow("close of one byte") << frame(Close, "x") << 1002;
    QTest::newRow("not UTF-8") << frame(Text, "\xff\xfe") << 1007;
    QTest::newRow("surrogate") << frame(Text, "\xed\xa0\x80") << 1007;
    QTest::newRow("close with 1012") << closeFrame(1012) << 1002;
}

void TestWebSocketTextSocket::T06_badFramesEndTheConnection()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    Connection line;
    line.peer.write(bytes);
    QTRY_COMPARE(line.said.size(), 2);
    QCOMPARE(line.said.first(), QStringLiteral("violation"));
    QVERIFY2(line.said.last().startsWith(QStringLiteral("closed %1 ").arg(code)), qPrintable(line.said.last()));
}

/// Every way to cut it into two to four fragments at the borders of its characters, all on one connection.
void TestWebSocketTextSocket::T07_textSplitBetweenCharactersIsIntact()
{
    Connection line;
    QByteArrayList heard;
    connect(line.socket.get(), &WebSocketTextSocket::textReceived, this,
            [&heard](const QByteArray &text) { heard.append(text); });
    QByteArrayList sent;
    for (const QByteArray &text : { startWithParameters(), markWithName() }) {
        for (const auto &borders : everySplit(characterBorders(text), text == markWithName() ? 3 : 1)) {
            sent.append(text);
            line.peer.write(inFragments(text, borders));
        }
    }
    QVERIFY2(sent.size() > 10'000, qPrintable(QString::number(sent.size())));
    QTRY_COMPARE_WITH_TIMEOUT(heard.size(), sent.size(), 60'000);
    QVERIFY(heard == sent);
    QCOMPARE(line.said.size(), sent.size()); // and nothing else was said
    qInfo("%lld messages", static_cast<long long>(sent.size()));
}

void TestWebSocketTextSocket::T07_aCharacterSplitBetweenFragmentsIsToldAsALimitOfQt_data()
{
    QTest::addColumn<std::vector<qsizetype>>("borders");
    const QByteArray text = markWithName();
    const std::vector<qsizetype> whole = characterBorders(text);
    for (qsizetype at = 1; at < text.size(); ++at) {
        if (!std::binary_search(whole.begin(), whole.end(), at))
            QTest::addRow("byte %lld", static_cast<long long>(at)) << std::vector { at };
    }
    const qsizetype inside = text.indexOf("\xf0") + 2, beside = inside - 2;
    QTest::newRow("first of two borders") << std::vector { inside, beside + 4 };
    QTest::newRow("second of two borders") << std::vector { beside, inside };
    QTest::newRow("last of three borders") << std::vector<qsizetype> { 1, beside, inside };
    QTest::newRow("a fragment for each byte") << std::vector { beside + 1, beside + 2, beside + 3 };
}

/// Hazard Q9: Qt 6.4 decodes each fragment by itself. The peer is right (RFC 6455 section 5.4), and must not be blamed
/// alone.
void TestWebSocketTextSocket::T07_aCharacterSplitBetweenFragmentsIsToldAsALimitOfQt()
{
    QFETCH(std::vector<qsizetype>, borders);
    Connection line;
    base::SystemClock clock;
    twilio::MediaStream stream(std::move(line.socket), clock);
    QSignalSpy errors(&stream, &twilio::MediaStream::protocolErrorFound), closed(&stream, &twilio::MediaStream::closed);
    line.peer.write(inFragments(markWithName(), borders));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.first().at(0).toInt(), 1007);
    QCOMPARE(closed.first().at(2).value<twilio::MediaStream::ClosedBy>(), twilio::MediaStream::ClosedBy::Gateway);
    QCOMPARE(errors.size(), 1);
    const QString told = errors.first().at(1).toString();
    QVERIFY2(told.contains(u"Qt 6.4") && told.contains(u"split between two fragments"), qPrintable(told));
}

void TestWebSocketTextSocket::T07_whatIsNotUtf8EndsTheConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const auto &[name, text] : textsThatAreNotUtf8()) {
        QTest::newRow(name) << frame(Text, text);
        QTest::addRow("%s, last fragment", name) << frame(Text, "{", false) + frame(Continuation, text);
        QTest::addRow("%s, first fragment", name) << frame(Text, text, false) + frame(Continuation, "}");
    }
}

void TestWebSocketTextSocket::T07_whatIsNotUtf8EndsTheConnection()
{
    QFETCH(QByteArray, bytes);
    Connection line;
    line.peer.write(bytes);
    QTRY_COMPARE(line.said.size(), 2);
    QCOMPARE(line.said.first(), QStringLiteral("violation"));
    QVERIFY2(line.said.last().startsWith(QStringLiteral("closed 1007 ")), qPrintable(line.said.last()));
}

void TestWebSocketTextSocket::thePeersCloseIsKept_data()
{
    QTest::addColumn<int>("code");
    for (const int code : { 1000, 1001, 1003, 1008, 1009, 1011, 3000, 4999 })
        QTest::addRow("%d", code) << code;
}

void TestWebSocketTextSocket::thePeersCloseIsKept()
{
    QFETCH(int, code);
    Connection line;
    line.peer.write(closeFrame(code, "so"));
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("closed %1 so").arg(code) });
    const QByteArray answer = line.readFromPeer(6);
    QCOMPARE(answer.first(2), QByteArray("\x88\x04"));
    QCOMPARE(answer.sliced(2, 2), closeFrame(code).sliced(6));
}

void TestWebSocketTextSocket::T12_aVanishedPeerIs1006_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("FIN") << false;
    QTest::newRow("RST") << true;
}

void TestWebSocketTextSocket::T12_aVanishedPeerIs1006()
{
    QFETCH(bool, reset);
    Connection line;
    line.peer.write(QByteArray::fromHex("81fe")); // in the middle of a frame
    line.peer.flush();
    if (reset)
        resetConnection(line.peer);
    else
        line.peer.disconnectFromHost();
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("closed 1006") });
}

void TestWebSocketTextSocket::ourCloseIsSentAndTold()
{
    Connection line;
    line.socket->close(1008, QStringLiteral("no start"));
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("closed 1008 no start") });
    QCOMPARE(line.readFromPeer(12), QByteArray("\x88\x0a\x03\xf0") + "no start");
}

void TestWebSocketTextSocket::aLongReasonIsCutAtACharacter()
{
    for (const char *prefix : { "", "x", "xx", "xxx" }) {
        Connection line;
        line.socket->close(1000, QString::fromUtf8(prefix) + QStringLiteral("👍").repeated(60));
        const QByteArray sent = line.readFromPeer(122);
        QVERIFY(sent.size() <= 127 && sent.size() > 120);
        const QString reason = QString::fromUtf8(sent.sliced(4));
        QVERIFY(reason.endsWith(QStringLiteral("👍")) && !reason.contains(QChar(QChar::ReplacementCharacter)));
    }
}

void TestWebSocketTextSocket::abortIs1006AndSaysNothing()
{
    Connection line;
    line.socket->abort();
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("closed 1006 aborted") });
    QTRY_COMPARE(line.peer.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(line.peer.readAll().isEmpty());
}

void TestWebSocketTextSocket::nothingHappensAfterTheEnd()
{
    Connection line;
    line.peer.write(closeFrame(1000));
    QTRY_COMPARE(line.said.size(), 1);
    line.socket->sendText("x");
    line.socket->ping("x");
    line.socket->close(1001, {});
    line.socket->abort();
    QCOMPARE(line.socket->bytesToWrite(), 0);
    QVERIFY(!line.socket->peer().isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(line.said.size(), 1);
}

void TestWebSocketTextSocket::theQueueOfAPeerThatDoesNotReadIsCounted()
{
    Connection line;
    line.peer.setReadBufferSize(1);
    line.peer.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    line.socket->sendText(QByteArray(1000, 'x'));
    QCOMPARE(line.socket->bytesToWrite(), 1004); // with the frame's header
    QTRY_COMPARE(line.socket->bytesToWrite(), 0); // the kernel took it, the peer did not
    for (int i = 0; i < 200; ++i)
        line.socket->sendText(QByteArray(100'000, 'x'));
    QTRY_VERIFY(line.socket->bytesToWrite() < 200 * 100'000);
    QVERIFY(line.socket->bytesToWrite() > 1'000'000);
    line.socket->close(1000, {});
    QVERIFY(line.said.isEmpty()); // Q13: it would linger for ever
    line.socket->abort();
    QTRY_COMPARE(line.said, QStringList { QStringLiteral("closed 1006 aborted") });
}

/// Texts go to the kernel directly, or through Qt's buffer when that is full; pongs and the close always through it.
void TestWebSocketTextSocket::allComesInOrderWhenThePeerReadsAtLast()
{
    constexpr int count = 800;
    Connection line;
    line.peer.setReadBufferSize(1);
    QByteArrayList sent, pinged;
    qint64 pongBytes = 0;
    for (int i = 0; i < count; ++i) {
        const QByteArray text = QByteArray::number(i) + QByteArray(1 + i * 997 % 20'000, 'x');
        sent << text;
        line.socket->sendText(text);
        if (i % 10 != 0)
            continue;
        pinged << QByteArray::number(i);
        pongBytes += 2 + pinged.last().size();
        line.peer.write(frame(Ping, pinged.last()));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(line.socket->pongBytes(), pongBytes);
    QVERIFY(line.socket->bytesToWrite() > 0);
    line.socket->close(1000, {});
    line.peer.setReadBufferSize(0);
    const Frames came = framesUpToTheClose(line.peer);
    QVERIFY2(came.violation.isEmpty(), qPrintable(came.violation));
    QVERIFY(came.texts == sent); // QCOMPARE would print megabytes
    QCOMPARE(came.pongs, pinged);
}

/// Q2: no signal tells of pings; only the queue of unread pongs does.
void TestWebSocketTextSocket::T09_aFloodOfPingsFillsTheQueueAndIsCut()
{
    Connection line(false); // read as fast as it comes
    base::SystemClock clock;
    twilio::StreamLimits limits;
    limits.pongByteBurst = std::numeric_limits<int>::max();
    twilio::MediaStream stream(std::move(line.socket), clock, limits);
    QSignalSpy closed(&stream, &twilio::MediaStream::closed);
    line.peer.setReadBufferSize(1);
    line.peer.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    const QByteArray flood = frame(Ping, QByteArray(125, 'x')).repeated(8000);
    const bool ended = QTest::qWaitFor(
        [&] {
            if (line.peer.bytesToWrite() < 1'000'000)
                line.peer.write(flood);
            stream.tick();
            return closed.size() == 1;
        },
        30'000);
    QVERIFY(ended);
    const QString reason = closed.first().at(1).toString();
    QVERIFY2(reason.contains(QLatin1String("does not read")), qPrintable(reason));
}

void TestWebSocketTextSocket::T09_pongsAreCountedAndNothingElse()
{
    Connection line;
    line.socket->sendText(QByteArray(200, 'a'));
    line.socket->ping("17");
    QCOMPARE(line.socket->pongBytes(), 0);
    line.peer.write(frame(Ping, "who") + frame(Text, "hello") + frame(Ping, QByteArray(125, 'x')));
    QTRY_COMPARE(line.socket->pongBytes(), (2 + 3) + (2 + 125));
    line.socket->sendText(QByteArray(70'000, 'a'));
    QTest::qWait(20); // the kernel takes it
    QCOMPARE(line.socket->pongBytes(), (2 + 3) + (2 + 125));
}

void TestWebSocketTextSocket::T09_fragmentsAreTold()
{
    Connection line;
    QSignalSpy fragments(line.socket.get(), &WebSocketTextSocket::fragmentReceived);
    line.peer.write(frame(Text, "a", false) + frame(Continuation, "", false) + frame(Continuation, "b")
                    + frame(Text, "whole"));
    QTRY_COMPARE(line.said, (QStringList { QStringLiteral("text ab"), QStringLiteral("text whole") }));
    QCOMPARE(fragments.size(), 2);
}

void TestWebSocketTextSocket::aSlotMayDeleteTheSocket_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << frame(Text, "a") + frame(Text, "b");
    QTest::newRow("binary") << frame(Binary, "a") + frame(Text, "b");
    QTest::newRow("pong") << frame(Pong, "a") + frame(Text, "b");
    QTest::newRow("close") << closeFrame(1000);
    QTest::newRow("violation") << QByteArray::fromHex("c18100000000") + "x";
}

void TestWebSocketTextSocket::aSlotMayDeleteTheSocket()
{
    QFETCH(QByteArray, bytes);
    Connection line;
    QPointer<WebSocketTextSocket> socket(line.socket.get());
    const auto remove = [&line] { line.socket.reset(); };
    connect(socket, &WebSocketTextSocket::textReceived, this, remove);
    connect(socket, &WebSocketTextSocket::binaryReceived, this, remove);
    connect(socket, &WebSocketTextSocket::pongReceived, this, remove);
    connect(socket, &WebSocketTextSocket::violationFound, this, remove);
    connect(socket, &WebSocketTextSocket::closed, this, remove);
    line.peer.write(bytes);
    QTRY_VERIFY(!socket);
    QCOMPARE(line.said.size(), 1);
    QTRY_VERIFY(!line.inner);
    QTRY_COMPARE(line.peer.state(), QAbstractSocket::UnconnectedState);
}

void TestWebSocketTextSocket::aStreamLivesOnIt()
{
    Connection line;
    base::SystemClock clock;
    twilio::MediaStream stream(std::move(line.socket), clock);
    QSignalSpy started(&stream, &twilio::MediaStream::started), media(&stream, &twilio::MediaStream::mediaReceived);
    QSignalSpy closed(&stream, &twilio::MediaStream::closed);

    twilio::StartMessage start;
    start.streamSid = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");
    start.accountSid = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
    start.callSid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
    start.encoding = QStringLiteral("audio/x-mulaw");
    start.sampleRate = 8000;
    start.channels = 1;
    line.peer.write(frame(Text, twilio::twilioMessage(start)));
    line.peer.write(
        frame(Text, twilio::twilioMessage(twilio::MediaMessage { 2, 1, {}, QStringLiteral("inbound"), "abc", {} })));
    QTRY_COMPARE(media.size(), 1);
    QCOMPARE(started.size(), 1);

    QVERIFY(stream.sendMark("m"));
    const QByteArray mark = twilio::markMessage(start.streamSid, "m");
    QCOMPARE(line.readFromPeer(mark.size() + 2).sliced(2), mark);
    stream.close(1000, QStringLiteral("done"));
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.first().at(0).toInt(), 1000);
}

QTEST_GUILESS_MAIN(TestWebSocketTextSocket)

#include "tst_websockettextsocket.moc"
