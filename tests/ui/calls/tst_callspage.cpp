#include "tests/ui/calls/eventmaker.h"
#include "ui/calls/callspage.h"
#include "ui/calls/filterline.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPaintEvent>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTextLayout>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using tests::EventMaker;

namespace {

const QString number = QStringLiteral("+972-50-123-4567");

/// Whether the number's first character stands left of its last one in a right-to-left line.
bool plusIsLeftmost(const QString &text)
{
    QTextLayout layout(text);
    QTextOption rightToLeft;
    rightToLeft.setTextDirection(Qt::RightToLeft);
    layout.setTextOption(rightToLeft);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const auto left = [&](QChar c) {
        return layout.glyphRuns(static_cast<int>(text.lastIndexOf(c)), 1).first().positions().first().x();
    };
    return left(u'+') < left(u'9') && left(u'9') < left(u'7');
}

/// What is painted of a widget.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *widget) { widget->installEventFilter(this); }

    QRegion painted {};

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
};

} // namespace

class CallsPageTest : public QObject
{
    Q_OBJECT

private:
    tests::ManualClock m_clock {};
    std::unique_ptr<EventMaker> m_make {};
    std::unique_ptr<Session> m_session {};
    std::unique_ptr<Selection> m_selection {};
    std::unique_ptr<CallsPage> m_page {};
    int m_source = 0;

    CallKey key(int call) const { return { m_source, EventMaker::callSid(call) }; }
    void append(const std::vector<event::Event> &events) { m_session->append(m_source, events); }
    void ring(int call)
    {
        append({ m_make->incoming(call, number) });
        m_clock.advance(1s);
    }
    QTableView *table() const { return m_page->findChild<QTableView *>(); }
    QLineEdit *filterEdit() const { return m_page->findChild<QLineEdit *>(); }
    QAction *action(const char *name) const { return m_page->findChild<QAction *>(QLatin1String(name)); }
    void openPage();
    void click(int row) const;
    void type(const QString &filter) const;
    int rowsFor(const QString &filter) const;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsACallWithItsEvent();
    void readsNumbersRightInARightToLeftCell();
    void selectsTheFirstCallAndFollowsTheNewest();
    void followsTheNewestThatTheFilterShows();
    void stopsFollowingWhenTheUserSelects();
    void isSelectedFromElsewhere();
    void keepsTheSelectionThroughTheFilter();
    void focusAloneSelectsNothing();
    void filtersByLanguageAndWord();
    void keepsTheViewWhenTheFilterIsWrong();
    void repaintsOnlyTheMeters();
    void remembersColumns();
    void showsTheSourceOnceThereAreSeveral();
    void sortsByAClickAndHoldsStill();
    void copiesWithoutIsolates();
    void closesRecordingsOnly();
    void tellsActivationAndExport();
    void saysHowToGetAFirstCall();
    void countsCalls();
    void hasAccessibleNames();
};

void CallsPageTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("callscope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_callspage"));
}

void CallsPageTest::init()
{
    QSettings().clear();
    m_make = std::make_unique<EventMaker>(m_clock);
    m_session = std::make_unique<Session>();
    m_selection = std::make_unique<Selection>();
    m_source = m_session->addSource(QStringLiteral("127.0.0.1:5000"), false);
    openPage();
}

void CallsPageTest::openPage()
{
    m_page.reset();
    m_page = std::make_unique<CallsPage>(*m_session, *m_selection);
    m_page->resize(1600, 400);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void CallsPageTest::cleanup()
{
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    m_page.reset();
}

void CallsPageTest::click(int row) const
{
    const QRect cell = table()->visualRect(table()->model()->index(row, 1));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, cell.center());
}

void CallsPageTest::type(const QString &filter) const
{
    filterEdit()->setFocus();
    filterEdit()->selectAll();
    QTest::keyClick(filterEdit(), Qt::Key_Delete);
    QTest::keyClicks(filterEdit(), filter);
    QTest::keyClick(filterEdit(), Qt::Key_Return);
}

