#pragma once

#include "tests/bench/loadgen/clock.h"

#include <cstdint>
#include <vector>

namespace callscope::bench {

/// What all calls of a run have counted.
struct Tally
{
    Time begin = Time::max(), end = Time::max(); ///< what is sent between them counts
    std::size_t open = 0, closed = 0; ///< calls; closed is a fault, as no call hangs up
    std::uint64_t sent = 0, echoed = 0; ///< frames that were sent within the time that counts
    std::uint64_t echoedInTime = 0; ///< frames that came back within it, whenever they were sent
    std::uint64_t wrong = 0; ///< came back changed, on another stream or unasked
    std::vector<float> roundTrips {}, late {}; ///< ms; late is how much after its time a frame was sent

    bool counts(Time at) const { return at >= begin && at < end; }
};

} // namespace callscope::bench
