#pragma once

#include "core/call/control.h"
#include "core/gateway/callroom.h"

namespace callscope::gateway {

/// The operator's hand in the room: finds the call that is meant and passes on what is to be done. Lives on the
/// gateway's thread.
class Operator final : public call::Control
{
public:
    /// Both must outlive the operator.
    Operator(CallRoom &room, call::CallTable &table)
        : m_room(room)
        , m_table(table)
    { }

    base::Outcome hangUp(const base::CallSid &callSid, const QString &by) override;
    base::Outcome say(const base::CallSid &callSid, const QString &text, const QString &by) override;
    base::Outcome takeOver(const base::CallSid &callSid, const QString &by) override;
    base::Outcome giveBack(const base::CallSid &callSid, const QString &by) override;
    base::Outcome noteListening(const base::CallSid &callSid, bool listening, const QString &by) override;

private:
    /// `act` gets the running call of that SID.
    base::Outcome withCall(const base::CallSid &callSid, const std::function<base::Outcome(call::Call &)> &act);
    /// `act` gets its talk.
    base::Outcome withTalk(const base::CallSid &callSid, const std::function<base::Outcome(call::Conversation &)> &act);

    CallRoom &m_room;
    call::CallTable &m_table;
};

} // namespace callscope::gateway
