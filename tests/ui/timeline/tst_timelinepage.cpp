#include "ui/common/session.h"
#include "ui/timeline/repaintpace.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/timelinepage.h"
#include "ui/timeline/timelineview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QHelpEvent>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolTip>

#include <set>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;

namespace {

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

/// A page on a call: the caller asks at 1 s, the bot answers from 3 s on and is cut at 4 s.
struct Scene
{
    Session session {};
    Selection selection {};
    int source;
    CallKey key;
    TimelinePage page { session, selection };
    quint64 sequence = 0;

    explicit Scene(bool recorded)
        : source(session.addSource(text("test"), recorded))
        , key { source, *base::CallSid::parse("CA" + QByteArray(32, 'a')) }
    {
        page.resize(1000, 260);
        page.show();
    }
    TimelineView &view() { return page.view(); }
    void at(CallTime time, event::Payload payload)
    {
        event::Event event;
        event.sequence = ++sequence;
        event.monotonic = base::Monotonic(1h) + time;
        event.callSid = key.callSid;
        event.streamSid = *base::StreamSid::parse("MZ" + QByteArray(32, 'b'));
        event.payload = std::move(payload);
        session.append(source, std::span(&event, 1));
    }
    void sound(media::Lane lane, CallTime from, CallTime to, media::Sample size = 9000)
    {
        const qint64 first = media::samplesIn(from) / media::samplesPerPeak;
        const auto count = static_cast<size_t>(media::samplesIn(to) / media::samplesPerPeak - first);
        const media::Peak peak { static_cast<media::Sample>(-size), size, quint16(size / 3) };
        session.addPeaks({ { key, lane, first, std::vector<media::Peak>(count, peak) } });
    }
    void talk()
    {
        at(0s, event::StreamStarted {});
        at(1200ms, event::SpeechStarted { 1, 1s, 1, 1 });
        at(2500ms, event::SpeechEnded { 1, 2s, 1s, 1 });
        at(2600ms, event::FinalRecognized { 1, text("what time is it"), {}, {}, {}, {} });
        event::ReplyLeft left;
        left.turn = 1;
        left.utterance = 1;
        at(3s, left);
        at(3s, event::SpeechSynthesized { 1, 1, 3s, text("it is late") });
        at(4s, event::BargedIn { 1, 1s, 2s, text("it is") });
        at(4s, event::ClearSent { 2s });
        at(5s, event::DigitPressed { text("7") });
        at(20s, event::CallEnded {});
        sound(media::Lane::Left, 1s, 2s);
        sound(media::Lane::Right, 3s, 4s);
    }
    int indexOf(ItemKind kind)
    {
        const std::vector<TimeItem> &items = view().marks().items();
        return static_cast<int>(
            std::find_if(items.begin(), items.end(), [kind](const TimeItem &item) { return item.kind == kind; })
            - items.begin());
    }
    QPoint place(CallTime time, const QRect &row) { return { int(view().xOf(time)), row.center().y() }; }
    void click(CallTime time, const QRect &row) { QTest::mouseClick(&view(), Qt::LeftButton, {}, place(time, row)); }
    QAction *action(const char *name) { return page.findChild<QAction *>(text(name)); }
    QAccessibleInterface *accessible() { return QAccessible::queryAccessibleInterface(&view()); }
};

bool isGround(const QImage &image, QPoint place, const QPalette &palette)
{
    return image.pixelColor(place) == palette.color(QPalette::Base);
}

} // namespace

class TimelinePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().remove(text("timeline")); }
    void showsRecordedCallsWhole();
    void followsRunningCalls();
    void stopsFollowingWhenTheCallEnds();
    void soundIsPaintedInItsPlace();
    void repaintsOnlyWhatChanged();
    void repaintsAtMostThirtyTimesASecond();
    void saysWhyItIsEmpty();
    void findsItemsUnderTheMouse();
    void clickSelects();
    void dragSelectsARange();
    void dragAndWheelMoveInTime();
    void doubleClickSeeks();
    void revealsWhatIsSelectedElsewhere();
    void walksFromTurnToTurn();
    void keysAreTimeKeysInEveryLanguage();
    void keysWalkAndChoose();
    void turnsThePageWithThePlayhead();
    void toolTipNamesTheEvent();
    void anotherCallStartsAfresh();
    void tableFollowsTheMarks();
    void tableSelectsAndFollows();
    void tableSelectsNothingByItself();
    void actionsHaveTextAndKeys();
    void tellsScreenReaders();
};

