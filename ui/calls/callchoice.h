#pragma once

#include "ui/calls/callmodel.h"
#include "ui/common/selection.h"

#include <QAction>
#include <QTableView>

namespace callscope::ui {

/// Keeps the selected row and the selected call the same, and selects new calls while the newest is followed, which
/// ends when the user selects one. Lives on the GUI thread.
class CallChoice : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this; `table` has no model yet and gets `model`.
    CallChoice(QTableView *table, CallModel *model, const Session &session, Selection &selection);

    /// Checked while the newest call is followed; what the user makes of it is kept in QSettings.
    QAction *followAction() const { return m_follow; }

private:
    void takeNewest(const std::vector<int> &calls);
    void takeRow();
    void show(bool scroll);

    QTableView *m_table;
    CallModel *m_model;
    const Session &m_session;
    Selection &m_selection;
    QAction *m_follow;
    bool m_settling = false; ///< rows change, or are selected by the program: no choice of the user's
};

} // namespace callscope::ui
