#include "core/call/bottrack.h"

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
    m_waiting.push_back({ playsAt, media::decodeMuLaw(mulaw) });
}

void BotTrack::clear(base::Monotonic now)
{
    while (!m_waiting.empty() && m_waiting.back().playsAt >= now)
        m_waiting.pop_back();
    if (m_waiting.empty())
        return;
    Waiting &last = m_waiting.back();
    const auto heard = std::clamp<std::int64_t>(samplesBetween(last.playsAt, now), 0, std::ssize(last.samples));
    last.samples.resize(static_cast<size_t>(heard));
}

std::vector<BotTrack::Piece> BotTrack::take(base::Monotonic now, const StreamClock &clock)
{
    std::vector<Piece> played;
    while (clock.isRunning() && !m_waiting.empty()) {
        Waiting &first = m_waiting.front();
        const base::Monotonic end = endOf(first.playsAt, std::ssize(first.samples));
        if (end > now)
            break;
        const std::int64_t position = placeOf(first, clock);
        m_nextPosition = position + std::ssize(first.samples);
        m_runEnd = end;
        played.push_back({ position, std::move(first.samples) });
        m_waiting.pop_front();
    }
    return played;
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
