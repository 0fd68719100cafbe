#pragma once

#include "ui/common/turns.h"

namespace callscope::ui {

/// How far the stages may be from voice-to-voice by rounding: one frame of sound.
inline constexpr std::chrono::milliseconds latencyTolerance { 20 };

/// One piece of the bar of a turn, on the axis that begins with the caller's last word.
struct LatencyPart
{
    enum class Kind {
        Known,
        Unknown, ///< of one or more stages that are not known; `stage` is the first; its length may be unknown too
        Unaccounted, ///< every stage is known, and they do not add up to voice-to-voice
    };

    Kind kind = Kind::Known;
    Stage stage = Stage::Endpointing;
    std::chrono::milliseconds begin {};
    std::optional<std::chrono::milliseconds> length {};

    friend bool operator==(const LatencyPart &, const LatencyPart &) = default;
};

/// Whether a turn has that stage at all: nobody had to be understood before a greeting, a key's answer or an operator.
bool hasStage(const Turn &turn, Stage stage);
inline std::optional<std::chrono::milliseconds> stageOf(const Turn &turn, Stage stage)
{
    return turn.stages[static_cast<std::size_t>(stage)];
}

/// Voice-to-voice without its stages; nothing when they add up, or when one is unknown. Below 0: they overlap.
std::optional<std::chrono::milliseconds> unaccounted(const Turn &turn);

/// In order, without pieces of length 0.
std::vector<LatencyPart> partsOf(const Turn &turn);

/// Where the bar of a turn ends.
std::chrono::milliseconds endOf(const std::vector<LatencyPart> &parts);

} // namespace callscope::ui
