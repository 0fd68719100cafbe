#pragma once

#include "core/base/clock.h"

namespace callscope::tests {

/// A clock that moves when the test says so. It starts on 2026-01-15 09:30:00 UTC.
class ManualClock final : public base::Clock
{
public:
    base::Monotonic monotonic() const override { return m_monotonic; }
    base::Utc utc() const override { return m_utc; }

    void advance(std::chrono::nanoseconds by)
    {
        m_monotonic += by;
        m_utc += std::chrono::duration_cast<base::Utc::duration>(by);
    }
    /// What an operator or NTP does: the wall clock jumps, elapsed time does not.
    void jumpWallClock(std::chrono::nanoseconds by) { m_utc += std::chrono::duration_cast<base::Utc::duration>(by); }

private:
    base::Monotonic m_monotonic { std::chrono::hours(1) };
    base::Utc m_utc { std::chrono::seconds(1768469400) };
};

} // namespace callscope::tests
