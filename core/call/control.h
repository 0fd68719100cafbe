#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QString>

namespace callscope::call {

/// What an operator may do to a running call. Everything that is done is published as an event of the operator group,
/// with `by` (who: "desktop"). To be used on the gateway's main thread. Error NotFound: no such call has a running
/// stream; InvalidInput: what was asked makes no sense now, and why.
class Control
{
public:
    virtual ~Control() = default;

    /// Ends the call: its stream is closed in order, and Twilio's next question is answered with `<Hangup/>`.
    virtual base::Outcome hangUp(const base::CallSid &callSid, const QString &by) = 0;
    /// Speaks `text` to the caller, before anything the bot still has to say, also while the bot is mute. Hebrew
    /// letters choose a Hebrew voice.
    virtual base::Outcome say(const base::CallSid &callSid, const QString &text, const QString &by) = 0;
    /// The bot stops speaking and answers nothing until `giveBack`.
    virtual base::Outcome takeOver(const base::CallSid &callSid, const QString &by) = 0;
    virtual base::Outcome giveBack(const base::CallSid &callSid, const QString &by) = 0;
    /// Notes who listens in.
    virtual base::Outcome noteListening(const base::CallSid &callSid, bool listening, const QString &by) = 0;
};

} // namespace callscope::call