void TimelinePageTest::showsRecordedCallsWhole()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    QVERIFY(scene.view().xOf(0s) >= 0);
    QVERIFY(scene.view().xOf(20s) < scene.view().width());
    QVERIFY(!scene.view().window().isFollowing());
    QVERIFY(!scene.action("timeline.live")->isEnabled());
    scene.at(60s, event::DigitPressed { text("1") }); // a recording that is still being read
    QVERIFY(scene.view().xOf(60s) < scene.view().width());
}

void TimelinePageTest::followsRunningCalls()
{
    Scene scene(false);
    scene.at(0s, event::StreamStarted {});
    scene.selection.selectCall(scene.key);
    QAction *live = scene.action("timeline.live");
    QVERIFY(live->isEnabled() && live->isChecked());
    scene.sound(media::Lane::Left, 0s, 100s);
    const double newest = scene.view().xOf(100s);
    QVERIFY(newest > 0.85 * scene.view().width() && newest < scene.view().width());

    scene.view().setFocus();
    QTest::keyClick(&scene.view(), Qt::Key_Home); // away from it
    QVERIFY(!live->isChecked());
    scene.sound(media::Lane::Left, 100s, 110s);
    QVERIFY(scene.view().xOf(110s) > scene.view().width());
    live->trigger();
    QVERIFY(live->isChecked());
    QVERIFY(scene.view().xOf(110s) < scene.view().width());
}

void TimelinePageTest::stopsFollowingWhenTheCallEnds()
{
    Scene scene(false);
    scene.at(0s, event::StreamStarted {});
    scene.selection.selectCall(scene.key);
    QVERIFY(scene.action("timeline.live")->isEnabled());
    scene.at(9s, event::CallEnded {});
    QVERIFY(!scene.action("timeline.live")->isEnabled());
    QVERIFY(!scene.action("timeline.live")->isChecked());
}

void TimelinePageTest::soundIsPaintedInItsPlace()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    const QImage image = scene.view().grab().toImage();
    const TimelineRows &rows = scene.view().rows();
    const QPoint above(0, -3); // the middle has a line
    const QPalette palette = scene.view().palette();
    QVERIFY(!isGround(image, scene.place(1500ms, rows.callerWave) + above, palette));
    QVERIFY(isGround(image, scene.place(1500ms, rows.botWave) + above, palette));
    QVERIFY(!isGround(image, scene.place(3500ms, rows.botWave) + above, palette));
    QVERIFY(isGround(image, scene.place(3500ms, rows.callerWave) + above, palette));
    QVERIFY(isGround(image, scene.place(10500ms, rows.callerWave) + above, palette));
    // Heard is solid, unheard is hatched.
    const QPoint heard = scene.place(3700ms, rows.botStrip), unheard = scene.place(5s, rows.botStrip);
    std::set<QRgb> solid, hatched;
    for (int x = -4; x <= 4; ++x) {
        solid.insert(image.pixel(heard + QPoint(x, 7)));
        hatched.insert(image.pixel(unheard + QPoint(x, 0)));
    }
    QCOMPARE(solid.size(), 1u);
    QVERIFY(hatched.size() > 1);
}

void TimelinePageTest::repaintsOnlyWhatChanged()
{
    Scene scene(false);
    scene.at(0s, event::StreamStarted {});
    scene.selection.selectCall(scene.key);
    scene.sound(media::Lane::Left, 0s, 10s);
    scene.view().setFollowing(false);
    scene.view().grab();
    const qint64 drawn = scene.view().drawnColumns();
    scene.sound(media::Lane::Left, 10s, 10200ms);
    scene.view().grab();
    const qint64 more = scene.view().drawnColumns() - drawn;
    QVERIFY2(more > 0 && more < 30, qPrintable(QString::number(more)));
}

