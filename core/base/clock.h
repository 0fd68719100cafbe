#pragma once

#include <chrono>

namespace callscope::base {

using Monotonic = std::chrono::steady_clock::time_point;
using Utc = std::chrono::system_clock::time_point;

/// Where time comes from. Timeouts, durations and latencies use `monotonic()`; `utc()` is only for showing and filing.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Monotonic monotonic() const = 0;
    virtual Utc utc() const = 0;
};

class SystemClock final : public Clock
{
public:
    Monotonic monotonic() const override { return std::chrono::steady_clock::now(); }
    Utc utc() const override { return std::chrono::system_clock::now(); }
};

} // namespace callscope::base
