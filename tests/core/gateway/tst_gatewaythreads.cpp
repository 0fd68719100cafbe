#include "core/gateway/gatewaythread.h"
#include "core/twilio/signature.h"
#include "tests/core/gateway/desk.h"
#include "tests/core/net/rawclient.h"

#include <QThread>

#include <map>
#include <mutex>
#include <set>

using namespace callscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using tests::Desk;
using tests::RunningCall;

namespace {

const QString desktop = u"desktop"_s;

/// On which threads ears were made, used and destroyed; each ear keeps to one, or that is a fault.
struct Places
{
    std::mutex mutex {};
    std::map<QString, int> ears {}; ///< by the thread's name
    QStringList faults {};

    void note(const QString &thread)
    {
        const std::scoped_lock lock(mutex);
        ++ears[thread];
    }
    void expect(const QThread *home, const char *what)
    {
        const std::scoped_lock lock(mutex);
        if (QThread::currentThread() != home)
            faults << u"%1 on another thread"_s.arg(QLatin1String(what));
    }
};

/// Understands nothing, and says where it is asked to.
class PlacedEar final : public speech::Recognizer
{
public:
    explicit PlacedEar(Places &places)
        : m_places(places)
        , m_home(QThread::currentThread())
    {
        m_places.note(m_home->objectName());
    }
    ~PlacedEar() override { m_places.expect(m_home, "destroyed"); }

    QString provider() const override { return u"placed"_s; }
    void useGrammar(const QByteArray &) override { m_places.expect(m_home, "useGrammar"); }
    void begin(int) override { m_places.expect(m_home, "begin"); }
    void feed(std::span<const qint16>) override { m_places.expect(m_home, "feed"); }
    void finish() override { m_places.expect(m_home, "finish"); }
    void cancel() override { m_places.expect(m_home, "cancel"); }

private:
    Places &m_places;
    const QThread *m_home;
};

std::function<gateway::CallPartsFactory()> placedEars(Places &places)
{
    return [&places]() -> gateway::CallPartsFactory {
        return [&places]() -> call::CallParts {
            return { std::make_unique<PlacedEar>(places),
                     std::make_unique<tests::FakeSynthesizer>(std::make_shared<tests::FakeSynthesizer::Script>()),
                     std::make_unique<tests::FakeAgent>(std::make_shared<tests::FakeAgent::Script>()) };
        };
    };
}

std::vector<std::unique_ptr<RunningCall>> place(int calls, const Desk &desk)
{
    std::vector<std::unique_ptr<RunningCall>> placed;
    for (int i = 0; i < calls; ++i)
        placed.push_back(std::make_unique<RunningCall>(desk.caller(), desk.clock));
    return placed;
}

bool areOver(const std::vector<std::unique_ptr<RunningCall>> &calls)
{
    return std::all_of(calls.begin(), calls.end(), [](const auto &call) { return call->report.has_value(); });
}

} // namespace

