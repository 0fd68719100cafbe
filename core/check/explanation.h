#pragma once

#include "core/check/callfacts.h"
#include "core/check/sentence.h"
#include "core/check/verdict.h"

namespace callscope::check {

/// Why a call failed, with the events that prove it.
struct Explanation
{
    CallVerdict verdict = CallVerdict::Unknown;
    VerdictSeverity severity = VerdictSeverity::Unknown;
    Sentence headline {}, cause {}, fix {}; ///< of the translation context "Verdict"
    std::vector<std::size_t> evidence {}; ///< places in the events that were given, ascending
    bool isFinal = false; ///< false: the call has not ended in these events, and the verdict may still change
    int twilioCode = 0; ///< the error that Twilio's debugger shows for it; 0: none
    std::vector<CallVerdict> also {}; ///< what else was wrong, less telling
};

/// The verdict over the events of one call, in their order, whole, cut off or still growing. The same events always get
/// the same verdict; nothing else is looked at, no clock either.
Explanation explain(std::span<const event::Event> events);

} // namespace callscope::check
