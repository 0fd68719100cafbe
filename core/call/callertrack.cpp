#include "core/call/callertrack.h"

#include "core/media/mulaw.h"

#include <algorithm>
#include <utility>

namespace callscope::call {

namespace {

/// Timestamps wander by a few milliseconds around chunk × 20; less than half a frame is no gap.
constexpr std::int64_t tolerance = media::frameSamples / 2;
/// A leap of the timestamps by more than this wants a second witness: a single wrong one that was believed would move
/// all that comes behind it.
constexpr std::int64_t plausibleLeap = media::sampleRate / 10;
/// More than this at once is not filled: the track goes on where the messages say.
constexpr std::int64_t longestFill = std::int64_t(media::sampleRate) * 10;
/// So many messages from the past in a row are the present.
constexpr int duplicatesToFollow = 5;
/// Twilio ends a call after a day; what is later is no time.
constexpr std::chrono::milliseconds latest = std::chrono::hours(48);

} // namespace

void CallerTrack::add(const twilio::MediaMessage &media)
{
    if (m_doubted) {
        const twilio::MediaMessage doubted = *std::exchange(m_doubted, std::nullopt);
        const std::int64_t leap = placeOf(media) - placeOf(doubted) - doubted.mulaw.size();
        if (leap >= -tolerance && leap <= plausibleLeap)
            place(doubted);
        else
            placeHere(doubted);
    }
    if (m_started && placeOf(media) > m_next + std::ssize(m_pending) + plausibleLeap)
        m_doubted = media;
    else
        place(media);
}

void CallerTrack::place(const twilio::MediaMessage &media)
{
    const std::int64_t expected = m_next + std::ssize(m_pending);
    const std::int64_t position = placeOf(media);
    if (!m_started) {
        m_started = true;
        m_next = position;
    } else if (position > expected + tolerance) {
        onGap({ GapKind::Missing, media::lengthOf(expected), media::lengthOf(position - expected) });
        fillTo(position);
    } else if (position < expected - tolerance && ++m_duplicates < duplicatesToFollow) {
        onGap({ GapKind::Duplicate, media::lengthOf(position), media::lengthOf(media.mulaw.size()) });
        return;
    } else if (position < expected - tolerance) {
        m_skew += expected - position;
    }
    placeHere(media);
}

/// Right behind what is there, whatever its timestamp says.
void CallerTrack::placeHere(const twilio::MediaMessage &media)
{
    m_duplicates = 0;
    append(media::decodeMuLaw(media.mulaw));
}

std::int64_t CallerTrack::placeOf(const twilio::MediaMessage &media) const
{
    const std::int64_t expected = m_next + std::ssize(m_pending);
    if (!media.timestamp)
        return expected;
    return media::samplesIn(std::clamp(*media.timestamp, std::chrono::milliseconds(0), latest)) + m_skew;
}

void CallerTrack::append(std::span<const media::Sample> samples, bool filled)
{
    m_pending.insert(m_pending.end(), samples.begin(), samples.end());
    std::ptrdiff_t used = 0;
    for (; std::ssize(m_pending) - used >= media::frameSamples; used += media::frameSamples) {
        const auto first = m_pending.begin() + used;
        onFrame({ m_next, media::Samples(first, first + media::frameSamples), filled });
        m_next += media::frameSamples;
    }
    m_pending.erase(m_pending.begin(), m_pending.begin() + used);
}

void CallerTrack::fillTo(std::int64_t position)
{
    const std::int64_t missing = position - m_next - std::ssize(m_pending);
    if (missing <= longestFill) {
        append(media::Samples(static_cast<size_t>(missing), 0), true);
        return;
    }
    m_pending.clear();
    m_next = position;
}

} // namespace callscope::call
