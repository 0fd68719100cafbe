#pragma once

#include "tests/bench/loadgen/sound.h"

#include <optional>
#include <string>
#include <vector>

namespace callscope::bench {

/// What callers send: frames of 20 ms, as base64 of µ-law.
struct Lines
{
    std::vector<std::string> speech {};
    std::vector<std::string> quiet {}; ///< the faint noise of a line, different each time
};

/// `path`: PCM of 16 bits and 16 kHz without a head. Nothing: it cannot be read, or has no whole frame.
std::optional<Lines> readLines(const char *path, Dice &dice);

} // namespace callscope::bench
