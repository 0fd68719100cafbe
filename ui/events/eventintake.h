#pragma once

#include "core/filter/filter.h"
#include "ui/common/selection.h"
#include "ui/events/eventmodel.h"
#include "ui/events/eventsieve.h"

#include <QTimer>

namespace callscope::ui {

/// Decides which events are rows of the model: those of the call or of all, with or without media, those that the
/// filter lets through; and while the view is paused, none that is new. Lives on the GUI thread; a filter is evaluated
/// on another. New events come in batches of 40 ms.
class EventIntake : public QObject
{
    Q_OBJECT

public:
    enum class Scope { SelectedCall, AllCalls };
    static constexpr std::chrono::milliseconds batchTime { 40 };

    /// All must outlive it.
    EventIntake(const Session &session, const Selection &selection, EventModel &model, QObject *parent = nullptr);

    void setFilter(const filter::Filter &filter);
    const filter::Filter &filter() const { return m_filter; }
    void setScope(Scope wanted);
    /// AllCalls as well while no call is selected.
    Scope scope() const;
    void setMediaShown(bool shown);
    bool isMediaShown() const { return m_isMediaShown; }
    void setPaused(bool paused);
    bool isPaused() const { return m_isPaused; }
    /// Events that would be rows if the view were not paused.
    qint64 waiting() const { return static_cast<qint64>(m_waiting.size()); }

    /// Stops looking through what is there already; what is new is still looked at.
    void cancel();
    const EventSieve &sieve() const { return m_sieve; }

Q_SIGNALS:
    /// Other events are looked through from now on.
    void restarted();
    /// All that is there has been looked through.
    void settled();
    void progressed();
    void waitingChanged();

private:
    void restart();
    void flush();
    void deliver(std::span<const EventId> ids);
    void settle();
    void drop(EventId first);
    bool isCandidate(EventId id) const;
    std::vector<EventId> candidates() const;

    const Session &m_session;
    const Selection &m_selection;
    EventModel &m_model;
    EventSieve m_sieve;
    filter::Filter m_filter {};
    Scope m_scope = Scope::SelectedCall;
    bool m_isMediaShown = true, m_isPaused = false, m_wasCancelled = false;
    bool m_showsFormer = false; ///< rows of what was asked before stay until there are others
    EventId m_seen = 0; ///< events before were looked at or are being looked at
    EventId m_pausedAt = 0;
    std::vector<EventId> m_waiting {};
    QTimer m_batch {};
};

} // namespace callscope::ui
