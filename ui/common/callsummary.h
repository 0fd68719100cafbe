#pragma once

#include "core/event/event.h"
#include "ui/common/callkey.h"
#include "ui/common/calltime.h"

#include <array>

namespace callscope::ui {

enum class CallState {
    Announced, ///< the webhook was answered, no stream yet
    Connected, ///< the media stream runs
    Interrupted, ///< the stream ended without `stop`: the caller may still be there
    Stopped, ///< the stream ended in order, the call's end was not told yet
    Ended,
};

/// One row of the list of calls, folded from its events in order.
struct CallSummary
{
    CallKey key {};
    bool recorded = false;
    CallState state = CallState::Announced;
    QString from, to, direction;
    QString endCause; ///< of CALL_END
    base::Utc started {}; ///< of its first event
    base::Monotonic zero {}; ///< of its first event: call time 0
    CallTime newest { 0 }; ///< of its newest event or sound
    std::optional<CallTime> length {}; ///< once it has ended
    std::optional<std::chrono::milliseconds> worstLatency {}; ///< the longest voice-to-voice of its turns
    int turns = 0;
    int errors = 0; ///< events that tell that something went wrong
    QString lastError; ///< name of the last of them: "PROVIDER_ERROR"
    bool botMuted = false;
    std::array<double, 2> levels {}; ///< RMS of the newest sound of caller and bot, on the 16-bit scale

    bool isRunning() const { return !recorded && state != CallState::Ended; }
};

/// Takes one more event of the call into account.
void fold(CallSummary &summary, const event::Event &event);

/// Whether an event tells that something went wrong: what error badges count and "next problem" goes to.
bool isProblem(const event::Event &event);

} // namespace callscope::ui
