#pragma once

#include "ui/events/eventmodel.h"
#include "ui/events/eventsieve.h"

namespace callscope::ui {

/// Where a text occurs in the rows that are shown, as they are copied: niqqud, bidi controls and letter case do not
/// count. It keeps up with rows that come and go. Lives on the GUI thread, searches on another.
class EventFinder : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    EventFinder(const Session &session, const EventModel &model, QObject *parent = nullptr);

    /// Empty: nothing is searched.
    void search(const QString &text);
    bool isSearching() const { return m_sieve.isRunning(); }
    const std::vector<EventId> &hits() const { return m_hits; }
    /// The first hit behind `from`, at the end the very first; nothing when there is no hit.
    std::optional<EventId> next(std::optional<EventId> from) const;
    std::optional<EventId> previous(std::optional<EventId> from) const;

Q_SIGNALS:
    void changed();

private:
    void restart();
    void addRows(int first, int last);

    const EventModel &m_model;
    EventSieve m_sieve;
    QString m_text {};
    std::vector<EventId> m_hits {};
};

} // namespace callscope::ui
