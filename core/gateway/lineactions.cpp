#include "core/gateway/lineactions.h"

#include "core/call/calltable.h"
#include "core/gateway/gatewaythreads.h"

namespace callscope::gateway {

void LineActions::carryOut(const base::CallSid &callSid, const agent::LineAction &action)
{
    if (!m_threads.isStreaming(callSid))
        return;
    // Noted first: once the stream closes, Twilio may ask what comes next before its socket is gone here.
    switch (action.kind) {
    case agent::LineAction::Kind::HangUp:
        m_calls.hangUp(callSid, QStringLiteral("agent"));
        break;
    case agent::LineAction::Kind::Transfer:
        m_calls.transfer(callSid, action.target);
        break;
    case agent::LineAction::Kind::Record:
        m_calls.sendToRecording(callSid);
        break;
    }
    m_threads.close(callSid, 1000, QStringLiteral("the agent asked for it: ") + agent::lineActionName(action.kind));
}

} // namespace callscope::gateway