void TimelinePageTest::repaintsAtMostThirtyTimesASecond()
{
    struct Counter : QWidget
    {
        int paints = 0;
        void paintEvent(QPaintEvent *) override { ++paints; }
    } widget;
    widget.resize(50, 50);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    RepaintPace pace(&widget);
    pace.askAll();
    QTRY_VERIFY(widget.paints > 0);
    widget.paints = 0;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 400) {
        pace.askAll();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
    }
    QVERIFY(widget.paints >= 2);
    QVERIFY2(widget.paints <= 400 / 33 + 2, qPrintable(QString::number(widget.paints)));
}

void TimelinePageTest::saysWhyItIsEmpty()
{
    Scene scene(false);
    const auto inked = [&] {
        const QImage image = scene.view().grab().toImage();
        const QRect wave = scene.view().rows().callerWave.united(scene.view().rows().botWave);
        int count = 0;
        for (int x = wave.width() / 4; x < 3 * wave.width() / 4; ++x) {
            for (int y = wave.top(); y < wave.bottom(); ++y)
                count += image.pixelColor(x, y).lightness() < 128;
        }
        return count;
    };
    QVERIFY(inked() > 50); // no call
    scene.at(0s, event::CallIncoming {});
    scene.selection.selectCall(scene.key);
    QVERIFY(inked() > 50); // no stream
    scene.at(1s, event::StreamStarted {});
    QVERIFY(inked() > 50); // no frame
    scene.sound(media::Lane::Left, 0s, 32ms, 0);
    QCOMPARE(inked(), 0);
}

void TimelinePageTest::findsItemsUnderTheMouse()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    TimelineView &view = scene.view();
    const TimelineRows &rows = view.rows();
    QCOMPARE(view.itemAt(scene.place(1500ms, rows.callerStrip)), scene.indexOf(ItemKind::Speech));
    QCOMPARE(view.itemAt(scene.place(1500ms, rows.callerWave)), scene.indexOf(ItemKind::Speech));
    QCOMPARE(view.itemAt(scene.place(3500ms, rows.botStrip)), scene.indexOf(ItemKind::Sentence));
    QCOMPARE(view.itemAt(scene.place(5500ms, rows.botStrip)), scene.indexOf(ItemKind::Sentence)); // unheard
    QCOMPARE(view.itemAt(scene.place(2500ms, rows.turnMarks)), scene.indexOf(ItemKind::EndOfUtterance));
    QCOMPARE(view.itemAt(scene.place(4s, rows.turnMarks)), scene.indexOf(ItemKind::BargeIn));
    QCOMPARE(view.itemAt(scene.place(5s, rows.signalMarks)), scene.indexOf(ItemKind::Digit));
    QVERIFY(!view.itemAt(scene.place(5s, rows.turnMarks)));
    QVERIFY(!view.itemAt(scene.place(10s, rows.callerStrip)));
    QVERIFY(!view.itemAt(scene.place(1500ms, rows.ruler)));
    for (int item = 0; item < int(view.marks().items().size()); ++item)
        QVERIFY(view.rect().contains(view.itemRect(item).center()));
}

void TimelinePageTest::clickSelects()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    const TimelineRows rows = scene.view().rows();
    scene.click(1500ms, rows.callerWave);
    QVERIFY(scene.selection.stretch());
    QCOMPARE(scene.selection.stretch()->turn, 1);
    QCOMPARE(scene.selection.stretch()->range.begin, CallTime(1000));
    scene.click(5s, rows.signalMarks);
    QVERIFY(!scene.selection.stretch()->turn);
    QCOMPARE(*scene.selection.stretch()->event, *scene.view().marks().item(scene.indexOf(ItemKind::Digit)).event);
    scene.click(2700ms, rows.callerWave); // the pause for thought belongs to the turn
    QCOMPARE(scene.selection.stretch()->turn, 1);
    scene.click(15s, rows.callerWave);
    QVERIFY(!scene.selection.stretch());
}

