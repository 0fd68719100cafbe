#pragma once

#include "tests/bench/loadgen/clock.h"

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace callscope::bench {

struct Options
{
    std::uint16_t port = 0;
    std::size_t calls = 1;
    Seconds warmUp { 2 }, measured { 5 };
    Seconds drain { 3 }; ///< for frames that are still on their way
    Seconds connect { 30 }; ///< for all calls to be open
    bool isFlood = false; ///< each frame back is answered by the next one, instead of one every 20 ms
    std::vector<pid_t> server {}; ///< whose CPU and memory is counted
};

/// Nothing: what was wrong has been said.
std::optional<Options> readOptions(int argc, char **argv);

} // namespace callscope::bench
