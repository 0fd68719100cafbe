#pragma once

#include "core/base/clock.h"
#include "ui/calls/callmodel.h"
#include "ui/common/selection.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace callscope::ui {

class CallActions;
class CallChoice;
class ColumnChooser;
class EmptyHint;
class FilterLine;

/// The list of calls with its filter line. Selecting a row selects the call for all pages. Lives on the GUI thread.
class CallsPage : public QWidget
{
    Q_OBJECT

public:
    CallsPage(Session &session, Selection &selection, QWidget *parent = nullptr);

Q_SIGNALS:
    void callActivated(const callscope::ui::CallKey &key);
    void exportRequested(const callscope::ui::CallKey &key);
    void testCallRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void buildTable();
    void buildHint();
    void connectParts();
    void applyFilter();
    void noteSources(int first, int count);
    void closeRecording(const CallKey &key);
    void openMenu(const QPoint &at);
    void updateCounts();
    void updateRowHeight();
    void retranslate();

    Session &m_session;
    Selection &m_selection;
    base::SystemClock m_clock {};
    CallModel *m_model;
    QTableView *m_table;
    FilterLine *m_filter;
    QLabel *m_counts;
    QAction *m_focusFilter;
    ColumnChooser *m_columns = nullptr;
    CallActions *m_actions = nullptr;
    CallChoice *m_choice = nullptr;
    EmptyHint *m_hint = nullptr;
    QPushButton *m_testCall = nullptr;
    QTimer m_second {};
    QSet<int> m_sources {};
};

} // namespace callscope::ui
