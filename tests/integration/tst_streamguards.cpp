#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawwebsocket.h"

#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;
using simulate::Opcode;

namespace {

const QByteArray streamSid = "MZ" + QByteArray(32, 'e');

QByteArray newCallSid()
{
    static int number = 0;
    return "CA" + QByteArray::number(++number).rightJustified(32, 'e');
}

} // namespace

/// A media socket whose client does not behave, on a gateway that gives each frame back.
class StreamGuardsTest : public QObject
{
    Q_OBJECT

private:
    void expectLivingStream(RawWebSocket &socket);

    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase();
    void T03_silentClientsAreSentAway();
    void T05_oversizeFrameClosesTheStream_data();
    void T05_oversizeFrameClosesTheStream();
    void T19_badMessagesAreToldAndTheStreamLives_data();
    void T19_badMessagesAreToldAndTheStreamLives();
    void T09_pingFloodIsAnswered();
    void T22_secondStreamOfACallIsClosed();
    void T12_peerThatVanishesEndsItsStreamOnly();
    void T10_peerThatReadsNothingIsClosed();
    void gatewayEndsInOrder();
};

void StreamGuardsTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(
        GatewaySetup { { u"--agent"_s, u"loopback"_s, u"--limits-pong-bytes-per-second"_s, u"1048576"_s } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
}

/// A frame goes through and back.
void StreamGuardsTest::expectLivingStream(RawWebSocket &socket)
{
    socket.sendAudio(streamSid, 1, QByteArray(160, '\x21'));
    QVERIFY(socket.waitForText(QByteArray(160, '\x21').toBase64()));
    QCOMPARE(socket.closeCode(), 0);
}

void StreamGuardsTest::T03_silentClientsAreSentAway()
{
    RawWebSocket silent(m_gateway->port()), connectedOnly(m_gateway->port()), pinging(m_gateway->port());
    for (RawWebSocket *socket : { &silent, &connectedOnly, &pinging })
        QCOMPARE(socket->open().status, 101);
    connectedOnly.sendText(R"({"event":"connected","protocol":"Call","version":"1.0.0"})");
    pinging.send(Opcode::Ping, "still here");
    for (RawWebSocket *socket : { &silent, &connectedOnly, &pinging }) {
        QVERIFY(socket->waitForClose());
        QCOMPARE(socket->closeCode(), 1008);
        QCOMPARE(socket->closeReason(), QByteArray("no start"));
    }
}

void StreamGuardsTest::T05_oversizeFrameClosesTheStream_data()
{
    QTest::addColumn<bool>("started");
    QTest::newRow("before start") << false;
    QTest::newRow("after start") << true;
}

void StreamGuardsTest::T05_oversizeFrameClosesTheStream()
{
    QFETCH(bool, started);
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    if (started)
        socket.sendStart(newCallSid(), streamSid);
    socket.sendText(R"({"event":"media","padding":")" + QByteArray(70 * 1024, 'x') + R"("})");
    QVERIFY(socket.waitForClose());
    QCOMPARE(socket.closeCode(), 1009);
}

void StreamGuardsTest::T19_badMessagesAreToldAndTheStreamLives_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("payload");
    const int textFrame = int(Opcode::Text), binaryFrame = int(Opcode::Binary);
    QTest::newRow("binary frame") << binaryFrame << QByteArray("\0\1\2\3", 4);
    QTest::newRow("no JSON") << textFrame << QByteArray("hello");
    QTest::newRow("no object") << textFrame << QByteArray("[1,2]");
    QTest::newRow("no event") << textFrame << QByteArray("{}");
    QTest::newRow("bad base64") << textFrame
                                << R"({"event":"media","streamSid":")" + streamSid
            + R"(","media":{"track":"inbound","chunk":"1","timestamp":"0","payload":"%%%"}})";
    QTest::newRow("other stream") << textFrame
                                  << R"({"event":"media","streamSid":"MZ)" + QByteArray(32, 'f')
            + R"(","media":{"track":"inbound","chunk":"1","timestamp":"0","payload":"/w=="}})";
    QTest::newRow("second start") << textFrame << QByteArray(R"({"event":"start","sequenceNumber":"1"})");
}

