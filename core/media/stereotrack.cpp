#include "core/media/stereotrack.h"

#include <algorithm>

namespace callscope::media {

namespace {

/// By which a lane's memory grows: there are many lanes, and doubling would leave half of each unused.
constexpr std::size_t growth = 800;
/// More unused memory than this is given back.
constexpr std::size_t mostUnused = 3 * growth;

void grow(Samples &samples, std::size_t size)
{
    if (samples.capacity() < size)
        samples.reserve((size + growth - 1) / growth * growth);
    samples.resize(size);
}

void dropFirst(Samples &samples, std::size_t count)
{
    samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count));
    if (samples.capacity() - samples.size() > mostUnused)
        samples.shrink_to_fit();
}

} // namespace

void StereoTrack::put(Lane lane, std::int64_t position, std::span<const Sample> samples)
{
    const std::int64_t first = std::max(position, m_taken);
    const std::int64_t last = std::min(position + std::ssize(samples), m_taken + samplesIn(farthestAhead));
    if (first >= last)
        return;
    Voice &voice = m_voices[static_cast<std::size_t>(lane)];
    if (last - m_taken > std::ssize(voice.pending))
        grow(voice.pending, static_cast<std::size_t>(last - m_taken));
    std::copy_n(samples.begin() + (first - position), last - first, voice.pending.begin() + (first - m_taken));
    voice.end = std::max(voice.end, last);
}

Samples StereoTrack::take(std::int64_t upTo)
{
    if (upTo <= m_taken)
        return {};
    const auto wanted = static_cast<std::size_t>(upTo - m_taken);
    Samples block(2 * wanted);
    for (std::size_t lane = 0; lane < m_voices.size(); ++lane) {
        Samples &pending = m_voices[lane].pending;
        const std::size_t known = std::min(wanted, pending.size());
        for (std::size_t i = 0; i < known; ++i)
            block[2 * i + lane] = pending[i];
        dropFirst(pending, known);
    }
    m_taken = upTo;
    return block;
}

} // namespace callscope::media
