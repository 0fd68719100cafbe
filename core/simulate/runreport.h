#pragma once

#include "core/simulate/callreport.h"

namespace callscope::simulate {

/// Many calls at once: what came of them, and whether the simulator itself kept up.
struct RunReport
{
    std::vector<CallReport> calls {};
    std::chrono::nanoseconds cpu { 0 }; ///< of the simulator's process, from the first webhook to the end

    bool isGood() const;
    /// Over all calls.
    StreamCounts stream() const;
    DelayTally lateness() const;
    DelayTally roundTrips() const;
    /// For each call and 20 ms; zero without frames.
    std::chrono::nanoseconds cpuPerFrame() const;
};

/// Counts, percentiles, and what went wrong in which call.
QJsonObject toJson(const RunReport &run);
/// For people; what went wrong in several calls alike is one line.
QString summary(const RunReport &run);

} // namespace callscope::simulate
