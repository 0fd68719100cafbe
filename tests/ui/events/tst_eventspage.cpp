#include "tests/ui/events/sampleevents.h"
#include "ui/common/emptyhint.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventfinder.h"
#include "ui/events/eventspage.h"
#include "ui/events/eventtable.h"
#include "ui/events/filterbar.h"
#include "ui/events/findbar.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

/// A session with a page on the screen.
struct Desk
{
    Session session {};
    Selection selection {};
    SampleEvents sample {};
    int source = session.addSource(u"test"_s, false);
    EventsPage page { session, selection };

    Desk()
    {
        page.resize(700, 400);
        page.show();
        page.activateWindow();
    }
    void happen(const std::vector<event::Event> &events)
    {
        const int rows = page.model()->rowCount();
        session.append(source, events);
        QTRY_COMPARE(page.model()->rowCount(), rows + static_cast<int>(events.size()));
    }
    QAction *action(const char *name)
    {
        return page.findChild<QAction *>(QLatin1String("events.") + QLatin1String(name));
    }
    QScrollBar *bar() { return page.table()->verticalScrollBar(); }
    int rows() { return page.model()->rowCount(); }
};

} // namespace

class tst_EventsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void followsUntilSomebodyScrollsUp();
    void rowsStayWhereTheyAre();
    void rowsStayWhereTheyAreWhenOldOnesGo();
    void pauseFreezesTheViewOnly();
    void wrongFilterKeepsTheView();
    void completes();
    void keepsFilters();
    void cancelStopsTheSearch();
    void choosingARowSelectsItsStretch();
    void stretchFromElsewhereIsMarkedAndShown();
    void choosingInAllCallsKeepsTheList();
    void anotherCallClearsTheDetail();
    void logStaysLeftToRight();
    void focusChoosesNothing();
    void keysFoldAndUnfold();
    void goesToProblems();
    void goesToANumber();
    void finds();
    void copiesTextLines();
    void everyActionHasATextAndItsOwnShortcut();
};

void tst_EventsPage::initTestCase()
{
    QCoreApplication::setOrganizationName(u"callscope-test"_s);
    QCoreApplication::setApplicationName(u"eventspage"_s);
}

void tst_EventsPage::init()
{
    QSettings().clear();
}

void tst_EventsPage::followsUntilSomebodyScrollsUp()
{
    Desk desk;
    desk.happen(desk.sample.pings(200));
    QVERIFY(desk.page.table()->isFollowing());
    QCOMPARE(desk.bar()->value(), desk.bar()->maximum());
    desk.happen(desk.sample.pings(50));
    QCOMPARE(desk.bar()->value(), desk.bar()->maximum());

    desk.bar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!desk.page.table()->isFollowing());
    QVERIFY(!desk.action("follow")->isChecked());
    QVERIFY(!desk.page.table()->newRowsButton()->isVisible());
    desk.happen(desk.sample.pings(123));
    QVERIFY(desk.page.table()->newRowsButton()->isVisible());
    QCOMPARE(desk.page.table()->newRowsButton()->text(), u"▼ 123 new"_s);

    QTest::mouseClick(const_cast<QPushButton *>(desk.page.table()->newRowsButton()), Qt::LeftButton);
    QVERIFY(desk.page.table()->isFollowing());
    QVERIFY(desk.action("follow")->isChecked());
    QCOMPARE(desk.bar()->value(), desk.bar()->maximum());
    QVERIFY(!desk.page.table()->newRowsButton()->isVisible());

    desk.action("follow")->trigger();
    desk.bar()->setValue(0);
    desk.happen(desk.sample.pings(1));
    desk.page.table()->setFocus();
    QTest::keyClick(desk.page.table(), Qt::Key_End);
    QVERIFY(desk.page.table()->isFollowing());
    QCOMPARE(desk.bar()->value(), desk.bar()->maximum());
}

void tst_EventsPage::rowsStayWhereTheyAre()
{
    Desk desk;
    desk.happen(desk.sample.pings(200));
    desk.bar()->setValue(desk.bar()->maximum() / 2 + 3); // in the middle of a row
    QVERIFY(!desk.page.table()->isFollowing());
    desk.happen(desk.sample.pings(1)); // the button is there from now on
    const int place = desk.bar()->value();
    const auto image = [&] {
        QImage shown = desk.page.table()->viewport()->grab().toImage();
        return shown.copy(0, 0, shown.width(), shown.height());
    };
    const QImage before = image();
    desk.happen(desk.sample.pings(500));
    QCOMPARE(desk.bar()->value(), place);
    QCOMPARE(image(), before);
}

