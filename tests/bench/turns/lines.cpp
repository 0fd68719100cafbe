#include "tests/bench/turns/lines.h"

#include "tests/bench/wire/mulaw.h"

#include <fstream>
#include <iterator>

namespace callscope::bench {

namespace {

constexpr std::size_t quietFrames = 64;
constexpr int quietLevel = 20; // far under any threshold of voice detection

std::string payloadOf(const std::array<std::uint8_t, Sound::frameBytes> &frame)
{
    std::string payload(Sound::letters, '\0');
    writeBase64(frame.data(), frame.size(), payload.data());
    return payload;
}

std::int16_t sampleAt(const std::string &pcm, std::size_t number)
{
    const auto low = static_cast<std::uint8_t>(pcm[2 * number]), high = static_cast<std::uint8_t>(pcm[2 * number + 1]);
    return static_cast<std::int16_t>(low | (high << 8));
}

/// Two samples make one: a telephone's band is narrow, and nobody here listens.
std::uint8_t codeAt(const std::string &pcm, std::size_t number)
{
    return muLawOf(static_cast<std::int16_t>((sampleAt(pcm, 2 * number) + sampleAt(pcm, 2 * number + 1)) / 2));
}

} // namespace

std::optional<Lines> readLines(const char *path, Dice &dice)
{
    std::ifstream file(path, std::ios::binary);
    const std::string pcm { std::istreambuf_iterator<char>(file), {} };
    Lines lines;
    const std::size_t samples = pcm.size() / 4;
    std::array<std::uint8_t, Sound::frameBytes> frame {};
    for (std::size_t at = 0; at + frame.size() <= samples; at += frame.size()) {
        for (std::size_t i = 0; i < frame.size(); ++i)
            frame[i] = codeAt(pcm, at + i);
        lines.speech.push_back(payloadOf(frame));
    }
    for (std::size_t number = 0; number < quietFrames; ++number) {
        for (std::uint8_t &code : frame)
            code = muLawOf(static_cast<std::int16_t>(static_cast<int>(dice.next() % (2 * quietLevel)) - quietLevel));
        lines.quiet.push_back(payloadOf(frame));
    }
    return lines.speech.empty() ? std::nullopt : std::optional(lines);
}

} // namespace callscope::bench
