#pragma once

namespace callscope::check {

/// Why a call failed, or that it did not.
enum class CallVerdict {
    NoSocket,
    HandshakeRefused,
    NoStart,
    NoMedia,
    RecognizerFailed,
    RecognizerSilent,
    AgentSilent,
    NoSoundSent,
    NeverPlayed,
    EchoLoop,
    BargeInCutEverything,
    Dropped,
    NeverOverThreshold,
    AgentSlow,
    LateFirstResponse,
    StillRunning,
    Unknown,
    EndedNormally,
};

enum class VerdictSeverity {
    Fine,
    Warning, ///< the caller was served, but not as well as they should
    Fault,
    Running, ///< nothing is wrong so far, and the call has not ended
    Unknown,
};

/// The stable name in JSON: "never_over_threshold".
const char *name(CallVerdict verdict);
const char *name(VerdictSeverity severity);

} // namespace callscope::check
