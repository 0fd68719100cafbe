#pragma once

#include "ui/events/eventmodel.h"

#include <QPushButton>
#include <QTableView>

namespace callscope::ui {

/// The list of events on the screen: follows the newest row until somebody scrolls up, keeps every row where it is
/// while it does not follow, folds and unfolds. A log is read from left to right in any language. Lives on the GUI
/// thread.
class EventTable : public QTableView
{
    Q_OBJECT

public:
    explicit EventTable(EventModel *model, QWidget *parent = nullptr);

    bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool following);
    /// Makes an event the current row and shows it, as if the user had gone there.
    void goTo(EventId id);
    /// Makes it the current row again, where it is, without telling that somebody chose it.
    void restore(EventId id);
    /// No row is the current one, without telling anybody.
    void forgetCurrent();
    /// In order, without frames.
    std::vector<int> selectedRowNumbers() const;
    /// Of the current row.
    std::optional<EventId> currentEvent() const;
    void setCurrentUnfolded(bool unfolded);
    const QPushButton *newRowsButton() const { return m_newRows; }
    void retranslate();

Q_SIGNALS:
    void followingChanged(bool following);
    /// By the user, or by goTo.
    void chosen(qint64 id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;

private:
    void adaptToFont();
    void keepPlace(int removedRows);
    void placeButton();
    void countNew(int rows);
    bool takesKey(const QKeyEvent &event);
    bool isOnFoldMark(const QModelIndex &index, const QPoint &position) const;

    EventModel *m_events;
    QPushButton *m_newRows;
    bool m_isFollowing = true;
    bool m_isMoving = false; ///< the view scrolls by itself
    bool m_isQuiet = false; ///< the current row changes without the user
    int m_new = 0;
};

} // namespace callscope::ui
