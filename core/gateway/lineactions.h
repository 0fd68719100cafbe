#pragma once

#include "core/agent/agent.h"
#include "core/base/ids.h"

namespace callscope::call {
class CallTable;
}

namespace callscope::gateway {

class GatewayThreads;

/// Does to the line what an agent asked for: it notes what is to come and ends the stream; Twilio then asks
/// stream_ended, and is told. Lives on the gateway's main thread.
class LineActions
{
public:
    /// Both must outlive it.
    LineActions(GatewayThreads &threads, call::CallTable &calls)
        : m_threads(threads)
        , m_calls(calls)
    { }

    /// Nothing for a call whose stream does not run any more.
    void carryOut(const base::CallSid &callSid, const agent::LineAction &action);

private:
    GatewayThreads &m_threads;
    call::CallTable &m_calls;
};

} // namespace callscope::gateway
