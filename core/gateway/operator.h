#pragma once

#include "core/call/control.h"
#include "core/gateway/gatewaythreads.h"

namespace callscope::gateway {

/// The operator's hand: finds the call that is meant and passes on what is to be done. Lives on the gateway's main
/// thread.
class Operator final : public call::Control
{
public:
    /// Both must outlive the operator.
    Operator(GatewayThreads &threads, call::CallTable &table)
        : m_threads(threads)
        , m_table(table)
    { }

    base::Outcome hangUp(const base::CallSid &callSid, const QString &by) override;
    base::Outcome say(const base::CallSid &callSid, const QString &text, const QString &by) override;
    base::Outcome takeOver(const base::CallSid &callSid, const QString &by) override;
    base::Outcome giveBack(const base::CallSid &callSid, const QString &by) override;
    base::Outcome noteListening(const base::CallSid &callSid, bool listening, const QString &by) override;

private:
    /// `act` gets the talk of the running call of that SID.
    base::Outcome withTalk(const base::CallSid &callSid, const std::function<base::Outcome(call::Conversation &)> &act);

    GatewayThreads &m_threads;
    call::CallTable &m_table;
};

} // namespace callscope::gateway
