#pragma once

#include "ui/common/bookmarks.h"
#include "ui/common/session.h"

#include <QAbstractTableModel>

namespace callscope::ui {

/// The rows of the list of events: ids of events of a Session in ascending order, and the 20 ms frames below those that
/// are unfolded. A row is two numbers; its texts are made when it is shown. Lives on the GUI thread.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Gap, Direction, Call, Name, Summary };
    static constexpr int columns = Summary + 1;
    enum Role { InStretchRole = Qt::UserRole + 1 };
    enum class Clock { OfCall, OfDay };

    /// Both must outlive it.
    EventModel(const Session &session, const Bookmarks &bookmarks, QObject *parent = nullptr);

    void reset(const std::vector<EventId> &ids);
    /// They are all greater than those that are there.
    void append(std::span<const EventId> ids);
    /// For when the session no longer has them.
    void dropBefore(EventId first);

    bool canUnfold(int row) const;
    bool isUnfolded(int row) const;
    /// Takes a row of frames for the event they belong to.
    void fold(int row);
    void unfold(int row);

    EventId idAt(int row) const { return m_rows[static_cast<std::size_t>(row)].id; }
    bool isFrame(int row) const { return m_rows[static_cast<std::size_t>(row)].frame >= 0; }
    /// The first row of that event or of one after it; rowCount() when there is none.
    int rowFrom(EventId id) const;
    /// -1: it is not shown.
    int rowOf(EventId id) const;
    std::vector<EventId> shownEvents() const;
    /// As a line of the text log, without bidi controls.
    QString textOf(int row) const;

    void setClock(Clock clock);
    /// Rows of that call within the range are marked.
    void setStretch(const CallKey &call, const std::optional<TimeRange> &range);
    bool isInStretch(int row) const;
    /// All texts are asked for anew.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        EventId id = 0;
        int frame = -1; ///< from 0 on; an event: -1
    };

    void allDataChanged();

    const Session &m_session;
    const Bookmarks &m_bookmarks;
    std::vector<Row> m_rows {};
    Clock m_clock = Clock::OfCall;
    CallKey m_stretchCall {};
    std::optional<TimeRange> m_stretch {};
};

} // namespace callscope::ui
