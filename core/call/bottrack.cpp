#include "core/call/bottrack.h"

#include "core/base/borrowed.h"
#include "core/media/mulaw.h"

#include <algorithm>

namespace callscope::call {

namespace {

base::Monotonic endOf(base::Monotonic start, qsizetype samples)
{
    return start + std::chrono::microseconds(samples * 1000 / media::samplesPerMillisecond);
}

std::int64_t samplesBetween(base::Monotonic from, base::Monotonic to)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(to - from).count() * media::samplesPerMillisecond
        / 1000;
}

} // namespace

void BotTrack::add(base::Monotonic playsAt, QByteArrayView mulaw)
{
    m_waiting.push_back({ playsAt, mulaw.size() });
    m_sound.append(mulaw);
}

void BotTrack::clear(base::Monotonic now)
{
    while (!m_waiting.empty() && m_waiting.back().playsAt >= now) {
        m_sound.chop(m_waiting.back().samples);
        m_waiting.pop_back();
    }
    if (m_waiting.empty())
        return;
    Waiting &last = m_waiting.back();
    const qsizetype heard = std::clamp<std::int64_t>(samplesBetween(last.playsAt, now), 0, last.samples);
    m_sound.chop(last.samples - heard);
    last.samples = heard;
}

void BotTrack::tick(base::Monotonic now, const StreamClock &clock)
{
    if (!clock.isRunning())
        return;
    qsizetype given = 0;
    auto waiting = m_waiting.begin();
    for (; waiting != m_waiting.end(); ++waiting) {
        const base::Monotonic end = endOf(waiting->playsAt, waiting->samples);
        if (end > now)
            break;
        const std::int64_t position = placeOf(*waiting, clock);
        m_nextPosition = position + waiting->samples;
        m_runEnd = end;
        give(position, QByteArrayView(m_sound).sliced(given, waiting->samples));
        given += waiting->samples;
    }
    m_waiting.erase(m_waiting.begin(), waiting);
    m_sound.remove(0, given);
}

void BotTrack::give(std::int64_t position, QByteArrayView mulaw) const
{
    thread_local Piece shared;
    base::Borrowed<Piece> piece(shared);
    piece->position = position;
    piece->samples.resize(static_cast<std::size_t>(mulaw.size()));
    media::decodeMuLaw(mulaw, piece->samples);
    onPlayed(*piece);
}

/// A run goes on where it was, also when the clock has been corrected meanwhile: a click would be heard, a millisecond
/// not.
std::int64_t BotTrack::placeOf(const Waiting &waiting, const StreamClock &clock) const
{
    if (waiting.playsAt == m_runEnd)
        return m_nextPosition;
    const auto position = std::chrono::duration_cast<std::chrono::microseconds>(clock.position(waiting.playsAt));
    const std::int64_t sample = position.count() * media::samplesPerMillisecond / 1000;
    const bool isFirst = m_runEnd == base::Monotonic();
    return isFirst ? sample : std::max(m_nextPosition, sample);
}

} // namespace callscope::call
