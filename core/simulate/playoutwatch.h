#pragma once

#include <chrono>

namespace callscope::simulate {

/// How well a gateway paces its sound: how much of it waited at the ear at most, and how often the ear ran dry inside
/// speech. Its time is the pieces that were played. Plain, one a stream.
class PlayoutWatch
{
public:
    /// A message of sound came; `queued` waits with it.
    void noteArrival(std::chrono::milliseconds queued);
    /// A piece of `length` was played; `whole`: all of it came from the queue.
    void notePlayed(std::chrono::milliseconds length, bool whole);

    std::chrono::milliseconds mostQueued() const { return m_mostQueued; }
    /// Gaps that were shorter than a pause between sentences.
    int dryGaps() const { return m_dryGaps; }

private:
    std::chrono::milliseconds m_mostQueued { 0 };
    std::chrono::milliseconds m_dryFor { std::chrono::hours(1) };
    int m_dryGaps = 0;
};

} // namespace callscope::simulate
