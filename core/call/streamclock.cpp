#include "core/call/streamclock.h"

namespace callscope::call {

namespace {
constexpr std::chrono::seconds window { 5 };
}

void StreamClock::observe(std::chrono::milliseconds streamEnd, base::Monotonic now)
{
    const std::chrono::nanoseconds seen = now.time_since_epoch() - streamEnd;
    if (!m_current) {
        m_current = seen;
        m_windowStart = now;
        return;
    }
    if (now - m_windowStart >= window) {
        m_previous = m_current;
        m_current = seen;
        m_windowStart = now;
    }
    m_current = std::min(*m_current, seen);
}

} // namespace callscope::call
