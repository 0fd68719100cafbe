#pragma once

#include "ui/common/session.h"

#include <QCoreApplication>
#include <QVariant>

namespace callscope::ui {

/// What the cells of one event's row say. Made for one question and thrown away.
class EventCell
{
    Q_DECLARE_TR_FUNCTIONS(EventCell)

public:
    struct Surroundings
    {
        std::optional<EventId> previous {}; ///< the event in the row above
        bool callTime = true; ///< times are those of the call, not of the day
        bool isUnfolded = false, isBookmarked = false;
    };
    EventCell(const Session &session, EventId id, const Surroundings &around);
    QVariant data(int column, int role) const;

private:
    QString display(int column) const;
    QString timeText() const;
    QString gapText() const;
    QString toolTip(int column) const;
    QString glyph(int column) const;
    int tone() const;
    QString spokenDirection() const;

    const Session &m_session;
    const Session::Entry &m_entry;
    EventId m_id;
    Surroundings m_around;
};

/// The same of one 20 ms frame.
class FrameCell
{
    Q_DECLARE_TR_FUNCTIONS(FrameCell)

public:
    FrameCell(const Session &session, EventId id, int frame, bool callTime);
    QVariant data(int column, int role) const;

private:
    QString display(int column) const;

    const Session &m_session;
    EventId m_id;
    int m_frame;
    bool m_callTime;
};

/// Of the cells of a column and of its header: numbers stand at their end.
QVariant alignmentOf(int column);

/// What the text line says of an event behind its time, name and call.
QString summaryText(const event::Event &event);

} // namespace callscope::ui
