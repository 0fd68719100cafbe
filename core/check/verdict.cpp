#include "core/check/verdict.h"

#include <QtGlobal>

namespace callscope::check {

const char *name(CallVerdict verdict)
{
    switch (verdict) {
    case CallVerdict::NoSocket:
        return "no_socket";
    case CallVerdict::HandshakeRefused:
        return "handshake_refused";
    case CallVerdict::NoStart:
        return "no_start";
    case CallVerdict::NoMedia:
        return "no_media";
    case CallVerdict::RecognizerFailed:
        return "recognizer_failed";
    case CallVerdict::RecognizerSilent:
        return "recognizer_silent";
    case CallVerdict::AgentSilent:
        return "agent_silent";
    case CallVerdict::NoSoundSent:
        return "no_sound_sent";
    case CallVerdict::NeverPlayed:
        return "never_played";
    case CallVerdict::EchoLoop:
        return "echo_loop";
    case CallVerdict::BargeInCutEverything:
        return "barge_in_cut_everything";
    case CallVerdict::Dropped:
        return "dropped";
    case CallVerdict::NeverOverThreshold:
        return "never_over_threshold";
    case CallVerdict::AgentSlow:
        return "agent_slow";
    case CallVerdict::LateFirstResponse:
        return "late_first_response";
    case CallVerdict::StillRunning:
        return "still_running";
    case CallVerdict::Unknown:
        return "unknown";
    case CallVerdict::EndedNormally:
        return "ended_normally";
    }
    Q_UNREACHABLE();
}

const char *name(VerdictSeverity severity)
{
    switch (severity) {
    case VerdictSeverity::Fine:
        return "fine";
    case VerdictSeverity::Warning:
        return "warning";
    case VerdictSeverity::Fault:
        return "fault";
    case VerdictSeverity::Running:
        return "running";
    case VerdictSeverity::Unknown:
        return "unknown";
    }
    Q_UNREACHABLE();
}

} // namespace callscope::check
