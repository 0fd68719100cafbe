#include "ui/audio/lanemixer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace callscope::ui {

namespace {

constexpr int clippedFrom = 32124; ///< the loudest that µ-law can say
constexpr std::size_t smoothed = 40; ///< samples after a jump: 5 ms

} // namespace

void LaneMixer::process(std::span<media::Sample> interleaved)
{
    for (std::size_t which = 0; which < m_lanes.size(); ++which) {
        Lane &lane = m_lanes[which];
        media::Samples samples(interleaved.size() / 2);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = interleaved[2 * i + which];
        measure(lane, samples);
        mix(lane, samples, m_mix.isHeard(which) ? 1 : 0);
        for (std::size_t i = 0; i < samples.size(); ++i)
            interleaved[2 * i + which] = samples[i];
    }
    m_jumped = false;
}

void LaneMixer::measure(Lane &lane, std::span<const media::Sample> samples)
{
    for (const media::Sample sample : samples) {
        lane.energy += static_cast<double>(sample) * sample;
        lane.level.peak = std::max(lane.level.peak, std::abs(static_cast<int>(sample)));
    }
    lane.count += std::ssize(samples);
}

void LaneMixer::mix(Lane &lane, media::Samples &samples, double gain) const
{
    const double step = (gain - lane.gain) / static_cast<double>(samples.size());
    double offset = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        lane.gain += step;
        double value = lane.gain * samples[i];
        if (m_jumped && i == 0)
            offset = lane.last - value;
        if (i < smoothed)
            value += offset * static_cast<double>(smoothed - i) / static_cast<double>(smoothed);
        samples[i] = static_cast<media::Sample>(std::clamp(std::round(value), -32768.0, 32767.0));
    }
    lane.gain = gain;
    lane.last = samples.back();
}

std::array<LaneLevel, 2> LaneMixer::takeLevels()
{
    std::array<LaneLevel, 2> levels;
    for (std::size_t which = 0; which < m_lanes.size(); ++which) {
        Lane &lane = m_lanes[which];
        levels[which] = lane.level;
        levels[which].rms = lane.count > 0 ? std::sqrt(lane.energy / static_cast<double>(lane.count)) : 0;
        levels[which].clipped = lane.level.peak >= clippedFrom;
        lane.energy = 0;
        lane.count = 0;
        lane.level = {};
    }
    return levels;
}

} // namespace callscope::ui
