#include "core/call/mediatally.h"

#include <cmath>

namespace callscope::call {

namespace {
constexpr std::chrono::seconds period { 1 };
}

void MediaTally::add(std::span<const media::Sample> samples, base::Monotonic now)
{
    if (m_frames == 0)
        m_windowStart = now;
    const double level = media::rms(samples);
    ++m_frames;
    ++m_total;
    m_samples += std::ssize(samples);
    m_energy += level * level * static_cast<double>(samples.size());
}

std::optional<MediaTally::Summary> MediaTally::take(base::Monotonic now)
{
    if (m_frames == 0 || (!isFirst() && now - *m_windowStart < period))
        return std::nullopt;
    return rest();
}

std::optional<MediaTally::Summary> MediaTally::rest()
{
    if (m_frames == 0)
        return std::nullopt;
    const double rms = m_samples == 0 ? 0 : std::sqrt(m_energy / static_cast<double>(m_samples));
    const Summary summary { m_frames, m_total, media::lengthOf(m_samples), std::round(rms * 10) / 10 };
    m_frames = m_samples = 0;
    m_energy = 0;
    return summary;
}

} // namespace callscope::call
