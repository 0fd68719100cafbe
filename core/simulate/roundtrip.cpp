#include "core/simulate/roundtrip.h"

#include "core/media/format.h"

#include <QHashFunctions>

#include <algorithm>

namespace callscope::simulate {

namespace {

constexpr std::uint8_t minusZero = 0x7F, signBit = 0x80;

/// Nothing of what is no frame, and of silence. Minus zero comes back as plus zero from whoever decodes it.
std::optional<std::uint64_t> soundOf(QByteArrayView mulaw)
{
    std::array<std::uint8_t, media::frameSamples> codes {};
    if (mulaw.size() != std::ssize(codes))
        return std::nullopt;
    std::transform(mulaw.begin(), mulaw.end(), codes.begin(), [](char c) {
        const auto code = static_cast<std::uint8_t>(c);
        return static_cast<std::uint8_t>(code == minusZero ? code | signBit : code);
    });
    if (std::ranges::count(codes, codes.front()) == std::ssize(codes))
        return std::nullopt;
    return qHashBits(codes.data(), codes.size());
}

} // namespace

void RoundTrip::noteSent(QByteArrayView mulaw, base::Monotonic now)
{
    const auto sound = soundOf(mulaw);
    if (!sound)
        return;
    m_sent[m_end++ % most] = { *sound, now };
    m_begin = std::max(m_begin, m_end - std::min(m_end, most));
}

/// Frames come back in their order: those before it are lost.
std::optional<std::chrono::nanoseconds> RoundTrip::noteReceived(QByteArrayView mulaw, base::Monotonic now)
{
    if (m_begin == m_end)
        return std::nullopt;
    const auto sound = soundOf(mulaw);
    for (std::uint64_t place = m_begin; sound && place < m_end; ++place) {
        if (m_sent[place % most].sound != *sound)
            continue;
        m_begin = place + 1;
        return now - m_sent[place % most].at;
    }
    return std::nullopt;
}

} // namespace callscope::simulate