/// How many rows a filter leaves once it is through.
int CallsPageTest::rowsFor(const QString &filter) const
{
    type(filter);
    const auto *model = m_page->findChild<CallModel *>();
    while (!model->isSettled())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return model->rowCount();
}

void CallsPageTest::showsACallWithItsEvent()
{
    PaintWatch watch(table()->viewport());
    QElapsedTimer timer;
    timer.start();
    ring(1);
    QCOMPARE(table()->model()->rowCount(), 1);
    const QRect row = table()->visualRect(table()->model()->index(0, 0));
    QTRY_VERIFY(watch.painted.contains(row.center()));
    QVERIFY2(timer.elapsed() < 250, qPrintable(QString::number(timer.elapsed())));
}

void CallsPageTest::readsNumbersRightInARightToLeftCell()
{
    ring(1);
    const QString text = table()->model()->index(0, static_cast<int>(CallColumn::From)).data().toString();
    QVERIFY(plusIsLeftmost(text));
    QVERIFY(!plusIsLeftmost(number)); // what it would be without isolates
}

void CallsPageTest::selectsTheFirstCallAndFollowsTheNewest()
{
    QVERIFY(action("calls.followNewest")->isChecked());
    ring(1);
    QCOMPARE(m_selection->call(), key(1));
    ring(2);
    QCOMPARE(m_selection->call(), key(2));
    QVERIFY(table()->selectionModel()->isRowSelected(0));
    QVERIFY(!table()->selectionModel()->isRowSelected(1));
}

void CallsPageTest::followsTheNewestThatTheFilterShows()
{
    ring(1);
    QCOMPARE(rowsFor(QStringLiteral("dir == inbound")), 1);
    append({ m_make->incoming(2, number),
             m_make->incoming(3, QStringLiteral("+15550100"), QStringLiteral("outbound-api")) });
    QTRY_COMPARE(m_selection->call(), key(2));
    QVERIFY(table()->selectionModel()->isRowSelected(0));
    QCOMPARE(table()->model()->rowCount(), 2);
}

void CallsPageTest::stopsFollowingWhenTheUserSelects()
{
    ring(1);
    ring(2);
    click(1);
    QCOMPARE(m_selection->call(), key(1));
    QVERIFY(!action("calls.followNewest")->isChecked());
    ring(3);
    QCOMPARE(m_selection->call(), key(1));
    QVERIFY(table()->selectionModel()->isRowSelected(2));

    action("calls.followNewest")->trigger();
    ring(4);
    QCOMPARE(m_selection->call(), key(4));
    QVERIFY(QSettings().value(QStringLiteral("calls/followNewest")).toBool());
}

void CallsPageTest::isSelectedFromElsewhere()
{
    ring(1);
    ring(2);
    m_selection->selectCall(key(1));
    QVERIFY(table()->selectionModel()->isRowSelected(1));
    QVERIFY(action("calls.followNewest")->isChecked());
    m_selection->selectCall({});
    QVERIFY(!table()->selectionModel()->hasSelection());
}

void CallsPageTest::keepsTheSelectionThroughTheFilter()
{
    ring(1);
    ring(2);
    click(0);
    type(QStringLiteral("state != ended"));
    append({ m_make->make(2, event::CallEnded {}) });
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(m_selection->call(), key(2));
    QVERIFY(!table()->selectionModel()->hasSelection());
    type({});
    QCOMPARE(table()->model()->rowCount(), 2);
    QVERIFY(table()->selectionModel()->isRowSelected(0));
}

void CallsPageTest::focusAloneSelectsNothing()
{
    ring(1);
    m_selection->selectCall({});
    filterEdit()->setFocus();
    table()->setFocus(Qt::TabFocusReason);
    QVERIFY(m_selection->call().isEmpty());
    QTest::keyClick(table(), Qt::Key_Space);
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(m_selection->call(), key(1));
}

