#pragma once

#include "core/media/stereotrack.h"

#include <array>
#include <vector>

namespace callscope::ui {

/// How late the sound of a running call arrives, and from that how far behind it may be played without a hole: a jitter
/// buffer of 60 to 200 ms on top of the way that all sound has. Plain value of the sound thread.
class Arrivals
{
public:
    static constexpr std::chrono::milliseconds leastBuffer { 60 };
    static constexpr std::chrono::milliseconds mostBuffer { 200 };

    /// `late`: from when a piece's first sample was spoken to when the piece was here.
    void note(media::Lane lane, std::chrono::milliseconds late);
    /// How far behind the speaking to play.
    std::chrono::milliseconds playDelay() const;

private:
    static constexpr std::size_t remembered = 100; ///< pieces of each lane: a lane that rests keeps what it knew

    std::array<std::vector<std::chrono::milliseconds>, 2> m_late {};
};

} // namespace callscope::ui
