#include "core/gateway/operator.h"

namespace callscope::gateway {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

Outcome Operator::hangUp(const base::CallSid &callSid, const QString &by)
{
    // Noted first: once the stream closes, Twilio may ask what comes next before its socket is gone here.
    if (m_threads.isStreaming(callSid))
        m_table.hangUp(callSid);
    return m_threads.with(callSid, [&](call::Call &running) {
        running.hangUp(by);
        return Done {};
    });
}

Outcome Operator::say(const base::CallSid &callSid, const QString &text, const QString &by)
{
    return withTalk(callSid, [&](call::Conversation &talk) { return talk.say(text, by); });
}

Outcome Operator::takeOver(const base::CallSid &callSid, const QString &by)
{
    return withTalk(callSid, [&](call::Conversation &talk) { return talk.takeOver(by); });
}

Outcome Operator::giveBack(const base::CallSid &callSid, const QString &by)
{
    return withTalk(callSid, [&](call::Conversation &talk) { return talk.giveBack(by); });
}

Outcome Operator::noteListening(const base::CallSid &callSid, bool listening, const QString &by)
{
    const Outcome noted = m_threads.with(callSid, [&](call::Call &running) {
        running.noteListening(listening, by);
        return Done {};
    });
    // Who stops listening because the call is over has nothing to be told.
    return noted || listening ? noted : Outcome(Done {});
}

Outcome Operator::withTalk(const base::CallSid &callSid, const std::function<Outcome(call::Conversation &)> &act)
{
    return m_threads.with(callSid, [&](call::Call &running) {
        if (call::Conversation *talk = running.conversation())
            return act(*talk);
        return Outcome(Error { ErrorCode::InvalidInput,
                               QStringLiteral("Call %1 is a line test that returns each sound to its caller: it has no "
                                              "voice, and no bot to mute; serve it with another agent.")
                                   .arg(callSid.toString()) });
    });
}

} // namespace callscope::gateway
