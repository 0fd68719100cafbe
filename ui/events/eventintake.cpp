#include "ui/events/eventintake.h"

#include "core/filter/eventrow.h"

#include <algorithm>

namespace callscope::ui {

namespace {

bool isMedia(const event::Event &event)
{
    return std::holds_alternative<event::MediaReceived>(event.payload)
        || std::holds_alternative<event::MediaSent>(event.payload);
}

} // namespace

EventIntake::EventIntake(const Session &session, const Selection &selection, EventModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_model(model)
    , m_sieve(session)
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(batchTime);
    connect(&m_batch, &QTimer::timeout, this, &EventIntake::flush);
    connect(&session, &Session::eventsAppended, this, [this] {
        if (!m_batch.isActive())
            m_batch.start();
    });
    connect(&session, &Session::eventsDropped, this, &EventIntake::drop);
    connect(&selection, &Selection::callChanged, this, [this] {
        if (m_scope == Scope::SelectedCall)
            restart();
    });
    connect(&m_sieve, &EventSieve::found, this, [this](const std::vector<qint64> &ids) { deliver(ids); });
    connect(&m_sieve, &EventSieve::progressed, this, &EventIntake::progressed);
    connect(&m_sieve, &EventSieve::finished, this, &EventIntake::settle);
    restart();
}

void EventIntake::setFilter(const filter::Filter &filter)
{
    if (filter.text() == m_filter.text() && !m_wasCancelled)
        return;
    m_filter = filter;
    restart();
}

void EventIntake::setScope(Scope wanted)
{
    const Scope before = scope();
    m_scope = wanted;
    if (scope() != before)
        restart();
}

EventIntake::Scope EventIntake::scope() const
{
    return m_selection.call().isEmpty() ? Scope::AllCalls : m_scope;
}

void EventIntake::setMediaShown(bool shown)
{
    if (std::exchange(m_isMediaShown, shown) != shown)
        restart();
}

bool EventIntake::isCandidate(EventId id) const
{
    const Session::Entry &entry = m_session.entry(id);
    return (m_isMediaShown || !isMedia(entry.event))
        && (scope() == Scope::AllCalls || m_session.keyOf(entry) == m_selection.call());
}

std::vector<EventId> EventIntake::candidates() const
{
    std::vector<EventId> ids;
    if (scope() == Scope::SelectedCall) {
        ids = m_session.eventsOf(m_selection.call());
        if (!m_isMediaShown)
            std::erase_if(ids, [this](EventId id) { return isMedia(m_session.entry(id).event); });
        return ids;
    }
    for (EventId id = m_session.firstEvent(); id < m_session.endEvent(); ++id)
        if (isCandidate(id))
            ids.push_back(id);
    return ids;
}

void EventIntake::restart()
{
    m_batch.stop();
    m_seen = m_session.endEvent();
    m_waiting.clear();
    m_wasCancelled = false;
    m_showsFormer = true;
    m_model.setClock(scope() == Scope::AllCalls ? EventModel::Clock::OfDay : EventModel::Clock::OfCall);
    Q_EMIT restarted();
    const std::vector<EventId> ids = candidates();
    m_sieve.cancel();
    if (m_filter.isEmpty() || ids.empty()) {
        deliver(ids);
        settle();
    }
    if (!m_filter.isEmpty()) {
        m_sieve.start(
            [filter = m_filter](const event::Event &event, const QString &source) {
                return filter.matches(filter::EventRow(event, source));
            },
            ids);
        Q_EMIT progressed();
    }
    Q_EMIT waitingChanged();
}

void EventIntake::flush()
{
    std::vector<EventId> ids;
    for (EventId id = std::max(m_seen, m_session.firstEvent()); id < m_session.endEvent(); ++id)
        if (isCandidate(id))
            ids.push_back(id);
    m_seen = m_session.endEvent();
    if (ids.empty())
        return;
    if (m_filter.isEmpty())
        deliver(ids);
    else
        m_sieve.add(ids);
}

void EventIntake::deliver(std::span<const EventId> ids)
{
    const auto first = std::lower_bound(ids.begin(), ids.end(), m_session.firstEvent());
    const auto frozen = m_isPaused ? std::lower_bound(first, ids.end(), m_pausedAt) : ids.end();
    if (std::exchange(m_showsFormer, false))
        m_model.reset({ first, frozen });
    else
        m_model.append({ first, frozen });
    if (frozen == ids.end())
        return;
    m_waiting.insert(m_waiting.end(), frozen, ids.end());
    Q_EMIT waitingChanged();
}

void EventIntake::settle()
{
    if (m_showsFormer)
        deliver({});
    Q_EMIT settled();
}

void EventIntake::setPaused(bool paused)
{
    if (m_isPaused == paused)
        return;
    m_batch.stop();
    flush();
    m_isPaused = paused;
    m_pausedAt = m_session.endEvent();
    if (!paused)
        m_model.append(std::exchange(m_waiting, {}));
    Q_EMIT waitingChanged();
}

void EventIntake::cancel()
{
    m_sieve.cancel();
    m_wasCancelled = true;
    settle();
}

void EventIntake::drop(EventId first)
{
    std::erase_if(m_waiting, [first](EventId id) { return id < first; });
    m_model.dropBefore(first);
    Q_EMIT waitingChanged();
}

} // namespace callscope::ui
