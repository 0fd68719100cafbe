#pragma once

#include "core/media/format.h"

#include <array>

namespace callscope::media {

enum class Lane { Left, Right };

/// Puts pieces of two voices, which arrive in any small order and with gaps, in their places on one time line, and
/// gives them out as interleaved blocks. It owns what has been put and not yet taken, and lives on the thread of its
/// recorder. Positions are samples of one lane since the start of the recording.
class StereoTrack
{
public:
    /// A piece that starts further ahead of what was taken is cut, so that a wrong position cannot eat the memory.
    static constexpr std::chrono::minutes farthestAhead { 10 };

    /// What lies before `taken()` is cut off, never shifted; where two pieces of a lane overlap, the later put wins.
    void put(Lane lane, std::int64_t position, std::span<const Sample> samples);
    /// Everything between `taken()` and `upTo`, interleaved left, right; gaps are zeros. Empty when `upTo` was taken.
    Samples take(std::int64_t upTo);

    /// Where the next `take` starts.
    std::int64_t taken() const { return m_taken; }
    /// One past the last sample that was put on the lane: with both lanes' ends the caller chooses its horizon.
    std::int64_t end(Lane lane) const { return m_voices[static_cast<std::size_t>(lane)].end; }

private:
    struct Voice
    {
        Samples pending {}; ///< from m_taken on
        std::int64_t end = 0;
    };

    std::array<Voice, 2> m_voices {};
    std::int64_t m_taken = 0;
};

} // namespace callscope::media
