#include "ui/latency/latencyparts.h"

#include <algorithm>

namespace callscope::ui {

namespace {

using std::chrono::milliseconds;
using Kind = LatencyPart::Kind;

/// The stages of voice-to-voice: what Twilio does comes after it.
constexpr int partStages = stageCount - 1;

struct Sum
{
    milliseconds known {};
    bool isWhole = true;
};

Sum sumOf(const Turn &turn)
{
    Sum sum;
    for (int number = 0; number < partStages; ++number) {
        const auto length = stageOf(turn, static_cast<Stage>(number));
        sum.known += length.value_or(milliseconds(0));
        sum.isWhole = sum.isWhole && (length || !hasStage(turn, static_cast<Stage>(number)));
    }
    return sum;
}

} // namespace

bool hasStage(const Turn &turn, Stage stage)
{
    return turn.utterance.has_value() || stage >= Stage::Text;
}

std::optional<milliseconds> unaccounted(const Turn &turn)
{
    const Sum sum = sumOf(turn);
    if (!turn.voiceToVoice || !sum.isWhole || std::chrono::abs(*turn.voiceToVoice - sum.known) <= latencyTolerance)
        return std::nullopt;
    return *turn.voiceToVoice - sum.known;
}

std::vector<LatencyPart> partsOf(const Turn &turn)
{
    const Sum sum = sumOf(turn);
    std::optional<milliseconds> unknown; // all that is not known has one place: that of the first
    if (turn.voiceToVoice)
        unknown = std::max(*turn.voiceToVoice - sum.known, milliseconds(0));
    std::vector<LatencyPart> parts;
    milliseconds at {};
    bool isUnknownPlaced = false;
    const auto add = [&](Kind kind, Stage stage, std::optional<milliseconds> length) {
        if (length != milliseconds(0))
            parts.push_back({ kind, stage, at, length });
        at += length.value_or(milliseconds(0));
    };
    for (int number = 0; number < partStages; ++number) {
        const auto stage = static_cast<Stage>(number);
        const auto length = stageOf(turn, stage);
        if (length)
            add(Kind::Known, stage, length);
        else if (hasStage(turn, stage) && !std::exchange(isUnknownPlaced, true))
            add(Kind::Unknown, stage, unknown);
    }
    if (const auto rest = unaccounted(turn); rest && rest->count() > 0)
        add(Kind::Unaccounted, Stage::Gateway, rest);
    if (const auto buffer = stageOf(turn, Stage::TwilioBuffer))
        add(Kind::Known, Stage::TwilioBuffer, buffer);
    return parts;
}

milliseconds endOf(const std::vector<LatencyPart> &parts)
{
    return parts.empty() ? milliseconds(0) : parts.back().begin + parts.back().length.value_or(milliseconds(0));
}

} // namespace callscope::ui
