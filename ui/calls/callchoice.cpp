#include "ui/calls/callchoice.h"

#include <QSettings>

#include <numeric>

namespace callscope::ui {

namespace {

const QString followKey = QStringLiteral("calls/followNewest");

} // namespace

CallChoice::CallChoice(QTableView *table, CallModel *model, const Session &session, Selection &selection)
    : QObject(table)
    , m_table(table)
    , m_model(model)
    , m_session(session)
    , m_selection(selection)
    , m_follow(new QAction(this))
{
    m_follow->setObjectName(QLatin1String("calls.followNewest"));
    m_follow->setCheckable(true);
    m_follow->setChecked(QSettings().value(followKey, true).toBool());
    connect(m_follow, &QAction::triggered, this, [](bool on) { QSettings().setValue(followKey, on); });

    // Before the table hears of it and after: a view that loses its current row takes another one by itself, and a
    // selection tells that it changed when rows come in above it.
    const auto settle = [this] { m_settling = true; };
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, settle);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, settle);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, settle);
    table->setModel(model);
    const auto settled = [this] { show(false); };
    connect(model, &QAbstractItemModel::rowsRemoved, this, settled);
    connect(model, &QAbstractItemModel::rowsInserted, this, settled);
    connect(model, &QAbstractItemModel::modelReset, this, settled);

    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CallChoice::takeRow);
    connect(&selection, &Selection::callChanged, this, [this] { show(true); });
    connect(model, &CallModel::callsArrived, this, &CallChoice::takeNewest);
    std::vector<int> calls(session.calls().size());
    std::iota(calls.begin(), calls.end(), 0);
    takeNewest(calls);
}

void CallChoice::takeRow()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (m_settling || rows.isEmpty())
        return;
    m_follow->setChecked(false);
    m_selection.selectCall(m_model->keyAt(rows.first().row()));
}

void CallChoice::show(bool scroll)
{
    m_settling = true;
    const std::optional<int> row = m_model->rowOf(m_selection.call());
    QItemSelectionModel *selected = m_table->selectionModel();
    if (!row) {
        selected->clear();
    } else if (!selected->isRowSelected(*row)) {
        const int column = std::max(0, m_table->currentIndex().column());
        selected->setCurrentIndex(m_model->index(*row, column),
                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    if (row && scroll)
        m_table->scrollTo(m_model->index(*row, std::max(0, m_table->currentIndex().column())));
    m_settling = false;
}

void CallChoice::takeNewest(const std::vector<int> &calls)
{
    if (!m_follow->isChecked() && !m_selection.call().isEmpty())
        return;
    for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
        const CallKey &key = m_session.calls()[static_cast<std::size_t>(*call)];
        if (m_session.call(key)->isRunning() && m_model->rowOf(key))
            return m_selection.selectCall(key);
    }
}

} // namespace callscope::ui