void TimelinePageTest::dragSelectsARange()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    TimelineView &view = scene.view();
    const QRect row = view.rows().callerWave;
    QTest::mousePress(&view, Qt::LeftButton, {}, scene.place(12s, row));
    QTest::mouseMove(&view, scene.place(11s, row));
    QTest::mouseMove(&view, scene.place(8s, row));
    QVERIFY(!scene.selection.stretch()); // others are told once
    QTest::mouseRelease(&view, Qt::LeftButton, {}, scene.place(8s, row));
    QVERIFY(scene.selection.stretch());
    const TimeRange range = scene.selection.stretch()->range;
    QVERIFY(std::chrono::abs(range.begin - 8s) < 100ms && std::chrono::abs(range.end - 12s) < 100ms);
    QVERIFY(!scene.selection.stretch()->turn);
}

void TimelinePageTest::dragAndWheelMoveInTime()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    TimelineView &view = scene.view();
    const double wide = view.window().millisecondsPerPixel();
    const auto wheel = [&view](int notches, Qt::KeyboardModifiers modifiers) {
        const QPointF place(300, 50);
        QWheelEvent event(place, view.mapToGlobal(place), {}, { 0, 120 * notches }, {}, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&view, &event);
    };
    const CallTime under = view.timeAt(300);
    wheel(8, Qt::ControlModifier);
    QVERIFY(view.window().millisecondsPerPixel() < wide / 4);
    QVERIFY(std::abs(view.xOf(under) - 300) < 2);
    const CallTime left = view.timeAt(0);
    wheel(-1, {});
    QVERIFY(view.timeAt(0) > left);
    wheel(1, {});
    QVERIFY(std::chrono::abs(view.timeAt(0) - left) <= 1ms);

    const auto drag = [&](Qt::MouseButton button, int y) {
        QTest::mousePress(&view, button, {}, QPoint(500, y));
        QTest::mouseMove(&view, QPoint(450, y));
        QTest::mouseRelease(&view, button, {}, QPoint(450, y));
    };
    drag(Qt::MiddleButton, view.rows().botWave.center().y());
    QVERIFY(std::abs(view.xOf(left) + 50) < 1);
    drag(Qt::LeftButton, view.rows().ruler.center().y());
    QVERIFY(std::abs(view.xOf(left) + 100) < 1);
    QVERIFY(!scene.selection.stretch());
    scene.action("timeline.whole")->trigger();
    QCOMPARE(view.window().millisecondsPerPixel(), wide);
    scene.action("timeline.zoomin")->trigger();
    QVERIFY(view.window().millisecondsPerPixel() < wide);
}

void TimelinePageTest::doubleClickSeeks()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    QSignalSpy seeks(&scene.selection, &Selection::seekRequested);
    QTest::mouseDClick(&scene.view(), Qt::LeftButton, {}, scene.place(7s, scene.view().rows().botWave));
    QCOMPARE(seeks.size(), 1);
    QVERIFY(std::chrono::abs(seeks[0][0].value<CallTime>() - 7s) < 100ms);
}

void TimelinePageTest::revealsWhatIsSelectedElsewhere()
{
    Scene scene(false);
    scene.talk();
    scene.at(90s, event::DigitPressed { text("1") });
    scene.selection.selectCall(scene.key);
    TimelineView &view = scene.view();
    view.zoom(4);
    view.setFollowing(true);
    QVERIFY(view.xOf(1s) < 0);
    scene.selection.selectStretch({ { 1s, 2s }, 1, {} });
    QVERIFY(view.xOf(1s) >= 0 && view.xOf(2s) <= view.width());
    QVERIFY(!view.window().isFollowing());
    const double origin = view.window().origin();
    scene.selection.selectStretch({ { 1500ms, 1600ms }, {}, {} }); // is seen already
    QCOMPARE(view.window().origin(), origin);
}

void TimelinePageTest::walksFromTurnToTurn()
{
    Scene scene(true);
    scene.talk();
    scene.at(30s, event::SpeechStarted { 2, 30s, 1, 1 });
    scene.at(32s, event::SpeechEnded { 2, 31s, 1s, 1 });
    scene.selection.selectCall(scene.key);
    scene.action("timeline.nextturn")->trigger();
    QCOMPARE(scene.selection.stretch()->turn, 1);
    scene.action("timeline.nextturn")->trigger();
    QCOMPARE(scene.selection.stretch()->range, (TimeRange { 30s, 31s }));
    scene.action("timeline.nextturn")->trigger();
    QCOMPARE(scene.selection.stretch()->range, (TimeRange { 30s, 31s }));
    scene.action("timeline.previousturn")->trigger();
    QCOMPARE(scene.selection.stretch()->turn, 1);
}

