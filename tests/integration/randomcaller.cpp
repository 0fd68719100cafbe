#include "tests/integration/randomcaller.h"

#include <QTest>

namespace callscope::tests {

using simulate::Opcode;

void RandomCaller::sendEvent(const QByteArray &name, const QByteArray &members)
{
    m_socket->sendText(R"({"event":")" + name + R"(","sequenceNumber":")" + QByteArray::number(below(100))
                       + R"(","streamSid":")" + streamSid() + '"' + members + '}');
}

/// As it stands in the JSON.
QByteArray RandomCaller::markName()
{
    switch (below(5)) {
    case 0:
        return QByteArray(oneOf({ 0, 1, 125, 126, 4096, 65000 }), 'm');
    case 1:
        return oneOf<QByteArray>({ "שלום 👋🏽", "\\u0000", "\\ud83d", "\\ude00\\ud83d", "\\u202e", "\\u001b[2J",
                                   "\\n\\r", "\\\"", "</Response>", "%s%n" });
    case 2: // as the gateway itself names them
        return oneOf<QByteArray>(
            { "t1s1", "t1s2", "t2s1", "t0s0", "t-1s-1", "t99999999999999999999s1", "ts", "t1", "s" });
    default:
        return returnedMark();
    }
}

/// One that the gateway sent, perhaps once more.
QByteArray RandomCaller::returnedMark()
{
    QByteArrayList names;
    for (const QByteArray &text : m_socket->texts()) {
        const qsizetype at = text.indexOf(R"("mark":{"name":")");
        if (at >= 0)
            names += text.mid(at + 16, text.lastIndexOf('"') - at - 16);
    }
    return names.isEmpty() ? QByteArray("t1s1") : names[below(int(names.size()))];
}

void RandomCaller::sendOne()
{
    switch (below(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
        return sendEvent("mark", R"(,"mark":{"name":")" + markName() + R"("})");
    case 4:
        return sendEvent("dtmf",
                         R"(,"dtmf":{"track":"inbound_track","digit":")"
                             + oneOf<QByteArray>({ "1", "2", "3", "*", "#", "D", "", "12", "א" }) + R"("})");
    case 5:
        return sendEvent("clear", {});
    case 6:
        return sendEvent(oneOf<QByteArray>({ "connected", "start", "transcript", "", "Mark" }), {});
    case 7: // longer than a frame
        return m_socket->sendFragments(R"({"event":"mark","streamSid":")" + streamSid() + R"(","mark":{"name":")"
                                           + QByteArray(oneOf({ 65536, 100000, 200000 }), 'n') + R"("}})",
                                       oneOf({ 1000, 60000 }));
    case 8:
        return m_socket->send(oneOf({ Opcode::Ping, Opcode::Pong, Opcode::Binary }), QByteArray(below(126), 'p'));
    case 9:
        if (below(4) == 0) // goes on behind it, as no caller should
            sendEvent("stop", {});
        return;
    default:
        return m_socket->sendAudio(streamSid(), ++m_chunk, QByteArray(160, below(2) == 0 ? '\xff' : '\x21'));
    }
}

void RandomCaller::leave()
{
    switch (below(4)) {
    case 0:
        sendEvent("stop", {});
        sendEvent("stop", {});
        m_socket->send(Opcode::Close, QByteArray("\x03\xe8", 2));
        break;
    case 1: // 1000, 1001, 1005, 1011, 1012, which Qt does not know, 4999, and one that is not allowed
        m_socket->send(
            Opcode::Close,
            QByteArray::fromHex(oneOf<const char *>({ "03e8", "03e9", "", "03f3", "03f4", "1387", "03ed" })));
        break;
    case 2: // in the middle of a frame
        m_socket->sendBytes(QByteArray::fromHex("81fe"));
        QTest::qWait(1);
        m_socket.reset();
        break;
    default:
        m_socket.reset();
    }
}

bool RandomCaller::goOn()
{
    if (!m_socket || m_socket->closeCode() != 0)
        return false;
    for (int messages = below(4); messages > 0; --messages)
        sendOne();
    if (below(m_leavesOnceIn) == 0)
        leave();
    return m_socket != nullptr;
}

} // namespace callscope::tests
