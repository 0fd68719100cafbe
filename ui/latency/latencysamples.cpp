#include "ui/latency/latencysamples.h"

#include <algorithm>
#include <cmath>

namespace callscope::ui {

void LatencySamples::add(int measure, std::optional<std::chrono::milliseconds> sample)
{
    if (!sample)
        return;
    Sorted &sorted = m_sorted[static_cast<std::size_t>(measure)];
    sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), *sample), *sample);
}

void LatencySamples::add(const event::ReplyLeft &reply)
{
    if (!reply.utterance)
        return;
    int measure = 0;
    for (const auto &stage :
         { reply.endpointing, reply.recognition, reply.agent, reply.text, reply.synthesis, reply.gateway })
        add(measure++, stage);
    add(voiceToVoiceMeasure, reply.voiceToVoice);
}

void LatencySamples::add(const Turn &turn)
{
    if (!turn.utterance || !turn.number)
        return;
    for (int stage = 0; stage < stageCount; ++stage)
        add(stage, turn.stages[static_cast<std::size_t>(stage)]);
    add(voiceToVoiceMeasure, turn.voiceToVoice);
}

std::optional<std::chrono::milliseconds> LatencySamples::percentile(int measure, double share) const
{
    const Sorted &sorted = of(measure);
    if (sorted.empty())
        return std::nullopt;
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

} // namespace callscope::ui
