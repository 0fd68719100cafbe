#pragma once

#include "core/agent/agent.h"
#include "core/base/ids.h"

namespace callscope::call {
class CallTable;
}

namespace callscope::gateway {

class CallRoom;

/// Does to the line what an agent asked for: it notes what is to come and ends the stream; Twilio then asks
/// stream_ended, and is told. Lives on the gateway's thread.
class LineActions
{
public:
    /// Both must outlive it.
    LineActions(CallRoom &room, call::CallTable &calls)
        : m_room(room)
        , m_calls(calls)
    { }

    /// Nothing for a call whose stream does not run any more.
    void carryOut(const base::CallSid &callSid, const agent::LineAction &action);

private:
    CallRoom &m_room;
    call::CallTable &m_calls;
};

} // namespace callscope::gateway