void StreamGuardsTest::T19_badMessagesAreToldAndTheStreamLives()
{
    QFETCH(int, opcode);
    QFETCH(QByteArray, payload);
    const QByteArray callSid = newCallSid();
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(callSid, streamSid);
    socket.send(Opcode(opcode), payload);
    QVERIFY(m_gateway->waitForEvents(u"PROTOCOL_ERROR"_s, 1, QString::fromLatin1(callSid)));
    expectLivingStream(socket);
    QCOMPARE(m_gateway->events(u"PROTOCOL_ERROR"_s, QString::fromLatin1(callSid)).size(), 1);
}

void StreamGuardsTest::T09_pingFloodIsAnswered()
{
    constexpr int pings = 2000;
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(newCallSid(), streamSid);
    for (int ping = 0; ping < pings; ++ping)
        socket.send(Opcode::Ping, QByteArray::number(ping));
    QVERIFY(socket.waitForPongs(pings));
    expectLivingStream(socket);
}

void StreamGuardsTest::T22_secondStreamOfACallIsClosed()
{
    const QByteArray callSid = newCallSid();
    RawWebSocket first(m_gateway->port()), second(m_gateway->port());
    QCOMPARE(first.open().status, 101);
    first.sendStart(callSid, streamSid);
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(callSid)));
    QCOMPARE(second.open().status, 101);
    second.sendStart(callSid, "MZ" + QByteArray(32, 'c'));
    QVERIFY(second.waitForClose());
    QCOMPARE(second.closeCode(), 1008);
    expectLivingStream(first);
}

void StreamGuardsTest::T12_peerThatVanishesEndsItsStreamOnly()
{
    const QByteArray callSid = newCallSid();
    RawWebSocket other(m_gateway->port());
    QCOMPARE(other.open().status, 101);
    other.sendStart(newCallSid(), streamSid);
    {
        RawWebSocket gone(m_gateway->port());
        QCOMPARE(gone.open().status, 101);
        gone.sendStart(callSid, streamSid);
        QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(callSid)));
    }
    QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, QString::fromLatin1(callSid)));
    const QJsonObject closed = m_gateway->events(u"WS_CLOSE"_s, QString::fromLatin1(callSid)).front();
    QCOMPARE(number(closed, "code"_L1), 1006);
    QCOMPARE(text(closed, "closed_by"_L1), u"peer"_s);
    expectLivingStream(other);
}

/// What the kernel holds for a peer that does not read is megabytes; a flood of pings, which are all answered, fills
/// it.
void StreamGuardsTest::T10_peerThatReadsNothingIsClosed()
{
    const QByteArray callSid = newCallSid();
    RawWebSocket socket(m_gateway->port()), other(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    QCOMPARE(other.open().status, 101);
    other.sendStart(newCallSid(), streamSid);
    socket.sendStart(callSid, streamSid);
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(callSid)));
    socket.stopReading();
    const QByteArray payload(125, 'p');
    const auto isClosed = [&] { return !m_gateway->events(u"WS_CLOSE"_s, QString::fromLatin1(callSid)).isEmpty(); };
    for (int burst = 0; burst < 1500 && !isClosed(); ++burst) {
        for (int ping = 0; ping < 100; ++ping)
            socket.send(Opcode::Ping, payload);
        QTest::qWait(2);
    }
    QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, QString::fromLatin1(callSid)));
    QCOMPARE(text(m_gateway->events(u"WS_CLOSE"_s, QString::fromLatin1(callSid)).front(), "closed_by"_L1),
             u"gateway"_s);
    expectLivingStream(other);
}

void StreamGuardsTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(StreamGuardsTest)
#include "tst_streamguards.moc"
