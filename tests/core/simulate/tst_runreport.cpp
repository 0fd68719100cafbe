#include "core/simulate/runreport.h"

#include <QJsonArray>
#include <QTest>

using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpTheCalls();
    void saysTheSameProblemOnce();
    void withoutFramesThereAreNoFigures();
};

namespace {

/// A call of two frames, the second of which was `late`.
CallReport call(std::chrono::milliseconds late, const QStringList &problems = {})
{
    CallReport report;
    report.stream.mediaSent = 2;
    report.stream.mediaLost = 1;
    report.stream.mediaReceived = 3;
    report.lateness.count(0ms);
    report.lateness.count(late);
    report.problems = problems;
    return report;
}

} // namespace

void TestRunReport::addsUpTheCalls()
{
    RunReport run { { call(4ms), call(8ms) }, 100us };
    run.calls[1].roundTrips.count(2ms);
    QVERIFY(run.isGood());
    const QJsonObject json = toJson(run);
    QCOMPARE(json[u"calls"_s].toInt(), 2);
    QCOMPARE(json[u"good"_s].toInt(), 2);
    QCOMPARE(json[u"media_sent"_s].toInt(), 4);
    QCOMPARE(json[u"media_lost"_s].toInt(), 2);
    QCOMPARE(json[u"media_received"_s].toInt(), 6);
    QCOMPARE(json[u"lateness_p50_ms"_s].toDouble(), 0.001); // to a microsecond
    QCOMPARE(json[u"lateness_max_ms"_s].toDouble(), 8.0);
    QCOMPARE(json[u"round_trip"_s][u"frames"_s].toInt(), 1);
    QCOMPARE(json[u"round_trip"_s][u"max_ms"_s].toDouble(), 2.0);
    QCOMPARE(json[u"cpu_us_per_frame"_s].toDouble(), 25.0);
    QCOMPARE(json[u"each"_s].toArray().size(), 2);
    QCOMPARE(summary(run),
             u"2 of 2 calls were good; 0 turns answered, latency p50 0.0 ms, p95 0.0 ms, max 0.0 ms\n"
             "frames: 4 sent, 2 lost before the gateway, 6 received\n"
             "our own frames late: p50 0.0 ms, p99 8.0 ms, max 8.0 ms\n"
             "round trip of 1 frames that came back: p50 2.0 ms, p99 2.0 ms, max 2.0 ms\n"
             "our CPU for each call and 20 ms: 25.0 µs\n"_s);
}

void TestRunReport::saysTheSameProblemOnce()
{
    const RunReport run { { call(0ms), call(0ms, { u"A."_s }), call(0ms, { u"A."_s, u"B."_s }),
                            call(0ms, { u"A."_s }) } };
    QVERIFY(!run.isGood());
    const QString text = summary(run);
    QVERIFY(text.startsWith(u"1 of 4 calls were good"_s));
    QVERIFY2(text.endsWith(u"not a good call: A. (call 2 of 4, and 2 more)\nnot a good call: B. (call 3 of 4)\n"_s),
             qPrintable(text));
}

void TestRunReport::withoutFramesThereAreNoFigures()
{
    const RunReport run { { CallReport {} }, 5ms };
    QVERIFY(run.cpuPerFrame() == 0ns);
    QVERIFY(toJson(run)[u"round_trip"_s].isNull());
    QVERIFY(!summary(run).contains(u"round trip"_s));
}

QTEST_GUILESS_MAIN(TestRunReport)
#include "tst_runreport.moc"
