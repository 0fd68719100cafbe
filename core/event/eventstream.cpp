#include "core/event/eventstream.h"

namespace callscope::event {

EventStream::EventStream(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{ }

void EventStream::publish(Payload payload, const base::CallSid &callSid, const base::StreamSid &streamSid)
{
    const Event event { ++m_lastSequence, m_clock.utc(), m_clock.monotonic(), callSid, streamSid, std::move(payload) };
    Q_EMIT published(event);
}

} // namespace callscope::event
