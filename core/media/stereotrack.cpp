#include "core/media/stereotrack.h"

#include <algorithm>

namespace callscope::media {

void StereoTrack::put(Lane lane, std::int64_t position, std::span<const Sample> samples)
{
    const std::int64_t first = std::max(position, m_taken);
    const std::int64_t last = std::min(position + std::ssize(samples), m_taken + samplesIn(farthestAhead));
    if (first >= last)
        return;
    const auto needed = static_cast<std::size_t>(2 * (last - m_taken));
    if (m_pending.size() < needed)
        m_pending.resize(needed);
    std::size_t slot = static_cast<std::size_t>(2 * (first - m_taken)) + static_cast<std::size_t>(lane);
    for (std::int64_t i = first; i < last; ++i, slot += 2)
        m_pending[slot] = samples[static_cast<std::size_t>(i - position)];
    std::int64_t &end = m_ends[static_cast<std::size_t>(lane)];
    end = std::max(end, last);
}

Samples StereoTrack::take(std::int64_t upTo)
{
    if (upTo <= m_taken)
        return {};
    const auto wanted = static_cast<std::size_t>(2 * (upTo - m_taken));
    const auto known = static_cast<std::ptrdiff_t>(std::min(wanted, m_pending.size()));
    Samples block(m_pending.begin(), m_pending.begin() + known);
    block.resize(wanted);
    m_pending.erase(m_pending.begin(), m_pending.begin() + known);
    m_taken = upTo;
    return block;
}

} // namespace callscope::media
