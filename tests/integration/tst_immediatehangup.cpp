#include "tests/integration/json.h"
#include "tests/integration/keptwebhooks.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/rawwebsocket.h"

#include <QDir>
#include <QElapsedTimer>
#include <QHash>
#include <QRandomGenerator>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;
using simulate::Opcode;

namespace {

/// How a caller is gone before there was a call.
enum class Way {
    StopsAtOnce, ///< start, stop, close
    ClosesAfterStart,
    VanishesAfterStart,
    StopsBeforeStart, ///< and closes
    ClosesBeforeStart,
    VanishesBeforeStart,
    VanishesInTheUpgrade, ///< its answer is not waited for
    NeverConnects, ///< webhook and status, no socket
    IsReported, ///< no socket, and Twilio tells so
};
constexpr int ways = 9;

struct Caller
{
    QByteArray callSid;
    Way way;
    std::unique_ptr<RawWebSocket> socket {};

    bool hasSocket() const { return way < Way::NeverConnects; }
    bool starts() const { return way <= Way::VanishesAfterStart; }
    bool vanishes() const
    {
        return way == Way::VanishesAfterStart || way == Way::VanishesBeforeStart || way == Way::VanishesInTheUpgrade;
    }
    QByteArray streamSid() const { return "MZ" + callSid.mid(2); }
};

} // namespace

/// Callers who hang up before anything was said, in every way and many of them.
class ImmediateHangUpTest : public QObject
{
    Q_OBJECT

private:
    std::vector<Caller> newCallers(int count);
    void place(std::vector<Caller> &callers);
    void leave(Caller &caller) const;
    void expectGoodCall();
    qsizetype descriptors() const;
    qsizetype settledDescriptors() const;
    bool waitForEnds();

    QRandomGenerator m_random { 24 };
    QByteArrayList m_placed; ///< CallSids
    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase();
    void T24_immediateHangUpsLeaveNothing();
    void T24_aStartBehindTheEndOfItsCallLeavesNothing();
    void gatewayEndsInOrder();
};

void ImmediateHangUpTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup { { u"--agent"_s, u"loopback"_s } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
}

/// All ways in turn, then shuffled.
std::vector<Caller> ImmediateHangUpTest::newCallers(int count)
{
    std::vector<Caller> callers;
    for (int i = 0; i < count; ++i) {
        m_placed += "CA" + QByteArray::number(m_placed.size() + 1).rightJustified(32, '0');
        callers.push_back({ m_placed.last(), Way(i % ways) });
    }
    std::shuffle(callers.begin(), callers.end(), m_random);
    return callers;
}

void ImmediateHangUpTest::leave(Caller &caller) const
{
    if (caller.way == Way::StopsAtOnce || caller.way == Way::StopsBeforeStart)
        caller.socket->sendText(R"({"event":"stop","sequenceNumber":"2","streamSid":")" + caller.streamSid()
                                + R"(","stop":{"accountSid":"AC)" + QByteArray(32, '5') + R"(","callSid":")"
                                + caller.callSid + R"("}})");
    if (caller.vanishes())
        caller.socket.reset();
    else
        caller.socket->send(Opcode::Close, QByteArray("\x03\xe8", 2));
}

void ImmediateHangUpTest::place(std::vector<Caller> &callers)
{
    KeptWebhooks webhooks(m_gateway->port());
    for (const Caller &caller : callers)
        webhooks.post("incoming_call", caller.callSid, "CallStatus=ringing");
    QVERIFY(webhooks.waitForAnswers());
    const qsizetype started = m_gateway->events(u"WS_START"_s).size();
    int starting = 0;
    for (Caller &caller : callers) {
        if (!caller.hasSocket())
            continue;
        caller.socket = std::make_unique<RawWebSocket>(m_gateway->port());
        caller.socket->beginOpen();
        if (caller.way == Way::VanishesInTheUpgrade) {
            QTest::qWait(m_random.bounded(2)); // anywhere from the connection to the answer
            leave(caller);
        }
    }
    for (Caller &caller : callers) {
        if (!caller.socket)
            continue;
        QCOMPARE(caller.socket->waitForAnswer().status, 101);
        if (caller.starts()) {
            caller.socket->sendStart(caller.callSid, caller.streamSid());
            ++starting;
        }
        if (caller.way != Way::VanishesAfterStart) // what was not sent yet would vanish with it
            leave(caller);
    }
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, int(started) + starting));
    for (Caller &caller : callers) {
        if (caller.way == Way::VanishesAfterStart)
            leave(caller);
        if (caller.way == Way::IsReported)
            webhooks.post("stream_status", caller.callSid,
                          "StreamSid=" + caller.streamSid() + "&StreamEvent=stream-error&StreamError=31920");
        webhooks.post("call_status", caller.callSid,
                      caller.hasSocket() ? "CallStatus=completed&CallDuration=0" : "CallStatus=canceled");
    }
    QVERIFY(webhooks.waitForAnswers());
}

/// One CALL_END for each that was placed.
bool ImmediateHangUpTest::waitForEnds()
{
    return m_gateway->waitForEvents(u"CALL_END"_s, int(m_placed.size()));
}