void CallsPageTest::filtersByLanguageAndWord()
{
    append({ m_make->incoming(1, number),
             m_make->incoming(2, QStringLiteral("+15550100"), QStringLiteral("outbound-api")) });
    append({ m_make->replyLeft(1, 2, 1400ms), m_make->providerFailed(2) });
    QTRY_VERIFY(!table()->model()->index(0, static_cast<int>(CallColumn::Errors)).data().toString().isEmpty());
    QCOMPARE(rowsFor(QStringLiteral("latency > 1.2s")), 1);
    QCOMPARE(rowsFor(QStringLiteral("latency > 1500ms")), 0);
    QCOMPARE(rowsFor(QStringLiteral("errors >= 1 and dir ~ outbound")), 1);
    QCOMPARE(rowsFor(QStringLiteral("PROVIDER")), 1);
    QCOMPARE(rowsFor(QStringLiteral("972-50")), 1);
    QCOMPARE(rowsFor(QStringLiteral("+97237654321")), 2);
    QCOMPARE(rowsFor(QStringLiteral("nobody")), 0);
    QTest::keyClick(filterEdit(), Qt::Key_Escape);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
}

void CallsPageTest::keepsTheViewWhenTheFilterIsWrong()
{
    ring(1);
    ring(2);
    QCOMPARE(rowsFor(QStringLiteral("errors > 0")), 0);
    type(QStringLiteral("errors > > 3"));
    const auto *line = m_page->findChild<FilterLine *>();
    const auto *error = line->findChild<QLabel *>();
    QVERIFY(error->isVisible());
    QVERIFY(!error->text().isEmpty());
    QCOMPARE(table()->model()->rowCount(), 0);
    QCOMPARE(line->filter().text(), QStringLiteral("errors > 0"));
    QCOMPARE(rowsFor(QStringLiteral("errors < 3")), 2);
    QVERIFY(!error->isVisible());
}

void CallsPageTest::repaintsOnlyTheMeters()
{
    for (int call = 1; call <= 10; ++call)
        ring(call);
    PaintWatch watch(table()->viewport());
    QTRY_VERIFY(!watch.painted.isEmpty());
    QCoreApplication::processEvents();
    watch.painted = {};
    PeakRuns runs;
    for (int call = 1; call <= 10; ++call)
        runs.push_back({ key(call), media::Lane::Left, 0, { { -9, 9, 5000 } } });
    m_session->addPeaks(runs);
    QTRY_VERIFY(!watch.painted.isEmpty());
    const QHeaderView *header = table()->horizontalHeader();
    const int level = static_cast<int>(CallColumn::Level);
    const QRect meters(header->sectionViewportPosition(level), 0, header->sectionSize(level),
                       table()->viewport()->height());
    QVERIFY2(meters.adjusted(-1, 0, 1, 0).contains(watch.painted.boundingRect()),
             qPrintable(QDebug::toString(watch.painted) + QDebug::toString(meters)));
}

void CallsPageTest::remembersColumns()
{
    QHeaderView *header = table()->horizontalHeader();
    header->moveSection(header->visualIndex(static_cast<int>(CallColumn::Errors)), 0);
    header->resizeSection(static_cast<int>(CallColumn::From), 217);
    Q_EMIT header->customContextMenuRequested({});
    auto *menu = header->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), callColumnCount + 2);
    menu->actions()[static_cast<int>(CallColumn::Turns)]->trigger();
    menu->actions()[static_cast<int>(CallColumn::Source)]->trigger();
    QVERIFY(header->isSectionHidden(static_cast<int>(CallColumn::Turns)));
    menu->close();

    openPage();
    header = table()->horizontalHeader();
    QCOMPARE(header->visualIndex(static_cast<int>(CallColumn::Errors)), 0);
    QCOMPARE(header->sectionSize(static_cast<int>(CallColumn::From)), 217);
    QVERIFY(header->isSectionHidden(static_cast<int>(CallColumn::Turns)));
    QVERIFY(!header->isSectionHidden(static_cast<int>(CallColumn::Source)));
}

void CallsPageTest::showsTheSourceOnceThereAreSeveral()
{
    ring(1);
    const QHeaderView *header = table()->horizontalHeader();
    QVERIFY(header->isSectionHidden(static_cast<int>(CallColumn::Source)));
    const int other = m_session->addSource(QStringLiteral("old.jsonl"), true);
    m_session->append(other, std::vector { m_make->incoming(2, number) });
    QVERIFY(!header->isSectionHidden(static_cast<int>(CallColumn::Source)));
    QCOMPARE(m_selection->call(), key(1));
}

