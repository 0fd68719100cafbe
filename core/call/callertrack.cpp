#include "core/call/callertrack.h"

#include "core/media/mulaw.h"

#include <algorithm>

namespace callscope::call {

namespace {

/// Timestamps wander by a few milliseconds around chunk × 20; less than half a frame is no gap.
constexpr std::int64_t tolerance = media::frameSamples / 2;
/// More than this at once is a broken counter and not lost sound: the track goes on where the message says.
constexpr std::int64_t longestFill = std::int64_t(media::sampleRate) * 10;

} // namespace

void CallerTrack::add(const twilio::MediaMessage &media)
{
    const media::Samples samples = media::decodeMuLaw(media.mulaw);
    const std::int64_t expected = m_next + std::ssize(m_pending);
    const std::int64_t place = placeOf(media);
    if (!m_started) {
        m_started = true;
        m_next = place;
    } else if (place > expected + tolerance) {
        onGap({ GapKind::Missing, media::lengthOf(expected), media::lengthOf(place - expected) });
        fillTo(place);
    } else if (place < expected - tolerance) {
        onGap({ GapKind::Duplicate, media::lengthOf(place), media::lengthOf(std::ssize(samples)) });
        return;
    }
    append(samples);
}

std::int64_t CallerTrack::placeOf(const twilio::MediaMessage &media) const
{
    const std::int64_t expected = m_next + std::ssize(m_pending);
    return media.timestamp ? media::samplesIn(std::max(*media.timestamp, std::chrono::milliseconds(0))) : expected;
}

void CallerTrack::append(std::span<const media::Sample> samples)
{
    m_pending.insert(m_pending.end(), samples.begin(), samples.end());
    std::ptrdiff_t used = 0;
    for (; std::ssize(m_pending) - used >= media::frameSamples; used += media::frameSamples) {
        const auto first = m_pending.begin() + used;
        onFrame({ m_next, media::Samples(first, first + media::frameSamples) });
        m_next += media::frameSamples;
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + used);
}

void CallerTrack::fillTo(std::int64_t position)
{
    const std::int64_t missing = position - m_next - std::ssize(m_pending);
    if (missing <= longestFill) {
        append(media::Samples(static_cast<size_t>(missing), 0));
        return;
    }
    m_pending.clear();
    m_next = position;
}

} // namespace callscope::call
