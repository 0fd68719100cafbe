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

void BotTrack::add(base::Monotonic playsAt, QByteArrayView mulaw, const StreamClock &clock)
{
    const bool continues = playsAt == m_runEnd;
    if (!continues && clock.isRunning()) {
        const auto position = std::chrono::duration_cast<std::chrono::microseconds>(clock.position(playsAt));
        const std::int64_t sample = position.count() * media::samplesPerMillisecond / 1000;
        m_nextPosition = std::max(m_nextPosition, sample);
    }
    m_waiting.push_back({ playsAt, { m_nextPosition, media::decodeMuLaw(mulaw) } });
    m_runEnd = endOf(playsAt, mulaw.size());
    m_nextPosition += mulaw.size();
}

void BotTrack::clear(base::Monotonic now)
{
    while (!m_waiting.empty() && m_waiting.back().playsAt >= now)
        m_waiting.pop_back();
    if (m_waiting.empty())
        return;
    Waiting &last = m_waiting.back();
    const auto heard = std::clamp<std::int64_t>(samplesBetween(last.playsAt, now), 0, std::ssize(last.piece.samples));
    last.piece.samples.resize(static_cast<size_t>(heard));
    m_runEnd = {};
    m_nextPosition = last.piece.position + heard;
}

std::vector<BotTrack::Piece> BotTrack::take(base::Monotonic now)
{
    std::vector<Piece> played;
    while (!m_waiting.empty()) {
        Waiting &first = m_waiting.front();
        if (endOf(first.playsAt, std::ssize(first.piece.samples)) > now)
            break;
        played.push_back(std::move(first.piece));
        m_waiting.pop_front();
    }
    return played;
}

} // namespace callscope::call
