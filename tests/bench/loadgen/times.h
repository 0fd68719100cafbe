#pragma once

#include <vector>

namespace callscope::bench {

/// Prints a member of a JSON object with a comma behind it: percentiles of milliseconds. Without any there is nothing
/// to tell, which is null.
void printTimes(const char *name, std::vector<float> times);

} // namespace callscope::bench
