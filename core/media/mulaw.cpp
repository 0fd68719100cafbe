#include "core/media/mulaw.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace callscope::media {

namespace {

constexpr int bias = 0x84;
constexpr int clip = 32635;

/// The 14-bit formula of G.711 on the 16-bit scale; only the tables are made with it.
constexpr Sample expand(std::uint8_t code)
{
    const int inverted = ~code & 0xFF;
    const int segment = (inverted >> 4) & 7;
    const int magnitude = ((((inverted & 0x0F) << 3) + bias) << segment) - bias;
    return static_cast<Sample>(inverted & 0x80 ? -magnitude : magnitude);
}

constexpr std::uint8_t compress(int sample)
{
    const int sign = sample < 0 ? 0x80 : 0;
    const int magnitude = std::min(sample < 0 ? -sample : sample, clip) + bias;
    int segment = 7;
    while (segment > 0 && !(magnitude & (0x80 << segment)))
        --segment;
    return static_cast<std::uint8_t>(~(sign | segment << 4 | ((magnitude >> (segment + 3)) & 0x0F)));
}

constexpr std::array<Sample, 256> expanded = [] {
    std::array<Sample, 256> table {};
    for (std::size_t code = 0; code < table.size(); ++code)
        table[code] = expand(static_cast<std::uint8_t>(code));
    return table;
}();

/// The energy of each code.
constexpr std::array<std::uint32_t, 256> squared = [] {
    std::array<std::uint32_t, 256> table {};
    for (std::size_t code = 0; code < table.size(); ++code)
        table[code] = static_cast<std::uint32_t>(std::int32_t { expanded[code] } * expanded[code]);
    return table;
}();

/// Indexed by the sample read as unsigned.
constexpr std::array<char, 65536> compressed = [] {
    std::array<char, 65536> table {};
    for (int sample = -32768; sample <= 32767; ++sample)
        table[static_cast<std::uint16_t>(sample)] = static_cast<char>(compress(sample));
    return table;
}();

} // namespace

QByteArray encodeMuLaw(std::span<const Sample> samples)
{
    QByteArray mulaw(std::ssize(samples), Qt::Uninitialized);
    std::transform(samples.begin(), samples.end(), mulaw.data(),
                   [](Sample sample) { return compressed[static_cast<std::uint16_t>(sample)]; });
    return mulaw;
}

Samples decodeMuLaw(QByteArrayView mulaw)
{
    Samples samples(static_cast<std::size_t>(mulaw.size()));
    decodeMuLaw(mulaw, samples);
    return samples;
}

void decodeMuLaw(QByteArrayView mulaw, std::span<Sample> into)
{
    Q_ASSERT(std::ssize(into) == mulaw.size());
    Sample *to = into.data();
    for (const char code : mulaw)
        *to++ = expanded[static_cast<std::uint8_t>(code)];
}

double rms(QByteArrayView mulaw)
{
    std::uint64_t energy = 0;
    for (const char code : mulaw)
        energy += squared[static_cast<std::uint8_t>(code)];
    return mulaw.isEmpty() ? 0 : std::sqrt(static_cast<double>(energy) / static_cast<double>(mulaw.size()));
}

} // namespace callscope::media
