#pragma once

#include <chrono>

namespace callscope::bench {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;
using Seconds = std::chrono::duration<double>;

} // namespace callscope::bench
