#include "core/check/explanation.h"

#include "core/check/explanationrules.h"

#include <algorithm>

namespace callscope::check {

namespace {

/// Ordered from the first step of a call to its last: what broke first explains what did not come after it.
constexpr ExplanationRule rules[] = {
    beginMissing,     noStart,     handshakeRefused,  noSocket,           noMedia,      recognizerFailed,
    recognizerSilent, agentSilent, noSoundSent,       neverPlayed,        echoLoop,     bargeInCutEverything,
    dropped,          agentSlow,   lateFirstResponse, neverOverThreshold, stillRunning, endedNormally,
};

/// A fault explains more than a warning.
int weightOf(const Explanation &explanation)
{
    switch (explanation.severity) {
    case VerdictSeverity::Fault:
        return 2;
    case VerdictSeverity::Warning:
        return 1;
    case VerdictSeverity::Fine:
    case VerdictSeverity::Running:
    case VerdictSeverity::Unknown:
        return 0;
    }
    Q_UNREACHABLE();
}

} // namespace

Explanation explain(std::span<const event::Event> events)
{
    const CallFacts facts = gatherFacts(events);
    std::vector<Explanation> all;
    for (const ExplanationRule rule : rules) {
        if (auto found = rule(facts))
            all.push_back(*std::move(found));
    }
    if (all.empty())
        return {};
    const auto first = std::ranges::max_element(all, {}, weightOf); // of equal ones the earliest rule's
    Explanation explanation = *first;
    explanation.isFinal = facts.isOver();
    for (const Explanation &other : all) {
        if (other.verdict != explanation.verdict && weightOf(other) > 0)
            explanation.also.push_back(other.verdict);
    }
    return explanation;
}

} // namespace callscope::check