void tst_EventsPage::rowsStayWhereTheyAreWhenOldOnesGo()
{
    Desk desk;
    desk.happen(desk.sample.pings(static_cast<int>(Session::mostEvents)));
    desk.page.table()->setFollowing(false);
    desk.page.table()->scrollTo(desk.page.model()->index(100'000, 0), QAbstractItemView::PositionAtTop);
    desk.bar()->setValue(desk.bar()->value() + 5);
    const EventId id = desk.page.model()->idAt(100'000);
    const auto top = [&] {
        const int row = desk.page.model()->rowOf(id);
        return desk.page.table()->visualRect(desk.page.model()->index(row, 0)).top();
    };
    const int before = top();
    desk.session.append(desk.source, desk.sample.pings(1));
    QCOMPARE(desk.page.model()->idAt(0), desk.session.firstEvent());
    QVERIFY(desk.session.firstEvent() > 0);
    QCOMPARE(top(), before);
    QTRY_COMPARE(desk.page.model()->idAt(desk.rows() - 1), desk.session.endEvent() - 1);
    QCOMPARE(top(), before);
}

void tst_EventsPage::pauseFreezesTheViewOnly()
{
    Desk desk;
    desk.happen(desk.sample.pings(30));
    desk.page.table()->setFocus();
    QTest::keyClick(&desk.page, Qt::Key_P);
    QVERIFY(desk.page.intake()->isPaused());
    const QSignalSpy inserted(desk.page.model(), &QAbstractItemModel::rowsInserted);
    desk.session.append(desk.source, desk.sample.pings(12));
    QTRY_COMPARE(desk.page.intake()->waiting(), 12);
    QCOMPARE(desk.rows(), 30);
    QVERIFY(inserted.isEmpty());
    QVERIFY(desk.action("pause")->text().contains(u"12"_s));
    desk.action("pause")->trigger();
    QCOMPARE(desk.rows(), 42);
    QCOMPARE(desk.bar()->value(), desk.bar()->maximum());
}

void tst_EventsPage::wrongFilterKeepsTheView()
{
    Desk desk;
    desk.happen({ desk.sample.ping(), desk.sample.said(u"hello"_s), desk.sample.said(u"bye"_s) });
    desk.page.filterBar()->setFilter(u"event == STT_FINAL"_s);
    QTRY_COMPARE(desk.rows(), 2);

    const QSignalSpy reset(desk.page.model(), &QAbstractItemModel::modelReset);
    desk.page.filterBar()->setFilter(u"latecy > 1s"_s);
    QVERIFY(desk.page.filterBar()->notice().contains(u"latecy"_s));
    QVERIFY(desk.page.filterBar()->notice().contains(u"latency"_s));
    desk.happen({ desk.sample.said(u"more"_s) }); // the last good filter goes on
    QCOMPARE(desk.rows(), 3);
    QVERIFY(reset.isEmpty());

    desk.page.filterBar()->setFilter(u"bye"_s);
    QTRY_COMPARE(desk.rows(), 1);
    QVERIFY(desk.page.filterBar()->notice().isEmpty());
    desk.page.filterBar()->setFilter({});
    QTRY_COMPARE(desk.rows(), 4);
}

void tst_EventsPage::completes()
{
    Desk desk;
    QLineEdit *edit = desk.page.filterBar()->edit();
    desk.page.focusFilter();
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"latency.v"_s);
    auto *popup = static_cast<FilterEdit *>(edit)->completer()->popup();
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->index(0, 0).data().toString(), u"latency.v2v"_s);
    QVERIFY(!popup->model()->index(0, 1).data().toString().isEmpty());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(edit->text(), u"latency.v2v "_s);
    QTRY_VERIFY(popup->isVisible()); // operators come next
    QCOMPARE(popup->model()->index(0, 0).data().toString(), u">"_s);
    QTest::keyClick(popup, Qt::Key_Escape);
    QTRY_VERIFY(!popup->isVisible());
}

void tst_EventsPage::keepsFilters()
{
    {
        FilterBar bar(filter::eventFields());
        for (int i = 0; i < 25; ++i)
            bar.setFilter(u"turn == %1"_s.arg(i));
        bar.setFilter(u"turn = 3"_s); // no filter, not kept
        bar.setFilter(u"text ~ \"a && b\""_s);
        bar.saveAs(u"both"_s);
    }
    const FilterBar bar(filter::eventFields());
    QCOMPARE(bar.history().recent().size(), FilterHistory::mostRecent);
    QCOMPARE(bar.history().recent().first(), u"text ~ \"a && b\""_s);
    QCOMPARE(bar.history().recent().last(), u"turn == 6"_s);
    QCOMPARE(bar.history().saved().size(), 1u);
    QCOMPARE(bar.history().saved().front().text, u"text ~ \"a && b\""_s);
    FilterHistory history;
    history.forget(u"both"_s);
    QVERIFY(FilterHistory().saved().empty());
}

void tst_EventsPage::cancelStopsTheSearch()
{
    Desk desk;
    desk.happen(desk.sample.pings(50'000));
    desk.page.filterBar()->setFilter(u"PING"_s);
    QVERIFY(desk.page.intake()->sieve().isRunning());
    Q_EMIT desk.page.filterBar()->cancelled();
    QVERIFY(!desk.page.intake()->sieve().isRunning());
    QVERIFY(desk.rows() < 50'000);
    QVERIFY(desk.page.filterBar()->notice().contains(u"50000"_s));
    desk.happen({ desk.sample.ping() }); // what is new is still looked at
    desk.page.filterBar()->setFilter(u"PING"_s);
    QTRY_COMPARE(desk.rows(), 50'001);
}

void tst_EventsPage::choosingARowSelectsItsStretch()
{
    Desk desk;
    desk.happen(desk.sample.pings(20));
    event::SpeechEnded speech;
    speech.length = std::chrono::milliseconds(400);
    desk.happen({ desk.sample.make(speech) });
    desk.selection.selectCall({ desk.source, sampleCall(1) });
    QTRY_COMPARE(desk.rows(), 21);
    desk.page.table()->setCurrentIndex(desk.page.model()->index(20, 0));
    QVERIFY(desk.selection.stretch());
    QCOMPARE(desk.selection.stretch()->event, std::optional<EventId>(20));
    QCOMPARE(desk.selection.stretch()->range, (TimeRange { CallTime(600), CallTime(1001) }));
}

void tst_EventsPage::stretchFromElsewhereIsMarkedAndShown()
{
    Desk desk;
    desk.happen(desk.sample.pings(300));
    desk.selection.selectCall({ desk.source, sampleCall(1) });
    desk.selection.selectStretch({ { CallTime(1000), CallTime(1200) } });
    QVERIFY(!desk.page.table()->isFollowing());
    const QModelIndex first = desk.page.model()->index(20, 0);
    QVERIFY(first.data(EventModel::InStretchRole).toBool());
    QVERIFY(!first.siblingAtRow(19).data(EventModel::InStretchRole).toBool());
    QVERIFY(desk.page.table()->viewport()->rect().contains(desk.page.table()->visualRect(first).center()));
    QCOMPARE(desk.selection.stretch()->range, (TimeRange { CallTime(1000), CallTime(1200) }));

    const Stretch event { { CallTime(5000), CallTime(5001) }, std::nullopt, 100 };
    desk.selection.selectStretch(event);
    QCOMPARE(desk.page.table()->currentEvent(), std::optional<EventId>(100));
    QCOMPARE(*desk.selection.stretch(), event); // not changed on the way
}

void tst_EventsPage::choosingInAllCallsKeepsTheList()
{
    Desk desk;
    desk.happen({ desk.sample.ping(1), desk.sample.ping(2), desk.sample.ping(1) });
    desk.page.table()->setCurrentIndex(desk.page.model()->index(1, 0));
    QCOMPARE(desk.selection.call(), (CallKey { desk.source, sampleCall(2) }));
    QCOMPARE(desk.rows(), 3);
    QCOMPARE(desk.page.intake()->scope(), EventIntake::Scope::AllCalls);
    desk.page.intake()->setScope(EventIntake::Scope::SelectedCall);
    QCOMPARE(desk.rows(), 1);
    QCOMPARE(desk.page.table()->currentEvent(), std::optional<EventId>(1)); // the chosen one stays it
    QVERIFY(desk.page.table()->isColumnHidden(EventModel::Call));
}

void tst_EventsPage::anotherCallClearsTheDetail()
{
    Desk desk;
    desk.happen({ desk.sample.said(u"hello"_s, 1), desk.sample.ping(2), desk.sample.said(u"bye"_s, 1) });
    auto *detail = desk.page.findChild<EventDetail *>();
    const auto fields = [detail] { return detail->findChild<QTreeWidget *>()->topLevelItemCount(); };
    const auto json = [detail] { return detail->findChild<QPlainTextEdit *>()->toPlainText(); };
    for (const auto scope : { EventIntake::Scope::SelectedCall, EventIntake::Scope::AllCalls }) {
        desk.page.intake()->setScope(scope);
        desk.selection.selectCall({ desk.source, sampleCall(1) });
        desk.page.table()->setCurrentIndex(desk.page.model()->index(0, 0));
        QVERIFY(fields() > 0 && json().contains(u"hello"_s));
        desk.selection.selectCall({ desk.source, sampleCall(2) });
        QCOMPARE(fields(), 0);
        QVERIFY(json().isEmpty());
        QVERIFY(!desk.page.table()->currentEvent());
        desk.selection.selectCall({ desk.source, sampleCall(1) }); // nor does it come back
        QVERIFY(!desk.page.table()->currentEvent());
        QVERIFY(!desk.selection.stretch());
    }
    // A row of another call, chosen in the list of all, is that call's and stays.
    desk.page.table()->goTo(1);
    QCOMPARE(desk.selection.call(), (CallKey { desk.source, sampleCall(2) }));
    QVERIFY(json().contains(u"PING"_s));
    QCOMPARE(desk.page.table()->currentEvent(), std::optional<EventId>(1));
}

void tst_EventsPage::logStaysLeftToRight()
{
    Desk desk;
    desk.page.setLayoutDirection(Qt::RightToLeft);
    EventTable *table = desk.page.table();
    auto *hint = desk.page.findChild<EmptyHint *>();
    QCOMPARE(hint->layoutDirection(), Qt::RightToLeft); // a sentence
    QCOMPARE(table->layoutDirection(), Qt::LeftToRight);
    desk.happen({ desk.sample.ping(), desk.sample.media(), desk.sample.ping() });
    const auto leftOf = [table](int column) { return table->columnViewportPosition(column); };
    QVERIFY(leftOf(EventModel::Time) < leftOf(EventModel::Name));
    QVERIFY(leftOf(EventModel::Name) < leftOf(EventModel::Summary));
    table->setCurrentIndex(desk.page.model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Right); // to where the triangle points
    QCOMPARE(desk.rows(), 53);
    QTest::keyClick(table, Qt::Key_Left);
    QCOMPARE(desk.rows(), 3);
    QWidget *scope = desk.page.findChild<QComboBox *>();
    QTRY_VERIFY(scope->mapTo(&desk.page, QPoint()).x() > desk.page.width() / 2); // the toolbar mirrors
    desk.page.setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(hint->layoutDirection(), Qt::LeftToRight);
}

void tst_EventsPage::focusChoosesNothing()
{
    Desk desk;
    desk.happen(desk.sample.pings(100));
    desk.page.filterBar()->edit()->setFocus();
    desk.page.table()->setFocus();
    QTRY_VERIFY(desk.page.table()->hasFocus());
    QVERIFY(desk.selection.call().isEmpty());
    QVERIFY(!desk.selection.stretch());
    QVERIFY(desk.page.table()->isFollowing());
    QCOMPARE(desk.bar()->value(), desk.bar()->maximum());
}

void tst_EventsPage::keysFoldAndUnfold()
{
    Desk desk;
    desk.happen({ desk.sample.ping(), desk.sample.media(), desk.sample.ping() });
    EventTable *table = desk.page.table();
    table->setCurrentIndex(desk.page.model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(desk.rows(), 53);
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->currentIndex().row(), 3);
    QTest::keyClick(table, Qt::Key_Left); // from within the frames
    QCOMPARE(desk.rows(), 3);
    QCOMPARE(table->currentIndex().row(), 1);
    desk.action("media")->trigger();
    QCOMPARE(desk.rows(), 2);
}

void tst_EventsPage::goesToProblems()
{
    Desk desk;
    desk.happen({ desk.sample.ping(), desk.sample.gap(), desk.sample.ping(), desk.sample.gap() });
    desk.action("nextProblem")->trigger();
    QCOMPARE(desk.page.table()->currentIndex().row(), 1);
    QTest::keyClick(&desk.page, Qt::Key_N);
    QCOMPARE(desk.page.table()->currentIndex().row(), 3);
    QTest::keyClick(&desk.page, Qt::Key_N);
    QCOMPARE(desk.page.table()->currentIndex().row(), 3);
    QTest::keyClick(&desk.page, Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(desk.page.table()->currentIndex().row(), 1);
}

void tst_EventsPage::goesToANumber()
{
    Desk desk;
    desk.happen({ desk.sample.ping(), desk.sample.gap(), desk.sample.ping() });
    const quint64 second = desk.session.entry(desk.session.firstEvent() + 1).event.sequence;
    desk.page.goToNumber(second);
    QCOMPARE(desk.page.table()->currentIndex().row(), 1);
    desk.page.goToNumber(second + 1000);
    QCOMPARE(desk.page.table()->currentIndex().row(), 1);
    desk.page.goToNumber(1);
    QCOMPARE(desk.page.table()->currentIndex().row(), 0);
}

void tst_EventsPage::finds()
{
    Desk desk;
    desk.happen({ desk.sample.said(u"שלום"_s), desk.sample.ping(), desk.sample.said(u"שָׁלוֹם רב"_s) });
    desk.action("find")->trigger();
    QVERIFY(desk.page.findBar()->isVisible());
    desk.page.findBar()->edit()->setText(u"שלום"_s);
    QTRY_VERIFY(desk.page.findBar()->countText().startsWith(u"2 "_s));
    desk.action("findNext")->trigger();
    QCOMPARE(desk.page.table()->currentIndex().row(), 0);
    QCOMPARE(desk.page.findBar()->countText(), u"1 of 2"_s);
    desk.action("findNext")->trigger();
    QCOMPARE(desk.page.findBar()->countText(), u"2 of 2"_s);
    desk.action("findNext")->trigger(); // round
    QCOMPARE(desk.page.table()->currentIndex().row(), 0);
    desk.action("findPrevious")->trigger();
    QCOMPARE(desk.page.table()->currentIndex().row(), 2);
    desk.happen({ desk.sample.said(u"ושלום"_s) });
    QTRY_COMPARE(desk.page.findBar()->countText(), u"2 of 3"_s);
    QTest::keyClick(desk.page.findBar()->edit(), Qt::Key_Escape);
    QVERIFY(!desk.page.findBar()->isVisible());
}

void tst_EventsPage::copiesTextLines()
{
    Desk desk;
    desk.happen({ desk.sample.said(u"go"_s), desk.sample.said(u"stop"_s) });
    desk.page.table()->selectAll();
    desk.action("copy")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"2026-01-15 09:30:00.050 STT_FINAL          CA…00000001 utterance=0 text=go latency=86ms\n"
             "2026-01-15 09:30:00.100 STT_FINAL          CA…00000001 utterance=0 text=stop latency=86ms"_s);
}

void tst_EventsPage::everyActionHasATextAndItsOwnShortcut()
{
    Desk desk;
    QSet<QKeySequence> shortcuts;
    for (const QAction *action : desk.page.findChildren<QAction *>()) {
        if (!action->objectName().startsWith(u"events."_s))
            continue;
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        if (action->shortcutContext() == Qt::WidgetShortcut)
            continue; // of one widget alone: copying means another thing in each
        for (const QKeySequence &shortcut : action->shortcuts()) {
            QVERIFY2(!shortcuts.contains(shortcut), qPrintable(shortcut.toString()));
            shortcuts.insert(shortcut);
        }
    }
    QVERIFY(shortcuts.contains(Qt::Key_F));
    QVERIFY(shortcuts.contains(Qt::Key_Slash));
}

QTEST_MAIN(tst_EventsPage)
#include "tst_eventspage.moc"
