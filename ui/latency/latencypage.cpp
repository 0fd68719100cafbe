#include "ui/latency/latencypage.h"

#include "ui/common/colors.h"
#include "ui/common/emptyhint.h"
#include "ui/common/language.h"
#include "ui/latency/stagebardelegate.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace callscope::ui {

namespace {

const QString columnsKey = QStringLiteral("latency/columns");

void dress(QTableView *table)
{
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
}

} // namespace

LatencyPage::LatencyPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_all(new SessionLatency(session, this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_turns(new QTableView(m_splitter))
    , m_stages(new QTableView(m_splitter))
    , m_columns(new QAction(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(m_splitter, 1);
    makeTurns();
    makeSummary();
    m_splitter->setChildrenCollapsible(false);
    connect(m_all, &SessionLatency::changed, this, [this] { m_summary.setAll(m_all->samples()); });
    connect(&selection, &Selection::stretchChanged, this, &LatencyPage::showStretch);
    const QSettings settings;
    m_summary.setAll(m_all->samples());
    connect(m_budget, &QSpinBox::valueChanged, this,
            [this](int milliseconds) { m_selection.setLatencyBudget(std::chrono::milliseconds(milliseconds)); });
    connect(&selection, &Selection::latencyBudgetChanged, this, &LatencyPage::showBudget);
    showBudget();
    m_columns->setChecked(settings.value(columnsKey, false).toBool());
    showColumns(m_columns->isChecked());
    new CallFollower(session, selection,
                     { .restart = [this](const CallKey &) { m_model.restart(), settle(), retranslate(); },
                       .take = [this](EventId, const event::Event &event, CallTime time) { m_model.take(event, time); },
                       .settled = [this] { settle(); } },
                     this);
    showStretch();
    onLanguageChange(this, [this] { retranslate(); });
}

QWidget *LatencyPage::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(6, 4, 6, 4);
    m_budgetLabel = new QLabel(top);
    m_budget = new QSpinBox(top);
    m_budget->setRange(100, 60'000);
    m_budget->setSingleStep(50);
    m_budget->setKeyboardTracking(false);
    m_budgetLabel->setBuddy(m_budget);
    m_over = new QLabel(top);
    m_columns->setObjectName(QStringLiteral("latency.columns"));
    m_columns->setCheckable(true);
    addAction(m_columns);
    connect(m_columns, &QAction::toggled, this, &LatencyPage::showColumns);
    auto *columns = new QToolButton(top);
    columns->setDefaultAction(m_columns);
    columns->setAutoRaise(true);
    row->addWidget(m_budgetLabel);
    row->addWidget(m_budget);
    row->addWidget(m_over);
    row->addStretch();
    row->addWidget(columns);
    return top;
}

void LatencyPage::makeTurns()
{
    m_turns->setObjectName(QStringLiteral("latency.turns"));
    m_turns->setModel(&m_model);
    m_hint = new EmptyHint(m_turns);
    dress(m_turns);
    m_turns->setItemDelegateForColumn(LatencyModel::Bar, new StageBarDelegate(m_model, m_turns));
    m_turns->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    connect(m_turns->selectionModel(), &QItemSelectionModel::currentChanged, this, &LatencyPage::choose);
    connect(m_turns, &QTableView::clicked, this, &LatencyPage::choose);
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const QScrollBar *bar = m_turns->verticalScrollBar();
        if (bar->value() == bar->maximum()) // at the end: stay there
            QMetaObject::invokeMethod(m_turns, &QTableView::scrollToBottom, Qt::QueuedConnection);
    });
}

void LatencyPage::makeSummary()
{
    m_stages->setObjectName(QStringLiteral("latency.summary"));
    m_stages->setModel(&m_summary);
    dress(m_stages);
    m_stages->setItemDelegateForColumn(SummaryModel::Name, new StageNameDelegate(m_stages));
    m_stages->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_stages->horizontalHeader()->setSectionResizeMode(SummaryModel::Name, QHeaderView::Stretch);
}

/// Widths and heights from the font, never from what the rows hold.
void LatencyPage::layOutColumns()
{
    const QFontMetrics metrics = m_turns->fontMetrics();
    const auto wide = [&](const QString &sample) { return metrics.horizontalAdvance(sample) + metrics.height(); };
    const auto header = [&](const QAbstractItemModel &model, int section) {
        return wide(model.headerData(section, Qt::Horizontal).toString());
    };
    const int row = metrics.height() + std::max(6, metrics.height() / 2);
    m_turns->verticalHeader()->setDefaultSectionSize(row);
    m_stages->verticalHeader()->setMinimumSectionSize(metrics.height() + 2);
    m_stages->verticalHeader()->setDefaultSectionSize(metrics.height() + 4);
    QHeaderView *turns = m_turns->horizontalHeader();
    turns->setMinimumSectionSize(wide(QStringLiteral("00")));
    const QString value = QStringLiteral("00.00 s");
    for (int section = LatencyModel::FirstStage; section < LatencyModel::ColumnCount; ++section)
        turns->resizeSection(section, std::max(wide(value), header(m_model, section)));
    turns->resizeSection(LatencyModel::Number,
                         std::max(wide(QStringLiteral("000")), header(m_model, LatencyModel::Number)));
    turns->resizeSection(
        LatencyModel::VoiceToVoice,
        std::max(wide(LatencyModel::tr("▲ %1 over").arg(value)), header(m_model, LatencyModel::VoiceToVoice)));
    turns->resizeSection(LatencyModel::Bar, 12 * metrics.height());
    turns->setSectionResizeMode(LatencyModel::Bar,
                                m_columns->isChecked() ? QHeaderView::Interactive : QHeaderView::Stretch);
    const QString high = QStringLiteral("▲ ") + value;
    for (int section = SummaryModel::CallMedian; section < SummaryModel::ColumnCount; ++section)
        m_stages->horizontalHeader()->resizeSection(section, std::max(wide(high), header(m_summary, section)));
}

void LatencyPage::showBudget()
{
    const std::chrono::milliseconds budget = m_selection.latencyBudget();
    m_budget->setValue(static_cast<int>(budget.count()));
    m_model.setBudget(budget);
    m_summary.setBudget(budget);
    showOver();
}

void LatencyPage::showColumns(bool shown)
{
    for (int section = LatencyModel::FirstStage; section < LatencyModel::ColumnCount; ++section)
        m_turns->setColumnHidden(section, !shown);
    QSettings().setValue(columnsKey, shown);
    layOutColumns();
}

void LatencyPage::settle()
{
    m_model.settle();
    m_summary.setCall(m_model.samples());
    showOver();
}

void LatencyPage::showOver()
{
    const int over = m_model.overBudget();
    m_over->setText(over > 0 ? tr("▲ %n turn(s) over budget", nullptr, over) : QString());
    QPalette warning = palette();
    warning.setColor(QPalette::WindowText, colorsOf(palette()).problem);
    m_over->setPalette(warning);
}

void LatencyPage::choose(const QModelIndex &current)
{
    if (m_isShowing || !current.isValid())
        return;
    const Turn &turn = m_model.turn(current.row());
    const QScopedValueRollback showing(m_isShowing, true);
    m_selection.selectStretch({ .range = turn.range(), .turn = turn.number, .event = {} });
}

void LatencyPage::showStretch()
{
    if (m_isShowing)
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    const auto &stretch = m_selection.stretch();
    const int row = stretch ? m_model.rowOf(stretch->turn, stretch->range.begin) : -1;
    if (row < 0) {
        m_turns->clearSelection();
        m_turns->setCurrentIndex({});
        return;
    }
    m_turns->selectRow(row);
    m_turns->scrollTo(m_model.index(row, LatencyModel::Number));
}

void LatencyPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() > 2 * height() && width() > 90 * fontMetrics().averageCharWidth();
    const Qt::Orientation orientation = isWide ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() == orientation && m_isPlaced)
        return;
    m_isPlaced = true;
    m_splitter->setOrientation(orientation);
    m_splitter->setSizes({ isWide ? 600 : 500, isWide ? 400 : 500 });
}

void LatencyPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOutColumns();
    if (event->type() == QEvent::PaletteChange)
        showOver();
}

void LatencyPage::retranslate()
{
    m_budgetLabel->setText(tr("&Budget"));
    m_budget->setSuffix(tr(" ms"));
    m_budget->setAccessibleName(tr("Budget for voice to voice"));
    m_columns->setText(tr("Stages as columns"));
    m_turns->setAccessibleName(tr("Turns and their latency"));
    m_stages->setAccessibleName(tr("Percentiles of each stage"));
    m_hint->setText(m_session.call(m_selection.call())
                        ? tr("The bot has not answered in this call yet.")
                        : tr("No call is selected. Choose one in the list of calls to see where its time goes."));
    m_model.retranslate();
    m_summary.retranslate();
    layOutColumns();
    showOver();
}

} // namespace callscope::ui
