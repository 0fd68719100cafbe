#pragma once

#include "core/base/clock.h"
#include "core/event/payloads.h"

#include <optional>

namespace callscope::call {

/// The moments of one turn on the monotonic clock, from the caller's last word to the reply at the ear. A moment that
/// did not happen stays empty, and what is measured from it is unknown.
struct TurnTimes
{
    std::optional<base::Monotonic> lastSpeech {}; ///< t0: last caller speech frame received
    std::optional<base::Monotonic> speechEnded {}; ///< t1: end of speech decided
    std::optional<base::Monotonic> finalText {}; ///< t2
    std::optional<base::Monotonic> firstWord {}; ///< t3: the agent's first
    std::optional<base::Monotonic> firstClause {}; ///< t4: given to the synthesizer
    std::optional<base::Monotonic> firstSound {}; ///< t5: from the synthesizer
    std::optional<base::Monotonic> firstFrame {}; ///< t6: first `media` written
};

/// The stages as PING_PONG_TX carries them; `endOfUtterance` is EOU_MS, the pause that a turn's end needs.
event::ReplyLeft stagesOf(const TurnTimes &times, std::chrono::milliseconds endOfUtterance);

/// Rounded milliseconds between two moments; unknown when one of them is.
std::optional<std::chrono::milliseconds> between(std::optional<base::Monotonic> from,
                                                 std::optional<base::Monotonic> to);

} // namespace callscope::call
