#pragma once

#include "ui/common/bookmarks.h"
#include "ui/common/selection.h"
#include "ui/common/turningsplitter.h"
#include "ui/events/eventactions.h"
#include "ui/events/eventintake.h"

#include <QComboBox>

namespace callscope::ui {

class EmptyHint;
class EventDetail;
class EventFinder;
class EventTable;
class FilterBar;
class FindBar;

/// The page of events: the list with its filter, the find line and what one event says. Lives on the GUI thread.
class EventsPage : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    EventsPage(Session &session, Selection &selection, QWidget *parent = nullptr);
    ~EventsPage() override;

    EventModel *model() { return &m_model; }
    EventIntake *intake() { return &m_intake; }
    EventTable *table() const { return m_table; }
    FilterBar *filterBar() const { return m_filterBar; }
    FindBar *findBar() const { return m_findBar; }

    void focusFilter();
    void goToNumber(qulonglong number); ///< `seq` of the log
    void goToProblem(int step); ///< 1: the next one, -1: the one before
    void goToBookmark(int step);
    /// Marks the current event, or takes its mark away.
    void toggleBookmark();
    void copyRows() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void lay();
    QWidget *makeToolbar();
    void connectActions();
    void connectParts();
    void restoreState();
    void retranslate();

    void goToNext(int step, const std::function<bool(const event::Event &)> &isIt);
    void choose(EventId id);
    void forgetOtherCall();
    void followStretch();
    void showScope();
    void showHint();
    void goToHit(std::optional<EventId> hit);
    void askForNumber();
    void noteCancelled();
    void setDetailShown(bool shown);

    Session &m_session;
    Selection &m_selection;
    Bookmarks m_bookmarks {};
    EventModel m_model;
    EventIntake m_intake;
    EventTable *m_table;
    EventFinder *m_finder;
    EventDetail *m_detail;
    FilterBar *m_filterBar;
    FindBar *m_findBar;
    QComboBox *m_scope;
    TurningSplitter *m_splitter;
    EmptyHint *m_hint;
    EventActions m_actions;
    std::optional<EventId> m_chosen {};
    bool m_isEcho = false; ///< what is selected now comes from here, or goes on to here from elsewhere
};

} // namespace callscope::ui
