#include "ui/common/callfollower.h"

#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using ui::CallKey;
using ui::CallState;

namespace {

const base::CallSid first = *base::CallSid::parse("CA00000000000000000000000000000001");
const base::CallSid second = *base::CallSid::parse("CA00000000000000000000000000000002");

/// Events of one gateway whose clock began at an odd moment, as clocks do.
class Log
{
public:
    event::Event at(std::chrono::milliseconds time, event::Payload payload, const base::CallSid &call = first)
    {
        event::Event event;
        event.sequence = ++m_sequence;
        event.monotonic = base::Monotonic(12'345'678ms + time);
        event.utc = base::Utc(1'768'469'400s + time);
        event.callSid = call;
        event.payload = std::move(payload);
        return event;
    }

private:
    quint64 m_sequence = 0;
};

media::Peak loud(int rms)
{
    return { -1000, 1000, static_cast<quint16>(rms) };
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallIsFoldedFromItsEvents()
    {
        ui::Session session;
        const int source = session.addSource(QStringLiteral("live"), false);
        Log log;
        event::ReplyLeft slow, greeting;
        slow.turn = 2;
        slow.utterance = 1;
        slow.voiceToVoice = 900ms;
        greeting.turn = 1;
        greeting.voiceToVoice = 5000ms; // nobody waited for a greeting: no latency of an answer
        const std::vector<event::Event> events {
            log.at(0ms,
                   event::CallIncoming { QStringLiteral("+972501234567"),
                                         QStringLiteral("+97237654321"),
                                         QStringLiteral("inbound"),
                                         {},
                                         {} }),
            log.at(50ms, event::StreamStarted {}),
            log.at(100ms, greeting),
            log.at(2000ms, slow),
            log.at(2500ms, event::ProviderFailed {}),
            log.at(2600ms, event::TakenOver {}),
        };
        session.append(source, events);

        const ui::CallSummary *call = session.call({ source, first });
        QVERIFY(call);
        QCOMPARE(call->from, QStringLiteral("+972501234567"));
        QCOMPARE(call->state, CallState::Connected);
        QCOMPARE(call->worstLatency, std::optional(900ms));
        QCOMPARE(call->turns, 2);
        QCOMPARE(call->errors, 1);
        QCOMPARE(call->lastError, QStringLiteral("PROVIDER_ERROR"));
        QVERIFY(call->botMuted);
        QVERIFY(!call->length);

        session.append(source,
                       std::vector { log.at(3000ms, event::StreamStopped {}),
                                     log.at(3001ms, event::WebSocketClosed { 1000, {}, {} }),
                                     log.at(3005ms, event::CallEnded { QStringLiteral("completed"), {}, 2 }),
                                     log.at(3100ms, event::CallStatusReported {}) });
        QCOMPARE(call->state, CallState::Ended);
        QCOMPARE(call->length, std::optional(ui::CallTime(3005)));
        QCOMPARE(call->errors, 1);
    }

    void aStreamLostIsNotAnEnd()
    {
        ui::Session session;
        const int source = session.addSource(QStringLiteral("live"), false);
        Log log;
        session.append(source,
                       std::vector { log.at(0ms, event::StreamStarted {}),
                                     log.at(500ms, event::WebSocketClosed { 1006, {}, {} }) });
        const ui::CallSummary *call = session.call({ source, first });
        QCOMPARE(call->state, CallState::Interrupted);
        QVERIFY(call->isRunning());
        QCOMPARE(call->errors, 1);
    }

    void oneSignalABatchInAFixedOrder()
    {
        ui::Session session;
        const int source = session.addSource(QStringLiteral("live"), false);
        QStringList order;
        connect(&session, &ui::Session::callsAdded, &session,
                [&](int from, int count) { order << QStringLiteral("added %1+%2").arg(from).arg(count); });
        connect(&session, &ui::Session::eventsAppended, &session,
                [&](qint64 from, qint64 end) { order << QStringLiteral("events %1-%2").arg(from).arg(end); });
        connect(&session, &ui::Session::callsChanged, &session,
                [&](const QList<CallKey> &keys) { order << QStringLiteral("changed %1").arg(keys.size()); });
        Log log;
        session.append(source,
                       std::vector { log.at(0ms, event::CallIncoming {}), log.at(1ms, event::PingSent {}, {}),
                                     log.at(2ms, event::CallIncoming {}, second),
                                     log.at(3ms, event::StreamStarted {}) });
        QCOMPARE(
            order,
            QStringList({ QStringLiteral("events 0-4"), QStringLiteral("added 0+2"), QStringLiteral("changed 2") }));
        session.append(source, {});
        QCOMPARE(order.size(), 3);
    }

    void theSameCallLiveAndRecordedAreTwo()
    {
        ui::Session session;
        const int live = session.addSource(QStringLiteral("live"), false);
        const int record = session.addSource(QStringLiteral("file"), true);
        Log log;
        session.append(live, std::vector { log.at(0ms, event::StreamStarted {}) });
        session.append(record, std::vector { log.at(9000ms, event::StreamStarted {}) });
        QCOMPARE(session.calls().size(), 2U);
        QVERIFY(session.call({ live, first })->isRunning());
        QVERIFY(!session.call({ record, first })->isRunning());
        QCOMPARE(session.timeOf(1), ui::CallTime(0));
    }

    void oldEventsGoAndNumbersStay()
    {
        ui::Session session;
        const int source = session.addSource(QStringLiteral("live"), false);
        QSignalSpy dropped(&session, &ui::Session::eventsDropped);
        Log log;
        std::vector<event::Event> block;
        for (int i = 0; i < 50'000; ++i)
            block.push_back(log.at(std::chrono::milliseconds(i), event::PingSent {}, i % 2 ? first : second));
        for (int i = 0; i < 7; ++i)
            session.append(source, block);
        QVERIFY(!dropped.isEmpty());
        QCOMPARE(dropped.last().first().toLongLong(), session.firstEvent());
        QVERIFY(session.endEvent() == 350'000);
        QVERIFY(session.endEvent() - session.firstEvent() <= ui::Session::mostEvents);
        const std::vector<ui::EventId> kept = session.eventsOf({ source, first });
        QVERIFY(kept.front() >= session.firstEvent());
        QCOMPARE(static_cast<ui::EventId>(kept.size() + session.eventsOf({ source, second }).size()),
                 session.endEvent() - session.firstEvent());
        QCOMPARE(session.entry(kept.front()).event.callSid, first);
    }

    void levelsAreThoseOfTheNewestSound()
    {
        ui::Session session;
        const int source = session.addSource(QStringLiteral("live"), false);
        const CallKey key { source, first };
        Log log;
        session.append(source, std::vector { log.at(0ms, event::StreamStarted {}) });
        QSignalSpy added(&session, &ui::Session::peaksAdded);
        session.addPeaks({ { key, media::Lane::Left, 0, { loud(100), loud(300) } },
                           { key, media::Lane::Right, 0, { loud(700) } },
                           { { source, second }, media::Lane::Left, 0, { loud(1) } } });
        QCOMPARE(added.size(), 1);
        QCOMPARE(session.call(key)->levels[0], 300.0);
        QCOMPARE(session.call(key)->levels[1], 700.0);
        QCOMPARE(session.peaks(key, media::Lane::Left).size(), 2);

        session.addPeaks({ { key, media::Lane::Left, 2, { loud(200) } } });
        QCOMPARE(session.call(key)->levels[1], 0.0); // the bot is quiet: nothing came
        QCOMPARE(session.peaks({ source, second }, media::Lane::Left).size(), 0);
    }

    void aFollowerGivesThePastAndThenWhatComes()
    {
        ui::Session session;
        ui::Selection selection;
        const int source = session.addSource(QStringLiteral("live"), false);
        Log log;
        session.append(source,
                       std::vector { log.at(0ms, event::StreamStarted {}),
                                     log.at(10ms, event::StreamStarted {}, second),
                                     log.at(40ms, event::PingSent { 1 }) });
        QStringList heard;
        const ui::CallFollower follower(
            session, selection,
            { [&](const CallKey &key) { heard << QStringLiteral("restart ") + key.callSid.toString().right(1); },
              [&](ui::EventId id, const event::Event &event, ui::CallTime time) {
                  heard << QStringLiteral("%1 %2 %3").arg(id).arg(QLatin1String(event.name())).arg(time.count());
              },
              [&] { heard << QStringLiteral("settled"); } },
            nullptr);
        QCOMPARE(heard, QStringList({ QStringLiteral("restart "), QStringLiteral("settled") }));
        heard.clear();
        selection.selectCall({ source, first });
        QCOMPARE(heard,
                 QStringList({ QStringLiteral("restart 1"), QStringLiteral("0 WS_START 0"), QStringLiteral("2 PING 40"),
                               QStringLiteral("settled") }));
        heard.clear();
        session.append(source, std::vector { log.at(60ms, event::PingSent { 1 }, second) });
        QVERIFY(heard.isEmpty());
        session.append(source, std::vector { log.at(80ms, event::DigitPressed {}) });
        QCOMPARE(heard, QStringList({ QStringLiteral("4 DTMF 80"), QStringLiteral("settled") }));
    }

    void aCallSelectedTheMomentItComesIsToldOnce()
    {
        ui::Session session;
        ui::Selection selection;
        const int source = session.addSource(QStringLiteral("live"), false);
        connect(&session, &ui::Session::callsAdded, &selection, [&] { selection.selectCall({ source, first }); });
        QList<ui::EventId> taken;
        const ui::CallFollower follower(
            session, selection,
            { [](const CallKey &) {}, [&](ui::EventId id, const event::Event &, ui::CallTime) { taken << id; }, [] {} },
            nullptr);
        Log log;
        session.append(source,
                       std::vector { log.at(0ms, event::CallIncoming {}), log.at(5ms, event::StreamStarted {}) });
        QCOMPARE(taken, QList<ui::EventId>({ 0, 1 }));
    }

    void anotherCallDropsTheStretch()
    {
        ui::Selection selection;
        QSignalSpy stretch(&selection, &ui::Selection::stretchChanged);
        selection.selectCall({ 0, first });
        selection.selectStretch({ { 0ms, 500ms }, 3, {} });
        const auto before = stretch.size();
        selection.selectStretch({ { 0ms, 500ms }, 3, {} });
        QCOMPARE(stretch.size(), before);
        selection.selectCall({ 0, second });
        QVERIFY(!selection.stretch());
        QCOMPARE(stretch.size(), before + 1);
    }
};

QTEST_MAIN(SessionTest)
#include "tst_session.moc"
