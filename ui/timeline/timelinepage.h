#pragma once

#include "ui/timeline/timelinemarks.h"

#include <QWidget>

class QAction;
class QStackedWidget;
class QTableView;
class QToolBar;

namespace callscope::ui {

class CallFollower;
class EmptyHint;
class TimelineModel;
class TimelineView;

/// The timeline of the selected call, as a picture or as a table of the same items. It owns both and the marks that
/// they show. Lives on the GUI thread.
class TimelinePage : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    TimelinePage(Session &session, Selection &selection, QWidget *parent = nullptr);

    TimelineView &view() { return *m_view; }
    TimelineModel &model() { return *m_model; }

private:
    QAction *addTool(const QString &name, const QIcon &icon, const QList<QKeySequence> &keys,
                     std::function<void()> react);
    void addActions();
    void layOut();
    void makeTable();
    void restart(const CallKey &call);
    void settle();
    void showTable(bool isTable);
    void enableActions();
    void followSelection();
    void chooseRow(int row);
    void retranslate();

    Selection &m_selection;
    TimelineMarks m_marks {};
    TimelineView *m_view;
    TimelineModel *m_model;
    QTableView *m_table;
    EmptyHint *m_tableHint = nullptr;
    QStackedWidget *m_stack;
    QToolBar *m_tools;
    QAction *m_live = nullptr, *m_zoomIn = nullptr, *m_zoomOut = nullptr, *m_whole = nullptr, *m_previous = nullptr,
            *m_next = nullptr, *m_tableAction = nullptr;
    CallFollower *m_follower = nullptr;
    bool m_isChoosing = false;
};

} // namespace callscope::ui
