#include "core/event/eventstream.h"

namespace callscope::event {

EventStream::EventStream(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{ }

void EventStream::publish(Payload payload, const base::CallSid &callSid, const base::StreamSid &streamSid)
{
    // To the microsecond, as records have it: a live call and its record then show the same times.
    const auto monotonic = std::chrono::floor<std::chrono::microseconds>(m_clock.monotonic());
    const Event event { ++m_lastSequence, m_clock.utc(), monotonic, callSid, streamSid, std::move(payload) };
    Q_EMIT published(event);
}

} // namespace callscope::event
