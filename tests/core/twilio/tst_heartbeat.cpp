#include "core/twilio/heartbeat.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using twilio::Heartbeat;
using Due = twilio::Heartbeat::Due;

namespace {

constexpr base::Monotonic start { 1h };

} // namespace

class TestHeartbeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beatsAtItsPace();
    void dyingTakesSoManyMissedPingsInARow();
    void aPongSpeaksForEarlierPings();
    void strangePongsSayNothing();
    void postponingGivesTime();
    void zeroMeansNever();
};

void TestHeartbeat::beatsAtItsPace()
{
    Heartbeat heart(start, 5s, 2);
    QCOMPARE(heart.due(start + 5s - 1ns), Due::Nothing);
    QCOMPARE(heart.due(start + 5s), Due::Ping);
    QCOMPARE(heart.send(start + 6s), 1);
    QCOMPARE(heart.due(start + 11s - 1ns), Due::Nothing);
    QCOMPARE(heart.due(start + 11s), Due::Ping);
    QCOMPARE(heart.send(start + 11s), 2);
}

void TestHeartbeat::dyingTakesSoManyMissedPingsInARow()
{
    Heartbeat heart(start, 5s, 2);
    heart.send(start + 5s);
    heart.send(start + 10s);
    QCOMPARE(heart.unanswered(), 2);
    QCOMPARE(heart.due(start + 14s), Due::Nothing);
    QCOMPARE(heart.due(start + 15s), Due::Death);
    QVERIFY(heart.answer("1", start + 15s));
    QCOMPARE(heart.unanswered(), 1);
    QCOMPARE(heart.due(start + 15s), Due::Ping);
}

void TestHeartbeat::aPongSpeaksForEarlierPings()
{
    Heartbeat heart(start, 5s, 3);
    heart.send(start + 5s);
    heart.send(start + 10s);
    heart.send(start + 15s);
    const auto answer = heart.answer("2", start + 10s + 33ms);
    QVERIFY(answer);
    QCOMPARE(answer->number, 2);
    QCOMPARE(answer->roundTrip, std::chrono::nanoseconds(33ms));
    QCOMPARE(heart.unanswered(), 1);
    QVERIFY(!heart.answer("1", start + 16s));
}

void TestHeartbeat::strangePongsSayNothing()
{
    Heartbeat heart(start, 5s, 2);
    QVERIFY(!heart.answer("1", start));
    heart.send(start + 5s);
    for (const char *payload : { "", "0", "2", "01", "1 ", "-1", "99999999999999999999" })
        QVERIFY(!heart.answer(payload, start + 6s));
    QCOMPARE(heart.unanswered(), 1);
}

void TestHeartbeat::postponingGivesTime()
{
    Heartbeat heart(start, 5s, 1);
    heart.send(start + 5s);
    heart.postpone(60s);
    QCOMPARE(heart.due(start + 69s), Due::Nothing);
    QCOMPARE(heart.due(start + 70s), Due::Death);
}

void TestHeartbeat::zeroMeansNever()
{
    const Heartbeat heart(start, 0s, 2);
    QCOMPARE(heart.due(start + 1h), Due::Nothing);
}

QTEST_GUILESS_MAIN(TestHeartbeat)

#include "tst_heartbeat.moc"
