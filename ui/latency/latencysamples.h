#pragma once

#include "ui/common/turns.h"

namespace callscope::ui {

/// What is measured of a turn: its stages in their order, then voice-to-voice.
inline constexpr int measureCount = stageCount + 1;
inline constexpr int voiceToVoiceMeasure = stageCount;

/// Sorted samples of each measure, for percentiles at any time. What is unknown is no sample. A plain value.
class LatencySamples
{
public:
    void add(int measure, std::optional<std::chrono::milliseconds> sample);
    /// The stages without the Twilio buffer, and voice-to-voice.
    void add(const event::ReplyLeft &reply);
    /// Everything of a turn; one without an utterance is not counted.
    void add(const Turn &turn);

    int count(int measure) const { return static_cast<int>(of(measure).size()); }
    /// By nearest rank: the smallest sample that at least `share` (0 to 1) of all are not above. Empty: no samples.
    std::optional<std::chrono::milliseconds> percentile(int measure, double share) const;

private:
    using Sorted = std::vector<std::chrono::milliseconds>;
    const Sorted &of(int measure) const { return m_sorted[static_cast<std::size_t>(measure)]; }

    std::array<Sorted, measureCount> m_sorted {};
};

} // namespace callscope::ui