void CallsPageTest::sortsByAClickAndHoldsStill()
{
    append({ m_make->incoming(1, QStringLiteral("+3")), m_make->incoming(2, QStringLiteral("+1")) });
    const QHeaderView *header = table()->horizontalHeader();
    const int from = static_cast<int>(CallColumn::From);
    const QPoint middle(header->sectionViewportPosition(from) + header->sectionSize(from) / 2, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
    const QString first = table()->model()->index(0, from).data().toString();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, middle);
    QVERIFY(table()->model()->index(0, from).data().toString() != first);
    QCOMPARE(header->sortIndicatorSection(), from);
}

void CallsPageTest::copiesWithoutIsolates()
{
    ring(1);
    click(0);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), number);
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), EventMaker::callSid(1).toString());
}

void CallsPageTest::closesRecordingsOnly()
{
    ring(1);
    QVERIFY(!action("calls.closeRecording")->isEnabled());
    const int recording = m_session->addSource(QStringLiteral("old.jsonl"), true);
    m_session->append(recording, std::vector { m_make->incoming(2, number) });
    m_selection->selectCall({ recording, EventMaker::callSid(2) });
    QVERIFY(action("calls.closeRecording")->isEnabled());
    action("calls.closeRecording")->trigger();
    QCOMPARE(table()->model()->rowCount(), 1);
    QVERIFY(m_selection->call().isEmpty());
}

void CallsPageTest::tellsActivationAndExport()
{
    ring(1);
    click(0);
    QSignalSpy activated(m_page.get(), &CallsPage::callActivated), exported(m_page.get(), &CallsPage::exportRequested);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].value<CallKey>(), key(1));
    action("calls.export")->trigger();
    QCOMPARE(exported.size(), 1);
}

void CallsPageTest::saysHowToGetAFirstCall()
{
    auto *button = table()->findChild<QPushButton *>();
    QVERIFY(button->isVisible());
    QSignalSpy requested(m_page.get(), &CallsPage::testCallRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    ring(1);
    QVERIFY(!button->isVisible());
    QCOMPARE(rowsFor(QStringLiteral("nobody")), 0);
    QVERIFY(!button->isVisible());
}

void CallsPageTest::countsCalls()
{
    ring(1);
    ring(2);
    append({ m_make->make(1, event::CallEnded {}) });
    const auto shows = [this](const QString &text) {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text; });
    };
    QTRY_VERIFY(shows(QStringLiteral("2 call(s), running: 1")));
    type(QStringLiteral("state == ended"));
    QTRY_VERIFY(shows(QStringLiteral("1 of 2 call(s) shown, running: 1")));
    type({});
    QVERIFY(shows(QStringLiteral("2 call(s), running: 1")));
}

void CallsPageTest::hasAccessibleNames()
{
    ring(1);
    const auto name = [](QObject *object) {
        QAccessibleInterface *one = QAccessible::queryAccessibleInterface(object);
        return one ? one->text(QAccessible::Name) : QString();
    };
    for (QWidget *widget : m_page->findChildren<QWidget *>())
        if (qobject_cast<QTableView *>(widget) || qobject_cast<QLineEdit *>(widget)
            || (qobject_cast<QAbstractButton *>(widget) && widget->isVisible()
                && !widget->parent()->inherits("QLineEdit") && !widget->inherits("QTableCornerButton")))
            QVERIFY2(!name(widget).isEmpty(), widget->metaObject()->className());
    for (const QAction *one : m_page->findChildren<QAction *>())
        if (one->objectName().startsWith(QLatin1String("calls.")))
            QVERIFY2(!one->text().isEmpty(), qPrintable(one->objectName()));

    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(table());
    QVERIFY(accessible->tableInterface());
    QAccessibleInterface *level = accessible->tableInterface()->cellAt(0, static_cast<int>(CallColumn::Level));
    QVERIFY(level->text(QAccessible::Name).contains(QStringLiteral("silent")));
}

QTEST_MAIN(CallsPageTest)
#include "tst_callspage.moc"
