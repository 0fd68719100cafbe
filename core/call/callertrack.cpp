#include "core/call/callertrack.h"

#include "core/base/borrowed.h"
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
    if (m_started && placeOf(media) > m_next + m_pending.size() + plausibleLeap)
        m_doubted = media;
    else
        place(media);
}

void CallerTrack::place(const twilio::MediaMessage &media)
{
    const std::int64_t expected = m_next + m_pending.size();
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
    append(media.mulaw);
}

std::int64_t CallerTrack::placeOf(const twilio::MediaMessage &media) const
{
    const std::int64_t expected = m_next + m_pending.size();
    if (!media.timestamp)
        return expected;
    return media::samplesIn(std::clamp(*media.timestamp, std::chrono::milliseconds(0), latest)) + m_skew;
}

void CallerTrack::append(QByteArrayView mulaw, bool filled)
{
    while (m_pending.size() + mulaw.size() >= media::frameSamples) {
        const QByteArrayView first = mulaw.first(media::frameSamples - m_pending.size());
        mulaw = mulaw.sliced(first.size());
        if (m_pending.isEmpty()) {
            give(first, filled);
        } else {
            give(m_pending.append(first), filled);
            m_pending.truncate(0);
        }
    }
    if (!mulaw.isEmpty())
        m_pending.append(mulaw);
}

void CallerTrack::give(QByteArrayView mulaw, bool filled)
{
    thread_local Frame shared;
    base::Borrowed<Frame> frame(shared);
    frame->position = std::exchange(m_next, m_next + media::frameSamples);
    frame->samples.resize(media::frameSamples);
    media::decodeMuLaw(mulaw, frame->samples);
    frame->filled = filled;
    onFrame(*frame);
}

void CallerTrack::fillTo(std::int64_t position)
{
    const std::int64_t missing = position - m_next - m_pending.size();
    if (missing <= longestFill) {
        append(QByteArray(missing, media::muLawSilence), true);
        return;
    }
    m_pending.clear();
    m_next = position;
}

} // namespace callscope::call
