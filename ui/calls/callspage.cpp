#include "ui/calls/callspage.h"

#include "ui/calls/callactions.h"
#include "ui/calls/callchoice.h"
#include "ui/calls/callrow.h"
#include "ui/calls/filterline.h"
#include "ui/calls/leveldelegate.h"
#include "ui/common/columnchooser.h"
#include "ui/common/emptyhint.h"
#include "ui/common/language.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

namespace callscope::ui {

namespace {

using namespace std::chrono_literals;

std::vector<ColumnChooser::Column> callColumns()
{
    static constexpr int characters[callColumnCount] = { 16, 19, 19, 14, 12, 11, 16, 16, 28, 8, 20, 20, 16 };
    std::vector<ColumnChooser::Column> columns;
    columns.reserve(callColumnCount);
    for (int i = 0; i < callColumnCount; ++i)
        columns.push_back(
            { nameOf(static_cast<CallColumn>(i)), characters[i], i != static_cast<int>(CallColumn::Source) });
    return columns;
}

} // namespace

CallsPage::CallsPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_model(new CallModel(session, m_clock, this))
    , m_table(new QTableView(this))
    , m_filter(new FilterLine(this))
    , m_counts(new QLabel(this))
    , m_focusFilter(new QAction(this))
{
    m_choice = new CallChoice(m_table, m_model, session, selection);
    m_actions = new CallActions(session, selection, this, m_table);
    buildTable();
    buildHint();
    build();
    connectParts();
    onLanguageChange(this, [this] { retranslate(); });
    connect(&selection, &Selection::callChanged, m_model, [this] { m_model->show(m_selection.call()); });
    connect(&selection, &Selection::latencyBudgetChanged, m_model,
            [this] { m_model->setBudget(m_selection.latencyBudget()); });
    m_model->setBudget(selection.latencyBudget());
    noteSources(0, static_cast<int>(session.calls().size()));
}

void CallsPage::build()
{
    m_focusFilter->setObjectName(QLatin1String("calls.filter"));
    m_focusFilter->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    addActions({ m_choice->followAction(), m_focusFilter, m_filter->clearAction() });
    auto *follow = new QToolButton(this);
    follow->setDefaultAction(m_choice->followAction());
    m_counts->setTextFormat(Qt::PlainText);

    auto *line = new QHBoxLayout;
    line->addWidget(m_filter, 1);
    line->addWidget(m_counts, 0, Qt::AlignTop);
    line->addWidget(follow, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    const int margin = fontMetrics().height() / 4;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    layout->addLayout(line);
    layout->addWidget(m_table, 1);
    m_counts->setMinimumHeight(m_filter->edit()->sizeHint().height());
}

void CallsPage::connectParts()
{
    m_second.setTimerType(Qt::PreciseTimer);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, m_model, &CallModel::tick);
    connect(m_model, &CallModel::countsChanged, this, &CallsPage::updateCounts);
    connect(m_filter, &FilterLine::filterChanged, this, &CallsPage::applyFilter);
    connect(m_focusFilter, &QAction::triggered, m_filter->edit(), [edit = m_filter->edit()] {
        edit->setFocus(Qt::ShortcutFocusReason);
        edit->selectAll();
    });
    connect(m_actions, &CallActions::exportRequested, this, &CallsPage::exportRequested);
    connect(m_actions, &CallActions::closeRequested, this, &CallsPage::closeRecording);
    connect(&m_session, &Session::callsAdded, this, &CallsPage::noteSources);
}

void CallsPage::buildTable()
{
    m_table->setItemDelegate(new GlyphDelegate(m_table));
    m_table->setItemDelegateForColumn(static_cast<int>(CallColumn::Level), new LevelDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSortIndicator(static_cast<int>(CallColumn::Start), Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_columns = new ColumnChooser(m_table->horizontalHeader(), QStringLiteral("calls/columns"), callColumns());
    updateRowHeight();
    connect(m_table, &QWidget::customContextMenuRequested, this, &CallsPage::openMenu);
    connect(m_table, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT callActivated(m_model->keyAt(index.row())); });
}

void CallsPage::buildHint()
{
    m_hint = new EmptyHint(m_table);
    m_testCall = new QPushButton(m_table->viewport());
    // The text stands as much above the middle as the button stands below it.
    const int apart = m_table->fontMetrics().height() * 3;
    m_hint->setContentsMargins(0, 0, 0, apart);
    auto *middle = new QVBoxLayout(m_table->viewport());
    middle->addStretch();
    middle->addSpacing(apart);
    middle->addWidget(m_testCall, 0, Qt::AlignHCenter);
    middle->addStretch();
    connect(m_testCall, &QPushButton::clicked, this, &CallsPage::testCallRequested);
}

/// Which source a call is from says nothing while there is only one.
void CallsPage::noteSources(int first, int count)
{
    for (int i = first; i < first + count; ++i)
        m_sources.insert(m_session.calls()[static_cast<std::size_t>(i)].source);
    m_columns->setShownByDefault(static_cast<int>(CallColumn::Source), m_sources.size() > 1);
}

void CallsPage::closeRecording(const CallKey &key)
{
    m_model->hide(key);
    m_selection.selectCall({});
}

void CallsPage::applyFilter()
{
    const filter::Filter filter = m_filter->filter();
    if (filter.isEmpty())
        m_model->setFilter({});
    else
        m_model->setFilter([filter](const CallSummary &call, const CallCircumstances &around) {
            return filter.matches(CallRow(call, around));
        });
    retranslate();
}

void CallsPage::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fill(menu);
    menu->addSeparator();
    menu->addAction(m_choice->followAction());
    m_columns->fill(menu->addMenu(tr("C&olumns")));
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void CallsPage::updateCounts()
{
    const CallModel::Counts counts = m_model->counts();
    const QString text = counts.shown == counts.all
        ? tr("%n call(s), running: %1", nullptr, counts.all).arg(counts.running)
        : tr("%1 of %n call(s) shown, running: %2", nullptr, counts.all).arg(counts.shown).arg(counts.running);
    m_counts->setText(text);
    m_testCall->setVisible(counts.all == 0);
}

void CallsPage::updateRowHeight()
{
    m_table->verticalHeader()->setDefaultSectionSize(rowHeightOf(m_table->fontMetrics()));
}

void CallsPage::showEvent(QShowEvent *event)
{
    m_model->tick();
    m_second.start();
    QWidget::showEvent(event);
}

void CallsPage::hideEvent(QHideEvent *event)
{
    m_second.stop();
    QWidget::hideEvent(event);
}

void CallsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateRowHeight();
}

void CallsPage::retranslate()
{
    m_table->setAccessibleName(tr("List of calls"));
    QAction *follow = m_choice->followAction();
    follow->setText(tr("Follow the newest call"));
    follow->setToolTip(tr("Selects each new call. Selecting a call yourself switches this off until the next start."));
    m_focusFilter->setText(tr("Filter the calls"));
    m_testCall->setText(tr("Place a test call…"));
    m_hint->setText(m_filter->filter().isEmpty() ? tr("No calls yet.\nPlace a test call, or call the gateway's number.")
                                                 : tr("No call matches the filter."));
    m_model->retranslate();
    updateCounts();
}

} // namespace callscope::ui
