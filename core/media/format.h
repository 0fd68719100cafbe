#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

/// The one sound format of a phone line: 8 kHz, mono; 16-bit inside, µ-law on the wire.
namespace callscope::media {

using Sample = std::int16_t;
using Samples = std::vector<Sample>;

inline constexpr int sampleRate = 8000;
inline constexpr int samplesPerMillisecond = sampleRate / 1000;
inline constexpr std::chrono::milliseconds frameLength { 20 };
inline constexpr int frameSamples = 160;

constexpr std::chrono::milliseconds lengthOf(std::int64_t sampleCount)
{
    return std::chrono::milliseconds(sampleCount / samplesPerMillisecond);
}

constexpr std::int64_t samplesIn(std::chrono::milliseconds length)
{
    return length.count() * samplesPerMillisecond;
}

/// Root mean square on the 16-bit scale; 0 for no samples.
double rms(std::span<const Sample> samples);

} // namespace callscope::media
