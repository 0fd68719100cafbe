#pragma once

#include "core/media/format.h"

#include <array>
#include <optional>

namespace callscope::simulate {

/// Who is speaking.
struct Voices
{
    bool caller = false, bot = false;

    friend bool operator==(const Voices &, const Voices &) = default;
};

/// Tells when one of the two begins or ends to speak; pauses between words are bridged. Plain, one a call.
class TalkWatch
{
public:
    /// 20 ms of what the caller says and hears. Gives back who speaks from now on, when that has changed.
    std::optional<Voices> process(std::span<const media::Sample> mouth, std::span<const media::Sample> ear);

private:
    bool speaks(std::size_t side, std::span<const media::Sample> sound);

    std::array<std::chrono::milliseconds, 2> m_bridged {}; ///< how long each still counts as speaking
    Voices m_voices {};
};

} // namespace callscope::simulate
