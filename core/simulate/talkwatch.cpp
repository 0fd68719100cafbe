#include "core/simulate/talkwatch.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

constexpr double quietestSpeech = 120; ///< RMS
constexpr std::chrono::milliseconds bridgedPause { 300 };

} // namespace

std::optional<Voices> TalkWatch::process(std::span<const media::Sample> mouth, std::span<const media::Sample> ear)
{
    const Voices now { speaks(0, mouth), speaks(1, ear) };
    if (now == m_voices)
        return std::nullopt;
    m_voices = now;
    return now;
}

bool TalkWatch::speaks(std::size_t side, std::span<const media::Sample> sound)
{
    std::chrono::milliseconds &bridged = m_bridged[side];
    bridged = media::rms(sound) >= quietestSpeech
        ? bridgedPause
        : std::max(std::chrono::milliseconds(0), bridged - media::frameLength);
    return bridged.count() > 0;
}

} // namespace callscope::simulate
