#include "core/event/eventstream.h"

namespace callscope::event {

EventStream::EventStream(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{ }

void EventStream::publish(Payload payload, const base::CallSid &callSid, const base::StreamSid &streamSid)
{
    number({ 0, m_clock.utc(), m_clock.monotonic(), callSid, streamSid, std::move(payload) });
}

void EventStream::take(const Event &event)
{
    number(event);
}

void EventStream::number(Event event)
{
    event.sequence = ++m_lastSequence;
    // To the microsecond, as records have it: a live call and its record then show the same times.
    event.monotonic = std::chrono::floor<std::chrono::microseconds>(event.monotonic);
    Q_EMIT published(event);
}

} // namespace callscope::event
