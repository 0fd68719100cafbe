#pragma once

#include "ui/audio/playback.h"

#include <span>

namespace callscope::ui {

/// The last step before the ear: measures both lanes, mutes them without a click, and smooths the step where playback
/// jumps. Plain value of the sound thread.
class LaneMixer
{
public:
    void setMix(const LaneMix &mix) { m_mix = mix; }
    /// What comes next does not follow what was before.
    void jump() { m_jumped = true; }
    /// Caller and bot in turns, in place.
    void process(std::span<media::Sample> interleaved);
    /// Since the last time.
    std::array<LaneLevel, 2> takeLevels();

private:
    struct Lane
    {
        double gain = 1;
        media::Sample last = 0;
        double energy = 0;
        qint64 count = 0;
        LaneLevel level {};
    };

    static void measure(Lane &lane, std::span<const media::Sample> samples);
    void mix(Lane &lane, media::Samples &samples, double gain) const;

    LaneMix m_mix {};
    bool m_jumped = false;
    std::array<Lane, 2> m_lanes {};
};

} // namespace callscope::ui
