#include "tests/bench/loadgen/times.h"

#include <algorithm>
#include <cstdio>

namespace callscope::bench {

void printTimes(const char *name, std::vector<float> times)
{
    std::sort(times.begin(), times.end());
    std::printf(R"("%s":)", name);
    if (times.empty()) {
        std::printf("null,");
        return;
    }
    const auto at = [&times](double part) {
        const auto place = static_cast<std::size_t>(part * static_cast<double>(times.size()));
        return double { times[std::min(place, times.size() - 1)] };
    };
    std::printf(R"({"p50":%.3f,"p95":%.3f,"p99":%.3f,"max":%.3f},)", at(0.5), at(0.95), at(0.99), at(1));
}

} // namespace callscope::bench
