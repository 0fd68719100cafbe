#include "ui/timeline/timelinepage.h"

#include "ui/common/actiontexts.h"
#include "ui/common/callfollower.h"
#include "ui/common/emptyhint.h"
#include "ui/common/glyphdelegate.h"
#include "ui/common/language.h"
#include "ui/timeline/lanelabels.h"
#include "ui/timeline/timelineicon.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/timelineview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QToolBar>

namespace callscope::ui {

namespace {

constexpr double zoomStep = 1.6;
const QLatin1String tableKey("timeline/table");

} // namespace

TimelinePage::TimelinePage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_view(new TimelineView(session, selection, m_marks, this))
    , m_model(new TimelineModel(m_marks, this))
    , m_table(new QTableView(this))
    , m_stack(new QStackedWidget(this))
    , m_tools(new QToolBar(this))
{
    makeTable();
    addActions();
    layOut();
    onLanguageChange(this, [this] { retranslate(); });
    m_follower = new CallFollower(
        session, selection,
        { [this](const CallKey &call) { restart(call); },
          [this](EventId id, const event::Event &event, CallTime time) { m_marks.take(id, event, time); },
          [this] { settle(); } },
        this);
    connect(&selection, &Selection::stretchChanged, this, &TimelinePage::followSelection);
    showTable(QSettings().value(tableKey).toBool());
}

void TimelinePage::layOut()
{
    auto *picture = new QWidget(this);
    auto *beside = new QHBoxLayout(picture);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(0);
    beside->addWidget(new LaneLabels(*m_view, picture));
    beside->addWidget(m_view, 1);
    m_stack->addWidget(picture);
    m_stack->addWidget(m_table);

    const int side = fontMetrics().height();
    m_tools->setOrientation(Qt::Vertical);
    m_tools->setIconSize(QSize(side, side));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_tools);
}

void TimelinePage::makeTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new GlyphDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeightOf(m_table->fontMetrics()));
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int letter = m_table->fontMetrics().averageCharWidth();
    m_table->setColumnWidth(TimelineModel::TimeColumn, 26 * letter);
    m_table->setColumnWidth(TimelineModel::WhatColumn, 30 * letter);
    m_tableHint = new EmptyHint(m_table);
    // Not currentChanged: a table that gets the focus makes its first row the current one, and nobody chose that.
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) { chooseRow(selected.isEmpty() ? -1 : selected.first().top()); });
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { m_selection.seek(m_marks.item(index.row()).range.begin); });
}

QAction *TimelinePage::addTool(const QString &name, const QIcon &icon, const QList<QKeySequence> &keys,
                               std::function<void()> react)
{
    auto *action = new QAction(icon, {}, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, std::move(react));
    m_tools->addAction(action);
    addAction(action);
    return action;
}

void TimelinePage::addActions()
{
    m_live = addTool(QStringLiteral("timeline.live"), timelineIcon(TimelineSign::Live), { Qt::Key_End },
                     [this] { m_view->setFollowing(m_live->isChecked()); });
    m_live->setCheckable(true);
    m_live->setShortcutContext(Qt::WidgetShortcut); // elsewhere End has its own meaning
    removeAction(m_live);
    m_view->addAction(m_live);
    m_zoomIn = addTool(QStringLiteral("timeline.zoomin"), timelineIcon(TimelineSign::ZoomIn),
                       { Qt::Key_Plus, Qt::Key_Equal }, [this] { m_view->zoom(zoomStep); });
    m_zoomOut = addTool(QStringLiteral("timeline.zoomout"), timelineIcon(TimelineSign::ZoomOut), { Qt::Key_Minus },
                        [this] { m_view->zoom(1 / zoomStep); });
    m_whole = addTool(QStringLiteral("timeline.whole"), timelineIcon(TimelineSign::WholeCall), { Qt::Key_0 },
                      [this] { m_view->showAll(); });
    m_previous = addTool(QStringLiteral("timeline.previousturn"), timelineIcon(TimelineSign::PreviousTurn),
                         { Qt::Key_BracketLeft }, [this] { m_view->goToNextTurn(-1); });
    m_next = addTool(QStringLiteral("timeline.nextturn"), timelineIcon(TimelineSign::NextTurn),
                     { Qt::Key_BracketRight }, [this] { m_view->goToNextTurn(1); });
    m_tableAction = addTool(QStringLiteral("timeline.table"), timelineIcon(TimelineSign::Table), { Qt::Key_T },
                            [this] { showTable(m_tableAction->isChecked()); });
    m_tableAction->setCheckable(true);
    connect(m_view, &TimelineView::followingChanged, m_live, &QAction::setChecked);
    connect(m_view, &TimelineView::runningChanged, this, &TimelinePage::enableActions);
}

void TimelinePage::restart(const CallKey &call)
{
    m_marks = {};
    m_model->reset();
    m_view->restart(call);
}

void TimelinePage::settle()
{
    if (const std::optional<int> first = m_marks.takeFirstChanged()) {
        m_model->catchUp(*first);
        m_view->takeMarks();
    }
}

void TimelinePage::showTable(bool isTable)
{
    m_tableAction->setChecked(isTable);
    m_stack->setCurrentIndex(isTable ? 1 : 0);
    QSettings().setValue(tableKey, isTable);
    enableActions();
    followSelection();
}

/// A table has nothing to zoom, a call that is over nothing live.
void TimelinePage::enableActions()
{
    const bool isPicture = m_stack->currentWidget() != m_table;
    for (QAction *action : { m_zoomIn, m_zoomOut, m_whole })
        action->setEnabled(isPicture);
    m_live->setEnabled(isPicture && m_view->isRunning());
}

/// The row of what is selected elsewhere.
void TimelinePage::followSelection()
{
    const auto &stretch = m_selection.stretch();
    if (m_isChoosing || !stretch || m_stack->currentWidget() != m_table)
        return;
    const std::vector<TimeItem> &items = m_marks.items();
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const TimeItem &item) { return m_marks.stretchOf(item) == *stretch; });
    if (found == items.end())
        return;
    m_isChoosing = true;
    m_table->setCurrentIndex(m_model->index(static_cast<int>(found - items.begin()), 0));
    m_isChoosing = false;
}

void TimelinePage::chooseRow(int row)
{
    if (row < 0 || m_isChoosing)
        return;
    m_isChoosing = true;
    m_selection.selectStretch(m_marks.stretchOf(m_marks.item(row)));
    m_isChoosing = false;
}

void TimelinePage::retranslate()
{
    m_live->setText(tr("Follow live"));
    m_zoomIn->setText(tr("Zoom in"));
    m_zoomOut->setText(tr("Zoom out"));
    m_whole->setText(tr("Show the whole call"));
    m_previous->setText(tr("Previous turn"));
    m_next->setText(tr("Next turn"));
    m_tableAction->setText(tr("Timeline as a table"));
    m_table->setAccessibleName(tr("Timeline as a table"));
    m_tools->setWindowTitle(tr("Timeline"));
    m_tableHint->setText(tr("Nothing has happened yet: what is said and done in the selected call stands here."));
    for (QAction *action : m_tools->actions())
        action->setToolTip(withKeys(action->text(), *action));
    m_model->retranslate();
}

} // namespace callscope::ui
