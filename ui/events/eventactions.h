#pragma once

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

namespace callscope::ui {

/// The actions of the page of events, with names and shortcuts; children of the page, which connects them.
struct EventActions
{
    explicit EventActions(QWidget *page, QWidget *table);
    /// `waiting`: events that came while the view is paused.
    void retranslate(qint64 waiting) const;
    void showWaiting(qint64 waiting) const;

    QAction *follow, *pause, *media, *detail;
    QAction *filter, *find, *findNext, *findPrevious;
    QAction *nextProblem, *previousProblem, *goTo, *copy;
    QAction *bookmark, *nextBookmark, *previousBookmark;

private:
    Q_DECLARE_TR_FUNCTIONS(EventActions)
};

} // namespace callscope::ui