/// The whole gateway with calls on several threads, over real sockets.
class GatewayThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ticksTakeASixthOfTheTimeAndNeverPauseForLong()
    {
        using gateway::GatewayThread;
        QCOMPARE(GatewayThread::pauseAfter(0ns), 10ms);
        QCOMPARE(GatewayThread::pauseAfter(2ms), 10ms);
        QCOMPARE(GatewayThread::pauseAfter(6ms), 30ms);
        QCOMPARE(GatewayThread::pauseAfter(6ms + 1ns), 31ms);
        QCOMPARE(GatewayThread::pauseAfter(1s), 50ms); // a tick that was held up
    }

    void callsAreSpreadAndKeepToTheirThreads()
    {
        Places places;
        {
            Desk desk(3, placedEars(places));
            const auto calls = place(9, desk);
            QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), calls.size(), 20000);
            QCOMPARE(desk.gateway.runningCalls(), 9);
            for (const auto &call : calls)
                QVERIFY(desk.gateway.control().hangUp(call->sid(), desktop));
            QTRY_VERIFY_WITH_TIMEOUT(areOver(calls), 20000);
            QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::CallEnded>().size(), calls.size(), 5000);
            QCOMPARE(desk.gateway.runningCalls(), 0);
        }
        QCOMPARE(places.faults, QStringList());
        QCOMPARE(places.ears,
                 (std::map<QString, int> { { QString(), 3 }, { u"gateway 1"_s, 3 }, { u"gateway 2"_s, 3 } }));
    }

    void eventsAreNumberedWithoutGapsAndEachCallIsInOrder()
    {
        Places places;
        Desk desk(3, placedEars(places));
        const auto calls = place(6, desk);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), calls.size(), 20000);
        for (const auto &call : calls)
            call->call.hangUp(u"the test is over"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::CallEnded>().size(), calls.size(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(areOver(calls), 20000);
        for (std::size_t i = 0; i < desk.published.size(); ++i)
            QCOMPARE(desk.published[i].sequence, i + 1);
        for (const auto &call : calls)
            QCOMPARE(landmarks(desk, call->sid()),
                     (QStringList { u"CALL_INCOMING"_s, u"WS_START"_s, u"WS_STOP"_s, u"WS_CLOSE"_s, u"CALL_END"_s }));
    }

    void soundIsToldHereBetweenTheEventsOfItsCall()
    {
        Places places;
        Desk desk(2, placedEars(places));
        std::map<QByteArray, qint64> heard;
        connect(&desk.gateway.lanes(), &call::SoundLanes::callerAudio, &desk.context,
                [&](const base::CallSid &callSid, qint64 position, const media::Samples &samples) {
                    QCOMPARE(QThread::currentThread(), thread());
                    QVERIFY2(landmarks(desk, callSid).contains(u"WS_START"_s), "sound before WS_START");
                    QVERIFY2(!landmarks(desk, callSid).contains(u"WS_CLOSE"_s), "sound after WS_CLOSE");
                    const auto next = heard.try_emplace(callSid.bytes(), position).first;
                    QCOMPARE(position, next->second);
                    next->second += std::ssize(samples);
                });
        const auto calls = place(4, desk);
        const auto everyoneWasHeard = [&] {
            return heard.size() == calls.size()
                && std::all_of(heard.begin(), heard.end(), [](const auto &one) { return one.second > 8000; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(everyoneWasHeard(), 20000);
        for (const auto &call : calls)
            call->call.hangUp(u"the test is over"_s);
        QTRY_VERIFY_WITH_TIMEOUT(areOver(calls), 20000);
    }

    void anOperatorReachesACallOnAnyThread()
    {
        Places places;
        Desk desk(3, placedEars(places));
        const auto calls = place(3, desk);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), calls.size(), 20000);
        call::Control &control = desk.gateway.control();
        for (const auto &call : calls) {
            QVERIFY(control.noteListening(call->sid(), true, desktop));
            QVERIFY(control.takeOver(call->sid(), desktop));
            QCOMPARE(control.takeOver(call->sid(), desktop).error().code, base::ErrorCode::InvalidInput);
            QVERIFY(control.say(call->sid(), u"One moment."_s, desktop));
        }
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::MarkReceived>().size(), calls.size(), 10000);
        for (const auto &call : calls) {
            QVERIFY(control.hangUp(call->sid(), desktop));
            QTRY_COMPARE(control.say(call->sid(), u"too late"_s, desktop).error().code, base::ErrorCode::NotFound);
        }
        QTRY_VERIFY_WITH_TIMEOUT(areOver(calls), 20000);
        for (const auto &call : calls)
            QCOMPARE(call->report->ending, u"the TwiML hung up"_s);
    }

    void drainingWaitsForTheCallsOfAllThreads()
    {
        Places places;
        Desk desk(3, placedEars(places));
        const auto calls = place(3, desk);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), calls.size(), 20000);
        desk.gateway.drain();
        for (const auto &call : calls) {
            QVERIFY(!desk.isDrained);
            QVERIFY(desk.gateway.control().hangUp(call->sid(), desktop));
            QTRY_VERIFY_WITH_TIMEOUT(call->report, 20000);
        }
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDrained, 10000);
        QCOMPARE(desk.all<event::CallEnded>().size(), calls.size());
    }

    void aGatewayThatHurriesEndsTheCallsOfAllThreads()
    {
        Places places;
        Desk desk(3, placedEars(places));
        const auto calls = place(3, desk);
        QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), calls.size(), 20000);
        desk.gateway.hurry();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDrained, 10000);
        for (const event::WebSocketClosed &closed : desk.all<event::WebSocketClosed>())
            QCOMPARE(closed.code, 1001);
        QCOMPARE(desk.all<event::WebSocketClosed>().size(), calls.size());
    }

    void peersThatVanishInTheUpgradeLeaveNothing_data()
    {
        QTest::addColumn<bool>("byReset");
        QTest::newRow("FIN") << false;
        QTest::newRow("RST") << true;
    }

    void peersThatVanishInTheUpgradeLeaveNothing()
    {
        QFETCH(bool, byReset);
        Places places;
        Desk desk(3, placedEars(places));
        const QByteArray handshake
            = "GET /ws/twilio-media HTTP/1.1\r\nHost: bot.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              "Sec-WebSocket-Key: bWFkZS11cC1rZXktMDAwMQ==\r\nSec-WebSocket-Version: 13\r\nX-Twilio-Signature: "
            + twilio::signature(base::Secret(Desk::token), "wss://bot.example.com/ws/twilio-media", {}) + "\r\n\r\n";
        for (int i = 0; i < 120; ++i) {
            tests::RawClient peer(desk.gateway.port());
            peer.send(handshake);
            QTest::qWait(i % 4); // anywhere from the connection to the answer
            if (byReset)
                peer.resetAtOnce();
            else
                peer.closeAtOnce();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!desk.all<event::WebSocketOpened>().empty(), 10000); // some were let in
        desk.gateway.drain();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isDrained, 20000);
    }

    void aGatewayThatGoesWithCallsOnItsThreadsLeavesNothing()
    {
        Places places;
        {
            Desk desk(3, placedEars(places));
            const auto calls = place(3, desk);
            QTRY_COMPARE_WITH_TIMEOUT(desk.all<event::StreamStarted>().size(), calls.size(), 20000);
        }
        QCOMPARE(places.faults, QStringList());
    }

private:
    /// The events of that call which mark its way.
    static QStringList landmarks(const Desk &desk, const base::CallSid &callSid)
    {
        static const QStringList marks { u"CALL_INCOMING"_s, u"WS_START"_s, u"WS_STOP"_s, u"WS_CLOSE"_s,
                                         u"CALL_END"_s };
        QStringList found;
        for (const event::Event &event : desk.published) {
            const QString name = QString::fromLatin1(event.name());
            if (event.callSid == callSid && marks.contains(name))
                found << name;
        }
        return found;
    }
};

QTEST_GUILESS_MAIN(GatewayThreadsTest)
#include "tst_gatewaythreads.moc"
