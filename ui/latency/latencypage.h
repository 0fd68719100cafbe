#pragma once

#include "ui/common/callfollower.h"
#include "ui/latency/latencymodel.h"
#include "ui/latency/sessionlatency.h"
#include "ui/latency/summarymodel.h"

#include <QWidget>

class QAction;
class QLabel;
class QSpinBox;
class QSplitter;
class QTableView;

namespace callscope::ui {

class EmptyHint;

/// Where the time of each turn of the selected call goes, percentiles of the call and of all calls, and a budget. Lives
/// on the GUI thread.
class LatencyPage : public QWidget
{
    Q_OBJECT

public:
    LatencyPage(Session &session, Selection &selection, QWidget *parent = nullptr);

    std::chrono::milliseconds budget() const { return m_model.budget(); }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeTurns();
    void makeSummary();
    QWidget *makeTop();
    void layOutColumns();
    void showBudget();
    void showColumns(bool shown);
    void settle();
    void showOver();
    void choose(const QModelIndex &current);
    void showStretch();
    void retranslate();

    Session &m_session;
    Selection &m_selection;
    LatencyModel m_model {};
    SummaryModel m_summary {};
    SessionLatency *m_all;
    QSplitter *m_splitter;
    QTableView *m_turns, *m_stages;
    QLabel *m_budgetLabel = nullptr, *m_over = nullptr;
    QSpinBox *m_budget = nullptr;
    QAction *m_columns;
    EmptyHint *m_hint = nullptr;
    bool m_isShowing = false; ///< the selection was made elsewhere
    bool m_isPlaced = false; ///< the splitter has its first sizes
};

} // namespace callscope::ui
