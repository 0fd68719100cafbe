#include "core/call/turntimes.h"

#include <algorithm>

namespace callscope::call {

std::optional<std::chrono::milliseconds> between(std::optional<base::Monotonic> from, std::optional<base::Monotonic> to)
{
    if (!from || !to)
        return std::nullopt;
    return std::chrono::round<std::chrono::milliseconds>(*to - *from);
}

namespace {

std::optional<std::chrono::milliseconds> ours(const event::ReplyLeft &stages, std::chrono::milliseconds endOfUtterance)
{
    if (!stages.endpointing || !stages.text || !stages.gateway)
        return std::nullopt;
    const auto late = std::max(*stages.endpointing - endOfUtterance, std::chrono::milliseconds(0));
    return late + *stages.text + *stages.gateway;
}

} // namespace

event::ReplyLeft stagesOf(const TurnTimes &times, std::chrono::milliseconds endOfUtterance)
{
    event::ReplyLeft stages;
    stages.endpointing = between(times.lastSpeech, times.speechEnded);
    stages.recognition = between(times.speechEnded, times.finalText);
    stages.agent = between(times.finalText, times.firstWord);
    stages.text = between(times.firstWord, times.firstClause);
    stages.synthesis = between(times.firstClause, times.firstSound);
    stages.gateway = between(times.firstSound, times.firstFrame);
    stages.voiceToVoice = between(times.lastSpeech, times.firstFrame);
    stages.ours = ours(stages, endOfUtterance);
    return stages;
}

} // namespace callscope::call
