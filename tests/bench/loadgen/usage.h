#pragma once

#include "tests/bench/loadgen/clock.h"

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace callscope::bench {

/// Processor time that was taken until a moment; two of them tell what happened between.
struct Usage
{
    Time at {};
    std::chrono::nanoseconds server {}, self {}; ///< as the scheduler counts it, all threads
    Seconds machine {}, stolen {}; ///< all processors; stolen by other guests of the host
};

Usage usageOf(const std::vector<pid_t> &server);
/// Of all these processes together.
std::uint64_t residentKib(const std::vector<pid_t> &server);

} // namespace callscope::bench
