#include "tests/integration/json.h"
#include "tests/integration/keptwebhooks.h"
#include "tests/integration/randomcaller.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"

#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;
using simulate::Opcode;

namespace {

const QByteArray menu = R"(
agent = "menu"
greeting = "Hi."
[[menu.entry]]
digits = "1"
phrases = ["hours"]
reply = "We are open."
[[menu.entry]]
digits = "2"
phrases = ["address"]
reply = "Twelve Harbour Street. It is the red house. Ring twice."
)";

} // namespace

/// Control messages that nobody expects, on a gateway that speaks.
class ControlMessagesTest : public QObject
{
    Q_OBJECT

private:
    /// Each of them is over, and was from its `start` on.
    void expectEnds(const std::vector<std::unique_ptr<RandomCaller>> &callers);
    void runCalls(quint32 firstSeed, int count);

    std::unique_ptr<GatewayProcess> m_gateway;

private Q_SLOTS:
    void initTestCase();
    void T37_noControlMessageHarmsTheGateway();
    void T37_aGoodCallIsServedAfterThem();
    void gatewayEndsInOrder();
};

void ControlMessagesTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup { .toml = menu });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
}

/// All beside each other, a few messages each in turn, until the last is gone.
void ControlMessagesTest::runCalls(quint32 firstSeed, int count)
{
    KeptWebhooks webhooks(m_gateway->port());
    std::vector<std::unique_ptr<RandomCaller>> callers;
    for (int i = 0; i < count; ++i) {
        callers.push_back(std::make_unique<RandomCaller>(m_gateway->port(), firstSeed + quint32(i)));
        webhooks.post("incoming_call", callers.back()->callSid(), "CallStatus=ringing");
    }
    QVERIFY(webhooks.waitForAnswers());
    for (const auto &caller : callers)
        caller->socket().beginOpen();
    for (const auto &caller : callers) {
        QCOMPARE(caller->socket().waitForAnswer().status, 101);
        caller->start();
    }
    std::vector<RandomCaller *> talking;
    for (const auto &caller : callers) {
        QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(caller->callSid())));
        talking.push_back(caller.get());
    }
    for (int round = 0; !talking.empty() && round < 50; ++round) {
        std::erase_if(talking, [](RandomCaller *caller) { return !caller->goOn(); });
        QTest::qWait(20);
        QVERIFY2(m_gateway->isRunning(), m_gateway->standardError().constData());
    }
    for (RandomCaller *caller : talking)
        caller->vanish();
    for (const auto &caller : callers) {
        QVERIFY(m_gateway->waitForEvents(u"WS_CLOSE"_s, 1, QString::fromLatin1(caller->callSid())));
        webhooks.post("call_status", caller->callSid(), "CallStatus=completed");
    }
    QVERIFY(webhooks.waitForAnswers());
    expectEnds(callers);
}

void ControlMessagesTest::expectEnds(const std::vector<std::unique_ptr<RandomCaller>> &callers)
{
    for (const auto &caller : callers) {
        const QString sid = QString::fromLatin1(caller->callSid());
        const QByteArray where = "seed " + caller->callSid();
        QVERIFY2(m_gateway->waitForEvents(u"CALL_END"_s, 1, sid), where.constData());
        for (const QString &once : { u"WS_START"_s, u"WS_CLOSE"_s, u"CALL_END"_s })
            QVERIFY2(m_gateway->events(once, sid).size() == 1, where.constData());
    }
}

void ControlMessagesTest::T37_noControlMessageHarmsTheGateway()
{
    constexpr int calls = 200, beside = 40;
    constexpr qint64 enough = 18000; ///< milliseconds; a slow machine does fewer calls
    QElapsedTimer time;
    time.start();
    int done = 0;
    while (done < calls && time.elapsed() < enough) {
        runCalls(1 + quint32(done), beside);
        if (QTest::currentTestFailed())
            return;
        done += beside;
    }
    QVERIFY(get(m_gateway->port(), "/metrics").body.contains("\ncallscope_calls_active 0\n"));
    QVERIFY(!m_gateway->events(u"MARK_RX"_s).isEmpty());
    qInfo("%d calls in %lld ms, %lld protocol errors, %lld marks returned", done,
          static_cast<long long>(time.elapsed()), static_cast<long long>(m_gateway->events(u"PROTOCOL_ERROR"_s).size()),
          static_cast<long long>(m_gateway->events(u"MARK_RX"_s).size()));
}

void ControlMessagesTest::T37_aGoodCallIsServedAfterThem()
{
    const QByteArray callSid = "CA" + QByteArray(32, 'f'), streamSid = "MZ" + QByteArray(32, 'f');
    const QString sid = QString::fromLatin1(callSid);
    KeptWebhooks webhooks(m_gateway->port());
    webhooks.post("incoming_call", callSid, "CallStatus=ringing");
    QVERIFY(webhooks.waitForAnswers());
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open().status, 101);
    socket.sendStart(callSid, streamSid);
    QVERIFY(socket.waitForText(R"("event":"media")")); // the greeting
    socket.sendText(R"({"event":"dtmf","streamSid":")" + streamSid + R"(","dtmf":{"digit":"1"}})");
    QVERIFY(m_gateway->waitForEvents(u"AGENT_REPLY"_s, 2, sid));
    QCOMPARE(text(m_gateway->events(u"AGENT_REPLY"_s, sid).last()), u"We are open."_s);
    socket.sendText(R"({"event":"stop","streamSid":")" + streamSid + R"("})");
    socket.send(Opcode::Close, QByteArray("\x03\xe8", 2));
    webhooks.post("call_status", callSid, "CallStatus=completed");
    QVERIFY(webhooks.waitForAnswers());
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, sid));
    QVERIFY(m_gateway->events(u"PROTOCOL_ERROR"_s, sid).isEmpty());
}

void ControlMessagesTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(ControlMessagesTest)
#include "tst_controlmessages.moc"
