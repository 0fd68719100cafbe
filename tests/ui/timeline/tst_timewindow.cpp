#include "ui/timeline/timelinerows.h"
#include "ui/timeline/timewindow.h"

#include <QGuiApplication>
#include <QTest>

using namespace callscope::ui;
using namespace std::chrono_literals;

class TimeWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsTimesIntoPlacesAndBack();
    void showsTheWholeCallWithMargins();
    void keepsTheWholeCallWhileItGrows();
    void followsTheNewestMoment();
    void panningBackReleases();
    void zoomKeepsThePlaceUnderTheMouse();
    void zoomHasBounds();
    void staysWithTheCall();
    void revealsOnlyWhatIsOutside();
    void ticksAreRound_data();
    void ticksAreRound();
    void rowsFillTheHeight_data();
    void rowsFillTheHeight();
};

namespace {

TimeWindow windowOf(CallTime extent, int width = 1000)
{
    TimeWindow window;
    window.setWidth(width);
    window.setExtent(extent);
    window.showAll();
    return window;
}

} // namespace

void TimeWindowTest::turnsTimesIntoPlacesAndBack()
{
    TimeWindow window = windowOf(60s);
    for (const double factor : { 1.0, 3.0, 0.2, 40.0 }) {
        window.zoom(factor, 300);
        for (const CallTime time : { CallTime(0), CallTime(1234), CallTime(59'999) })
            QVERIFY(std::chrono::abs(window.timeAt(window.xOf(time)) - time) <= 1ms);
        QVERIFY(window.xOf(2s) > window.xOf(1s));
    }
}

void TimeWindowTest::showsTheWholeCallWithMargins()
{
    const TimeWindow window = windowOf(60s);
    QCOMPARE(window.xOf(0s), double(TimeWindow::leading));
    QVERIFY(window.xOf(60s) < 1000 - 20);
    QVERIFY(window.xOf(60s) > 900);
    QVERIFY(windowOf(0s).xOf(TimeWindow::leastSpan) < 1000);
}

void TimeWindowTest::keepsTheWholeCallWhileItGrows()
{
    TimeWindow window = windowOf(10s);
    for (CallTime extent = 10s; extent < 100s; extent += 777ms) {
        window.setExtent(extent);
        QVERIFY(window.xOf(0s) >= 0 && window.xOf(extent) <= 1000);
    }
    // A running call is not drawn at another scale with each new moment.
    window.follow();
    window.showAll();
    int scales = 0;
    for (CallTime extent = 100s; extent < 200s; extent += 100ms) {
        const double before = window.millisecondsPerPixel();
        window.setExtent(extent);
        scales += before != window.millisecondsPerPixel();
        QVERIFY(window.xOf(0s) >= 0 && window.xOf(extent) <= 1000);
    }
    QVERIFY2(scales > 0 && scales < 10, qPrintable(QString::number(scales)));
}

void TimeWindowTest::followsTheNewestMoment()
{
    TimeWindow window = windowOf(0s);
    window.showSpan(20s);
    window.follow();
    window.setExtent(5s);
    QCOMPARE(window.xOf(0s), double(TimeWindow::leading));
    window.setExtent(100s);
    const double newest = window.xOf(100s);
    QVERIFY(newest < 1000 && newest > 900);
    window.setExtent(200s);
    QCOMPARE(window.xOf(200s), newest);
    window.zoom(2, 10);
    QCOMPARE(window.xOf(200s), newest);
    QVERIFY(window.isFollowing());
}

void TimeWindowTest::panningBackReleases()
{
    TimeWindow window = windowOf(100s);
    window.showSpan(20s);
    window.follow();
    window.pan(50);
    QVERIFY(window.isFollowing());
    const CallTime left = window.timeAt(0);
    window.pan(-100);
    QVERIFY(!window.isFollowing());
    QCOMPARE(window.timeAt(0), left - 2s);
    window.setExtent(200s);
    QCOMPARE(window.timeAt(0), left - 2s);
    window.follow();
    QVERIFY(window.xOf(200s) < 1000);
}

void TimeWindowTest::zoomKeepsThePlaceUnderTheMouse()
{
    TimeWindow window = windowOf(100s);
    const CallTime under = window.timeAt(400);
    window.zoom(8, 400);
    QVERIFY(std::abs(window.xOf(under) - 400) < 1);
    window.zoom(0.5, 400);
    QVERIFY(std::abs(window.xOf(under) - 400) < 1);
}

void TimeWindowTest::zoomHasBounds()
{
    TimeWindow window = windowOf(3600s);
    window.zoom(1e9, 500);
    QCOMPARE(window.millisecondsPerPixel(), TimeWindow::finest);
    window.zoom(1e-9, 500);
    QVERIFY(window.visible().end >= 3600s);
    QVERIFY(window.visible().end < 3h);
}

void TimeWindowTest::staysWithTheCall()
{
    TimeWindow window = windowOf(100s);
    window.zoom(10, 500);
    window.pan(-1e6);
    QCOMPARE(window.xOf(0s), double(TimeWindow::leading));
    window.pan(1e6);
    QVERIFY(window.xOf(100s) > 900 && window.xOf(100s) < 1000);
}

void TimeWindowTest::revealsOnlyWhatIsOutside()
{
    TimeWindow window = windowOf(100s);
    window.showSpan(10s);
    window.follow();
    const double origin = window.origin();
    window.reveal({ 95s, 97s });
    QCOMPARE(window.origin(), origin);
    QVERIFY(window.isFollowing());
    for (const TimeRange range : { TimeRange { 20s, 22s }, TimeRange { 60s, 61s }, TimeRange { 0s, 1s } }) {
        window.reveal(range);
        QVERIFY(window.xOf(range.begin) >= 0 && window.xOf(range.end) <= 1000);
        QVERIFY(!window.isFollowing());
    }
    window.reveal({ 30s, 80s }); // longer than the window: its begin is seen
    QVERIFY(window.xOf(30s) >= 0 && window.xOf(30s) < 500);
}

void TimeWindowTest::ticksAreRound_data()
{
    QTest::addColumn<double>("perPixel");
    QTest::addColumn<CallTime>("step");
    QTest::newRow("finest") << 1.0 << CallTime(100);
    QTest::newRow("seconds") << 10.0 << CallTime(1000);
    QTest::newRow("half a minute") << 30.0 * 6 << CallTime(15'000);
    QTest::newRow("hours") << 36'000.0 << CallTime(3'600'000);
    QTest::newRow("coarser than any") << 1e9 << CallTime(21'600'000);
}

void TimeWindowTest::ticksAreRound()
{
    QFETCH(double, perPixel);
    const CallTime step = tickStep(perPixel, 80);
    QTEST(step, "step");
    QCOMPARE(step.count() % tickParts(step), 0);
}

void TimeWindowTest::rowsFillTheHeight_data()
{
    QTest::addColumn<int>("lines"); // of text
    QTest::addColumn<bool>("hasText");
    QTest::addColumn<bool>("hasMarks");
    QTest::addColumn<bool>("hasSignals");
    QTest::newRow("tall") << 14 << true << true << true;
    QTest::newRow("usual") << 10 << true << true << true;
    QTest::newRow("one row of marks") << 7 << true << true << false;
    QTest::newRow("thin strips") << 6 << false << true << false;
    QTest::newRow("hardly any") << 4 << false << false << false;
    QTest::newRow("none") << 0 << false << false << false;
}

void TimeWindowTest::rowsFillTheHeight()
{
    QFETCH(int, lines);
    const QFontMetrics metrics { QGuiApplication::font() };
    const int height = lines * (metrics.height() + 4);
    const TimelineRows rows = TimelineRows::arranged({ 500, height }, metrics);
    QTEST(rows.stripsHaveText, "hasText");
    QTEST(!rows.turnMarks.isEmpty(), "hasMarks");
    QTEST(!rows.signalMarks.isEmpty(), "hasSignals");
    const QRect all[] = { rows.ruler,    rows.callerStrip, rows.callerWave, rows.botWave,
                          rows.botStrip, rows.turnMarks,   rows.signalMarks };
    int y = 0;
    for (const QRect &row : all) {
        QCOMPARE(row.top(), y);
        y = row.top() + row.height();
    }
    if (lines >= 4)
        QVERIFY(std::abs(y - height) <= 1);
    QCOMPARE(rows.callerWave.height(), rows.botWave.height());
    QVERIFY(rows.callerWave.height() >= 1);
}

QTEST_MAIN(TimeWindowTest)
#include "tst_timewindow.moc"
