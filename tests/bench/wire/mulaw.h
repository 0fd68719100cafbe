#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

/// G.711 µ-law by tables, on its own: neither the load generator nor the peers use code of Callscope, so that a fault
/// of ours cannot hide in both.
namespace callscope::bench {

constexpr std::uint8_t muLawOf(std::int16_t sample)
{
    constexpr int bias = 0x84, most = 32635;
    const int mask = sample < 0 ? 0x7f : 0xff;
    const int size = std::min(sample < 0 ? -int { sample } : int { sample }, most) + bias;
    int segment = 0;
    for (int rest = size >> 8; rest != 0; rest >>= 1)
        ++segment;
    return static_cast<std::uint8_t>(((segment << 4) | ((size >> (segment + 3)) & 0x0f)) ^ mask);
}

constexpr std::int16_t sampleOf(std::uint8_t muLaw)
{
    const int bits = ~muLaw & 0xff;
    const int size = (((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4);
    return static_cast<std::int16_t>((bits & 0x80) != 0 ? 0x84 - size : size - 0x84);
}

/// µ-law keeps 14 bits of a sample, so that many entries are enough.
struct MuLawTables
{
    std::array<std::int16_t, 256> samples {};
    std::array<std::uint8_t, 16384> codes {};

    MuLawTables()
    {
        for (int code = 0; code < 256; ++code)
            samples[code] = sampleOf(static_cast<std::uint8_t>(code));
        for (int index = 0; index < 16384; ++index)
            codes[index] = muLawOf(static_cast<std::int16_t>((index - 8192) * 4));
    }
    std::uint8_t code(std::int16_t sample) const { return codes[(sample + 32768) >> 2]; }
};

inline double rms(std::span<const std::int16_t> samples)
{
    if (samples.empty())
        return 0;
    std::int64_t sum = 0;
    for (const std::int16_t sample : samples)
        sum += std::int32_t { sample } * std::int32_t { sample };
    return std::sqrt(static_cast<double>(sum) / static_cast<double>(samples.size()));
}

} // namespace callscope::bench
