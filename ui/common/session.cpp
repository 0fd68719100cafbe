#include "ui/common/session.h"

namespace callscope::ui {

Session::Session(QObject *parent)
    : QObject(parent)
{
    connect(&m_silence, &QTimer::timeout, this, &Session::silenceStalled);
    m_silence.start(silentAfter);
}

int Session::addSource(const QString &name, bool recorded)
{
    m_sources.push_back({ name, recorded });
    const int source = static_cast<int>(m_sources.size()) - 1;
    Q_EMIT sourceAdded(source);
    return source;
}

QString Session::sourceName(int source) const
{
    return m_sources.at(static_cast<std::size_t>(source)).name;
}

bool Session::isRecorded(int source) const
{
    return m_sources.at(static_cast<std::size_t>(source)).recorded;
}

void Session::append(int source, std::span<const event::Event> events)
{
    if (events.empty())
        return;
    const EventId first = endEvent();
    const auto knownCalls = static_cast<int>(m_order.size());
    QSet<CallKey> changed;
    for (const event::Event &event : events)
        take(source, event, changed);

    // In this order, so that who selects a call the moment it comes finds its events already told.
    Q_EMIT eventsAppended(first, endEvent());
    if (const int added = static_cast<int>(m_order.size()) - knownCalls; added > 0)
        Q_EMIT callsAdded(knownCalls, added);
    if (!changed.isEmpty())
        Q_EMIT callsChanged(changed.values());
    dropOldest();
}

void Session::take(int source, const event::Event &event, QSet<CallKey> &changed)
{
    const EventId id = endEvent();
    m_entries.push_back({ source, event });
    if (event.callSid.isEmpty())
        return;
    const CallKey key { source, event.callSid };
    std::shared_ptr<Call> &call = m_calls[key];
    if (!call) {
        call = std::make_shared<Call>();
        call->summary.key = key;
        call->summary.recorded = isRecorded(source);
        call->summary.started = event.utc;
        call->summary.zero = event.monotonic;
        m_order.push_back(key);
    }
    call->events.push_back(id);
    fold(call->summary, event);
    if (std::holds_alternative<event::CallEnded>(event.payload) && !call->summary.recorded)
        m_ended.push_back(key);
    changed.insert(key);
}

void Session::dropOldest()
{
    if (static_cast<EventId>(m_entries.size()) <= mostEvents)
        return;
    const EventId count = static_cast<EventId>(m_entries.size()) - mostEvents + droppedAtOnce;
    for (EventId id = m_first; id < m_first + count; ++id) {
        const auto call = m_calls.constFind(keyOf(entry(id)));
        if (call != m_calls.constEnd())
            (*call)->events.pop_front();
    }
    m_entries.erase(m_entries.begin(), m_entries.begin() + count);
    m_first += count;
    Q_EMIT eventsDropped(m_first);
}

/// The caller's sound never pauses on a running stream, the bot's does: its silence is that nothing comes.
void Session::quietenLevels(const PeakRuns &runs)
{
    for (const PeakRun &run : runs) {
        const auto call = m_calls.constFind(run.key);
        if (call != m_calls.constEnd())
            (*call)->summary.levels = {};
    }
}

void Session::addPeaks(const PeakRuns &runs)
{
    QSet<CallKey> changed;
    quietenLevels(runs);
    for (const PeakRun &run : runs) {
        const auto call = m_calls.constFind(run.key);
        if (call == m_calls.constEnd() || run.peaks.empty())
            continue;
        const auto lane = static_cast<std::size_t>(run.lane);
        const qint64 before = (*call)->peaks[lane].size();
        (*call)->peaks[lane].put(run.first, run.peaks);
        m_peaks += (*call)->peaks[lane].size() - before;
        (*call)->heard = std::chrono::steady_clock::now();
        CallSummary &summary = (*call)->summary;
        const qint64 end = (run.first + static_cast<qint64>(run.peaks.size())) * media::samplesPerPeak;
        summary.newest = std::max(summary.newest, media::lengthOf(end));
        if (summary.isRunning())
            summary.levels[lane] = run.peaks.back().rms;
        changed.insert(run.key);
    }
    dropOldPeaks();
    if (!changed.isEmpty())
        Q_EMIT peaksAdded(changed.values());
}

void Session::dropOldPeaks()
{
    while (m_peaks > mostPeaks && !m_ended.empty()) {
        for (media::PeakPyramid &lane : m_calls[m_ended.front()]->peaks) {
            m_peaks -= lane.size();
            lane = {};
        }
        m_ended.pop_front();
    }
}

/// A stalled stream tells nothing, not even that it is silent.
void Session::silenceStalled()
{
    const base::Monotonic limit = std::chrono::steady_clock::now() - silentAfter;
    QList<CallKey> changed;
    for (const std::shared_ptr<Call> &call : std::as_const(m_calls)) {
        CallSummary &summary = call->summary;
        if (summary.isRunning() && call->heard < limit && summary.levels != std::array<double, 2> {}) {
            summary.levels = {};
            changed << summary.key;
        }
    }
    if (!changed.isEmpty())
        Q_EMIT callsChanged(changed);
}

const CallSummary *Session::call(const CallKey &key) const
{
    const auto found = m_calls.constFind(key);
    return found == m_calls.constEnd() ? nullptr : &(*found)->summary;
}

std::vector<EventId> Session::eventsOf(const CallKey &key) const
{
    const auto found = m_calls.constFind(key);
    if (found == m_calls.constEnd())
        return {};
    return { (*found)->events.begin(), (*found)->events.end() };
}

CallTime Session::timeOf(EventId id) const
{
    const Entry &one = entry(id);
    const CallSummary *summary = call(keyOf(one));
    return summary ? std::chrono::duration_cast<CallTime>(one.event.monotonic - summary->zero) : CallTime(0);
}

const media::PeakPyramid &Session::peaks(const CallKey &key, media::Lane lane) const
{
    static const media::PeakPyramid silence;
    const auto found = m_calls.constFind(key);
    return found == m_calls.constEnd() ? silence : (*found)->peaks[static_cast<std::size_t>(lane)];
}

} // namespace callscope::ui
