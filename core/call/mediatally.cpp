#include "core/call/mediatally.h"

#include "core/media/mulaw.h"

#include <algorithm>
#include <cmath>

namespace callscope::call {

namespace {

constexpr std::chrono::seconds period { 1 };

/// As much as a log shows.
double rounded(double level)
{
    return std::round(level * 10) / 10;
}

} // namespace

void MediaTally::add(std::span<const media::Sample> samples, base::Monotonic now)
{
    add(media::rms(samples), std::ssize(samples), now);
}

void MediaTally::add(QByteArrayView mulaw, base::Monotonic now)
{
    add(media::rms(mulaw), mulaw.size(), now);
}

void MediaTally::add(double level, std::int64_t samples, base::Monotonic now)
{
    if (m_frames == 0)
        m_windowStart = now;
    m_quietest = m_frames == 0 ? level : std::min(m_quietest, level);
    m_loudest = m_frames == 0 ? level : std::max(m_loudest, level);
    ++m_frames;
    ++m_total;
    m_samples += samples;
    m_energy += level * level * static_cast<double>(samples);
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
    const Summary summary { m_frames,          m_total, media::lengthOf(m_samples), rounded(rms), rounded(m_quietest),
                            rounded(m_loudest) };
    m_frames = m_samples = 0;
    m_energy = 0;
    return summary;
}

} // namespace callscope::call