void TimelinePageTest::keysAreTimeKeysInEveryLanguage()
{
    for (const Qt::LayoutDirection direction : { Qt::LeftToRight, Qt::RightToLeft }) {
        QApplication::setLayoutDirection(direction);
        Scene scene(true);
        scene.talk();
        scene.selection.selectCall(scene.key);
        TimelineView &view = scene.view();
        QCOMPARE(view.layoutDirection(), Qt::LeftToRight);
        QVERIFY(view.xOf(2s) > view.xOf(1s));
        view.setFocus();
        scene.click(5s, view.rows().signalMarks);
        const CallTime place = *view.cursor();
        QTest::keyClick(&view, Qt::Key_Left);
        QVERIFY(*view.cursor() < place);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(*view.cursor() > place);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(*view.cursor(), CallTime(0));
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(*view.cursor(), CallTime(20s));
        // The names of the rows are chrome: they change sides.
        auto *labels = view.parentWidget()->findChild<QWidget *>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(labels && labels != &view);
        QCOMPARE(labels->x() > view.x(), direction == Qt::RightToLeft);
    }
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TimelinePageTest::keysWalkAndChoose()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    TimelineView &view = scene.view();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentItem(), 0);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(*scene.selection.stretch(), view.marks().stretchOf(view.marks().item(0)));
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentItem(), 2);
    QTest::keyClick(&view, Qt::Key_Up);
    QCOMPARE(view.currentItem(), 1);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(scene.selection.stretch()->event, view.marks().item(1).event);
    QTest::keyClick(&view, Qt::Key_Escape);
    QVERIFY(!scene.selection.stretch());
    for (int i = 0; i < 50; ++i)
        QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.currentItem(), int(view.marks().items().size()) - 1);
    QSignalSpy seeks(&scene.selection, &Selection::seekRequested);
    QTest::keyClick(&view, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(seeks.size(), 1);
    QCOMPARE(seeks[0][0].value<CallTime>(), *view.cursor());
}

void TimelinePageTest::turnsThePageWithThePlayhead()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    TimelineView &view = scene.view();
    scene.selection.movePlayhead(CallTime(0));
    view.zoom(4);
    const CallTime edge = view.timeAt(view.width());
    QVERIFY(edge < 10s);
    scene.selection.movePlayhead(edge - 10ms);
    const double origin = view.window().origin();
    scene.selection.movePlayhead(edge + 10ms);
    QVERIFY(view.window().origin() > origin);
    QVERIFY(view.xOf(edge) > 0 && view.xOf(edge) < view.width() / 2.0);
}

void TimelinePageTest::toolTipNamesTheEvent()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    const QPoint place = scene.place(4s, scene.view().rows().turnMarks);
    QHelpEvent help(QEvent::ToolTip, place, scene.view().mapToGlobal(place));
    QApplication::sendEvent(&scene.view(), &help);
    const QString tip = QToolTip::text();
    for (const char *part : { "0:04.000", "BARGE_IN #7", "heard" })
        QVERIFY2(tip.contains(text(part)), qPrintable(tip));
    QToolTip::hideText();
}

void TimelinePageTest::anotherCallStartsAfresh()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    QVERIFY(!scene.view().marks().items().empty());
    QAbstractItemModelTester tester(&scene.page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    scene.selection.selectCall({});
    QVERIFY(scene.view().marks().items().empty());
    QCOMPARE(scene.page.model().rowCount(), 0);
    QVERIFY(!scene.view().cursor());
    scene.selection.selectCall(scene.key);
    QCOMPARE(scene.page.model().rowCount(), int(scene.view().marks().items().size()));
}