qsizetype ImmediateHangUpTest::descriptors() const
{
    return qsizetype(QDir(u"/proc/%1/fd"_s.arg(m_gateway->pid()))
                         .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System | QDir::Hidden)
                         .size());
}

/// What the first calls opened for good is open, and their sockets are gone.
qsizetype ImmediateHangUpTest::settledDescriptors() const
{
    qsizetype settled = descriptors();
    for (int same = 0; same < 10; ++same) {
        QTest::qWait(50);
        const qsizetype now = descriptors();
        if (now != settled)
            same = 0;
        settled = now;
    }
    return settled;
}

void ImmediateHangUpTest::expectGoodCall()
{
    const QByteArray callSid = "CA" + QByteArray(32, 'f'), streamSid = "MZ" + QByteArray(32, 'f');
    const QString sid = QString::fromLatin1(callSid);
    KeptWebhooks webhooks(m_gateway->port());
    webhooks.post("incoming_call", callSid, "CallStatus=ringing");
    QVERIFY(webhooks.waitForAnswers());
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(callSid, streamSid);
    for (int chunk = 1; chunk <= 50; ++chunk) {
        const QByteArray sound(160, static_cast<char>(2 * chunk));
        socket.sendAudio(streamSid, chunk, sound);
        QVERIFY(socket.waitForText(sound.toBase64()));
    }
    QCOMPARE(socket.texts().size(), 50);
    socket.sendText(R"({"event":"stop","streamSid":")" + streamSid + R"("})");
    socket.send(Opcode::Close, QByteArray("\x03\xe8", 2));
    webhooks.post("call_status", callSid, "CallStatus=completed");
    QVERIFY(webhooks.waitForAnswers());
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, sid));
    QCOMPARE(text(m_gateway->events(u"CALL_END"_s, sid).front(), "cause"_L1), u"completed"_s);
    QTRY_VERIFY(QFile::exists(m_gateway->recordFolder(sid) + u"/audio.wav"_s)); // by another thread than the log
}

void ImmediateHangUpTest::T24_immediateHangUpsLeaveNothing()
{
    std::vector<Caller> first = newCallers(2 * ways);
    place(first);
    QVERIFY(waitForEnds());
    first.clear();
    const qsizetype before = settledDescriptors();
    QElapsedTimer time;
    time.start();
    for (int placed = 0; placed < 1000; placed += 50) {
        std::vector<Caller> callers = newCallers(50);
        place(callers);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(waitForEnds());
    qInfo("1000 calls in %lld ms", static_cast<long long>(time.elapsed()));

    QHash<QString, int> ends, starts, closes;
    for (const QJsonObject &event : m_gateway->events()) {
        const QString name = text(event, "event"_L1), sid = text(event, "call_sid"_L1);
        ends[sid] += name == u"CALL_END"_s;
        starts[sid] += name == u"WS_START"_s;
        closes[sid] += name == u"WS_CLOSE"_s;
    }
    int running = 0;
    for (const QByteArray &placed : std::as_const(m_placed)) {
        const QString sid = QString::fromLatin1(placed);
        QVERIFY2(ends.value(sid) == 1, qPrintable(sid));
        QVERIFY2(starts.value(sid) <= 1 && closes.value(sid) >= starts.value(sid), qPrintable(sid));
        running += starts.value(sid);
    }
    QCOMPARE(running, int(m_gateway->events(u"WS_START"_s).size()));
    QTRY_VERIFY_WITH_TIMEOUT(get(m_gateway->port(), "/metrics").body.contains("\ncallscope_calls_active 0\n"), 30'000);
    QCOMPARE(get(m_gateway->port(), "/readyz").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(descriptors(), before, 60'000);
    qInfo("%lld descriptors before and after", static_cast<long long>(before));
    expectGoodCall();
}

/// The status of a call and its stream come by ways of their own.
void ImmediateHangUpTest::T24_aStartBehindTheEndOfItsCallLeavesNothing()
{
    const QByteArray callSid = "CA" + QByteArray(32, 'e'), streamSid = "MZ" + QByteArray(32, 'e');
    const QString sid = QString::fromLatin1(callSid);
    KeptWebhooks webhooks(m_gateway->port());
    webhooks.post("incoming_call", callSid, "CallStatus=ringing");
    webhooks.post("call_status", callSid, "CallStatus=completed&CallDuration=0");
    QVERIFY(webhooks.waitForAnswers());
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, sid));
    {
        RawWebSocket socket(m_gateway->port());
        QCOMPARE(socket.open().status, 101);
        socket.sendStart(callSid, streamSid);
        QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, sid));
    }
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 2, sid)); // at once, and not when a failed stream is given up
    QCOMPARE(text(m_gateway->events(u"CALL_END"_s, sid).last(), "cause"_L1), u"completed"_s);
    QVERIFY(m_gateway->events(u"WATCHDOG"_s, sid).isEmpty());
    QVERIFY(get(m_gateway->port(), "/metrics").body.contains("\ncallscope_calls_active 0\n"));
}

void ImmediateHangUpTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(ImmediateHangUpTest)
#include "tst_immediatehangup.moc"
