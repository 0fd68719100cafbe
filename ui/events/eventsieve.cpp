#include "ui/events/eventsieve.h"

#include <algorithm>

namespace callscope::ui {

EventSieve::EventSieve(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_pool.setMaxThreadCount(1);
}

EventSieve::~EventSieve()
{
    cancel();
    m_pool.waitForDone();
}

void EventSieve::start(Test test, std::vector<EventId> ids)
{
    cancel();
    m_run = std::make_shared<Run>();
    m_run->test = std::move(test);
    m_waiting = std::move(ids);
    m_next = 0;
    m_done = 0;
    postSlice();
}

void EventSieve::add(std::span<const EventId> ids)
{
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(m_next));
    m_next = 0;
    m_waiting.insert(m_waiting.end(), ids.begin(), ids.end());
    postSlice();
}

void EventSieve::cancel()
{
    m_waiting.clear();
    m_next = 0;
    m_inFlight = 0;
    if (!m_run)
        return;
    m_run->isCancelled = true;
    auto next = std::make_shared<Run>();
    next->test = m_run->test;
    m_run = std::move(next);
}

EventSieve::Slice EventSieve::nextSlice()
{
    Slice slice;
    const std::size_t end = std::min(m_next + sliceSize, m_waiting.size());
    slice.reserve(end - m_next);
    for (; m_next < end; ++m_next) {
        const EventId id = m_waiting[m_next];
        if (id < m_session.firstEvent())
            continue;
        const Session::Entry &entry = m_session.entry(id);
        slice.push_back({ id, entry.source, entry.event });
    }
    return slice;
}

QStringList EventSieve::sourceNames(const Slice &slice) const
{
    int last = -1;
    for (const Candidate &candidate : slice)
        last = std::max(last, candidate.source);
    QStringList names;
    for (int source = 0; source <= last; ++source)
        names.append(m_session.sourceName(source));
    return names;
}

std::vector<EventId> EventSieve::passing(const Run &run, const Slice &slice, const QStringList &sources)
{
    std::vector<EventId> ids;
    for (const Candidate &candidate : slice) {
        if (run.isCancelled)
            break;
        if (run.test(candidate.event, sources[candidate.source]))
            ids.push_back(candidate.id);
    }
    return ids;
}

void EventSieve::postSlice()
{
    if (m_inFlight > 0 || !m_run || m_next >= m_waiting.size())
        return;
    const std::size_t before = m_next;
    Slice slice = nextSlice();
    m_inFlight = static_cast<qint64>(m_next - before);
    const QStringList sources = sourceNames(slice);
    m_pool.start([this, run = m_run, sources, slice = std::move(slice)] {
        auto ids = passing(*run, slice, sources);
        QMetaObject::invokeMethod(
            this, [this, run, ids = std::move(ids)] { take(run, ids); }, Qt::QueuedConnection);
    });
}

void EventSieve::take(const std::shared_ptr<Run> &run, const std::vector<EventId> &ids)
{
    if (run != m_run)
        return;
    m_done += std::exchange(m_inFlight, 0);
    postSlice(); // the other thread goes on while this one shows
    if (!ids.empty())
        Q_EMIT found(ids);
    if (run != m_run)
        return; // whoever was told began another one
    Q_EMIT progressed();
    if (!isRunning())
        Q_EMIT finished();
}

} // namespace callscope::ui
