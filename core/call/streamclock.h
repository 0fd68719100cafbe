#pragma once

#include "core/base/clock.h"

#include <optional>

namespace callscope::call {

/// Relates a stream's own time (milliseconds since its start, on the caller's side) to our monotonic clock. A message
/// can come late but never early, so the earliest of the last seconds tells the true offset; drift is followed.
class StreamClock
{
public:
    /// A frame that ends at `streamEnd` arrived at `now`.
    void observe(std::chrono::milliseconds streamEnd, base::Monotonic now);
    bool isRunning() const { return m_current.has_value(); }

    /// The moment at which `position` of the stream was spoken. Only while running.
    base::Monotonic moment(std::chrono::nanoseconds position) const { return base::Monotonic(offset() + position); }
    /// Where in the stream `moment` is. Only while running.
    std::chrono::nanoseconds position(base::Monotonic moment) const { return moment.time_since_epoch() - offset(); }

private:
    std::chrono::nanoseconds offset() const { return m_previous ? std::min(*m_current, *m_previous) : *m_current; }

    std::optional<std::chrono::nanoseconds> m_current {}, m_previous {};
    base::Monotonic m_windowStart {};
};

} // namespace callscope::call