void TimelinePageTest::tableFollowsTheMarks()
{
    Scene scene(false);
    scene.at(0s, event::StreamStarted {});
    scene.selection.selectCall(scene.key);
    TimelineModel &model = scene.page.model();
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    scene.at(1s, event::DigitPressed { text("1") });
    QCOMPARE(inserts.size(), 1);
    QCOMPARE(changes.size(), 0);
    scene.at(2s, event::MediaReceived {}); // leaves nothing
    QCOMPARE(inserts.size(), 1);
    scene.at(3s, event::SpeechStarted { 1, 2800ms, 1, 1 });
    scene.at(4s, event::PartialRecognized { 1, text("hello"), {} });
    QCOMPARE(inserts.size(), 2);
    QVERIFY(changes.size() >= 1);
    QCOMPARE(model.index(1, TimelineModel::TextColumn).data().toString(), text("hello"));
    QVERIFY(model.index(0, TimelineModel::TimeColumn).data().toString().contains(text("0:01.000")));
    scene.talk();
    QCOMPARE(model.rowCount(), int(scene.view().marks().items().size()));
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(!model.index(row, TimelineModel::WhatColumn).data().toString().isEmpty());
}

void TimelinePageTest::tableSelectsAndFollows()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    auto *table = scene.page.findChild<QTableView *>();
    QVERIFY(!table->isVisible());
    scene.action("timeline.table")->trigger();
    QVERIFY(table->isVisible());
    QVERIFY(QSettings().value(text("timeline/table")).toBool());
    QVERIFY(!scene.action("timeline.zoomin")->isEnabled());
    const int digit = scene.indexOf(ItemKind::Digit);
    table->selectRow(digit);
    QCOMPARE(scene.selection.stretch()->event, scene.view().marks().item(digit).event);
    const int speech = scene.indexOf(ItemKind::Speech);
    scene.selection.selectStretch(scene.view().marks().stretchOf(scene.view().marks().item(speech)));
    QCOMPARE(table->currentIndex().row(), speech);
    QSignalSpy seeks(&scene.selection, &Selection::seekRequested);
    Q_EMIT table->activated(table->model()->index(digit, 0));
    QCOMPARE(seeks.size(), 1);
    QCOMPARE(seeks[0][0].value<CallTime>(), CallTime(5s));
    scene.action("timeline.table")->trigger();
    QVERIFY(scene.view().isVisible());
}

void TimelinePageTest::tableSelectsNothingByItself()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    scene.action("timeline.table")->trigger();
    auto *table = scene.page.findChild<QTableView *>();
    scene.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&scene.page));
    table->setFocus();
    QCOMPARE(QApplication::focusWidget(), table);
    QVERIFY(!scene.selection.stretch());
}

void TimelinePageTest::actionsHaveTextAndKeys()
{
    Scene scene(true);
    std::set<QString> keys;
    const QList<QAction *> actions = scene.page.findChildren<QAction *>(QRegularExpression(text("^timeline\\.")));
    QCOMPARE(actions.size(), 7);
    for (QAction *action : actions) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->shortcuts().isEmpty());
        for (const QKeySequence &key : action->shortcuts())
            QVERIFY(keys.insert(key.toString()).second);
    }
}

void TimelinePageTest::tellsScreenReaders()
{
    Scene scene(true);
    scene.talk();
    scene.selection.selectCall(scene.key);
    QAccessibleInterface *list = scene.accessible();
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QVERIFY(!list->text(QAccessible::Name).isEmpty());
    QCOMPARE(list->childCount(), int(scene.view().marks().items().size()));
    for (int i = 0; i < list->childCount(); ++i) {
        QAccessibleInterface *item = list->child(i);
        QVERIFY(item && item->isValid());
        QCOMPARE(item->role(), QAccessible::ListItem);
        QVERIFY(!item->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->indexOfChild(item), i);
        QCOMPARE(list->child(i), item);
        QCOMPARE(item->parent(), list);
        QVERIFY(!item->rect().isEmpty());
    }
    QAccessibleInterface *speech = list->child(scene.indexOf(ItemKind::Speech));
    const QString name = speech->text(QAccessible::Name);
    QVERIFY2(name.contains(text("0:01.000")) && name.contains(text("what time is it")), qPrintable(name));
    speech->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(scene.selection.stretch()->turn, 1);
    const QPoint middle = speech->rect().center();
    QCOMPARE(list->childAt(middle.x(), middle.y()), speech);
    scene.selection.selectCall({});
    QVERIFY(!speech->isValid());
    QVERIFY(speech->text(QAccessible::Name).isEmpty());
}

QTEST_MAIN(TimelinePageTest)
#include "tst_timelinepage.moc"
