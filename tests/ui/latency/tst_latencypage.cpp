#include "tests/ui/transcript/talkpage.h"
#include "ui/common/emptyhint.h"
#include "ui/latency/latencypage.h"
#include "ui/latency/stages.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Fixture : TalkPage<LatencyPage>
{
    QTableView *turns = page.findChild<QTableView *>(u"latency.turns"_s);
    QTableView *stages = page.findChild<QTableView *>(u"latency.summary"_s);

    void fill()
    {
        talk.greets(20, u"Hello."_s);
        for (int turn = 1; turn <= 3; ++turn)
            talk.says(turn * 3000, turn, u"x"_s).answers(turn * 3000 + 500, turn + 1, turn, u"Yes."_s, 500);
        talk.tell();
    }
    QRect cell(int row, int column) const { return turns->visualRect(turns->model()->index(row, column)); }
};

} // namespace

class LatencyPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().remove(u"latency"_s); }
    void hintsWhyItIsEmpty();
    void choosesATurn();
    void showsATurn();
    void remembersTheBudget();
    void countsWhatIsOver();
    void fitsIntoASmallPane();
    void showsStagesAsColumns();
    void drawsStagesFromTheLeft();
    void isReadableAsATable();
};

void LatencyPageTest::hintsWhyItIsEmpty()
{
    Fixture f;
    auto *hint = f.page.findChild<EmptyHint *>();
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(u"has not answered"_s));
    f.selection.selectCall({});
    QVERIFY(hint->text().contains(u"No call is selected"_s));
    f.selection.selectCall(f.talk.key());
    f.fill();
    QVERIFY(!hint->isVisible());
}

void LatencyPageTest::choosesATurn()
{
    Fixture f;
    f.fill();
    QSignalSpy chosen(&f.selection, &Selection::stretchChanged);
    f.turns->scrollToTop();
    QTest::mouseClick(f.turns->viewport(), Qt::LeftButton, {}, f.cell(1, LatencyModel::Bar).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(f.selection.stretch()->turn, 2);
    QCOMPARE(f.selection.stretch()->range.begin, 2000ms);
    QTest::keyClick(f.turns, Qt::Key_Down);
    QCOMPARE(f.selection.stretch()->turn, 3);
    f.selection.clearStretch();
    QTest::mouseClick(f.turns->viewport(), Qt::LeftButton, {}, f.cell(2, LatencyModel::Bar).center());
    QCOMPARE(f.selection.stretch()->turn, 3);
}

void LatencyPageTest::showsATurn()
{
    Fixture f;
    f.fill();
    f.selection.selectStretch({ .range = {}, .turn = 3, .event = {} });
    QVERIFY(f.turns->selectionModel()->isRowSelected(2));
    QVERIFY(f.turns->viewport()->rect().contains(f.cell(2, 0).center()));
    QCOMPARE(f.selection.stretch()->turn, 3);
    f.selection.selectStretch({ .range = { 9100ms, 9200ms }, .turn = {}, .event = {} });
    QVERIFY(f.turns->selectionModel()->isRowSelected(3));
    QVERIFY(!f.selection.stretch()->turn); // it only shows what others chose
    f.selection.clearStretch();
    QVERIFY(!f.turns->selectionModel()->hasSelection());
}

void LatencyPageTest::remembersTheBudget()
{
    {
        Fixture f;
        QCOMPARE(f.page.budget(), 1500ms);
        f.page.findChild<QSpinBox *>()->setValue(800);
        QCOMPARE(f.page.budget(), 800ms);
    }
    Fixture f;
    QCOMPARE(f.page.budget(), 800ms);
    QCOMPARE(f.page.findChild<QSpinBox *>()->value(), 800);
}

void LatencyPageTest::countsWhatIsOver()
{
    Fixture f;
    f.fill();
    const auto shown = [&f] {
        for (const auto *label : f.page.findChildren<QLabel *>()) {
            if (label->text().startsWith(u'▲'))
                return label->text();
        }
        return QString();
    };
    QCOMPARE(shown(), QString());
    f.page.findChild<QSpinBox *>()->setValue(500);
    QVERIFY(shown().contains(u'3'));
    f.selection.selectCall({});
    QCOMPARE(shown(), QString());
}

void LatencyPageTest::fitsIntoASmallPane()
{
    Fixture f;
    f.fill();
    QCOMPARE(f.page.size(), QSize(420, 300)); // nothing in it asks for more
    QVERIFY(f.cell(0, LatencyModel::VoiceToVoice).right() <= f.turns->viewport()->width());
    QVERIFY(f.cell(0, LatencyModel::Bar).width() > 100);
    QVERIFY(f.turns->viewport()->height() >= 2 * f.cell(0, 0).height());
    QVERIFY(f.stages->viewport()->height() >= 2 * f.cell(0, 0).height());
    f.page.resize(1200, 300); // beside each other
    QTRY_VERIFY(f.stages->mapTo(&f.page, QPoint()).x() > f.turns->mapTo(&f.page, QPoint()).x());
}

void LatencyPageTest::showsStagesAsColumns()
{
    {
        Fixture f;
        QVERIFY(f.turns->isColumnHidden(LatencyModel::FirstStage));
        f.page.findChild<QAction *>(u"latency.columns"_s)->trigger();
        QVERIFY(!f.turns->isColumnHidden(LatencyModel::FirstStage));
    }
    Fixture f;
    QVERIFY(!f.turns->isColumnHidden(LatencyModel::FirstStage));
}

/// The axis is content: it runs from left to right in Hebrew too.
void LatencyPageTest::drawsStagesFromTheLeft()
{
    Fixture f;
    f.fill();
    f.turns->scrollToTop();
    for (const Qt::LayoutDirection direction : { Qt::LeftToRight, Qt::RightToLeft }) {
        f.page.setLayoutDirection(direction);
        const QRect cell = f.cell(1, LatencyModel::Bar);
        const QImage image = f.turns->viewport()->grab().toImage();
        const QColor first = image.pixelColor(cell.left() + 6, cell.top() + cell.height() * 3 / 10);
        QCOMPARE(first.name(), stageColor(Stage::Endpointing).name());
        const QColor last = image.pixelColor(cell.right() - 6, cell.top() + cell.height() * 3 / 10);
        QCOMPARE(last.name(), f.page.palette().color(QPalette::Base).name());
    }
}

void LatencyPageTest::isReadableAsATable()
{
    Fixture f;
    f.fill();
    for (QTableView *table : { f.turns, f.stages }) {
        QVERIFY(!table->accessibleName().isEmpty());
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(table);
        QVERIFY(accessible && accessible->tableInterface());
        QCOMPARE(accessible->tableInterface()->rowCount(), table->model()->rowCount());
    }
    const auto *table = QAccessible::queryAccessibleInterface(f.turns)->tableInterface();
    const QString bar = table->cellAt(1, LatencyModel::Bar)->text(QAccessible::Name);
    QVERIFY2(bar.contains(u"1 Endpointing: 450 ms"_s), qPrintable(bar));
}

QTEST_MAIN(LatencyPageTest)
#include "tst_latencypage.moc"
