#pragma once

#include "core/event/event.h"
#include "tests/support/manualclock.h"

namespace callscope::tests {

/// Makes events of numbered calls, at the time of a clock that the test turns.
class EventMaker
{
public:
    explicit EventMaker(const ManualClock &clock)
        : m_clock(clock)
    { }

    static base::CallSid callSid(int call)
    {
        return *base::CallSid::parse("CA" + QByteArray::number(call, 16).rightJustified(32, '0'));
    }

    event::Event make(int call, event::Payload payload)
    {
        return { .sequence = ++m_sequence,
                 .utc = m_clock.utc(),
                 .monotonic = m_clock.monotonic(),
                 .callSid = callSid(call),
                 .payload = std::move(payload) };
    }
    event::Event incoming(int call, const QString &from, const QString &direction = QStringLiteral("inbound"))
    {
        return make(
            call,
            event::CallIncoming { from, QStringLiteral("+97237654321"), direction, QStringLiteral("ringing"), {} });
    }
    event::Event replyLeft(int call, int turn, std::chrono::milliseconds voiceToVoice)
    {
        event::ReplyLeft left;
        left.turn = turn;
        left.utterance = turn;
        left.voiceToVoice = voiceToVoice;
        return make(call, left);
    }
    event::Event providerFailed(int call)
    {
        return make(call,
                    event::ProviderFailed {
                        QStringLiteral("agent"), QStringLiteral("remote"), QStringLiteral("timeout"), {}, {} });
    }

private:
    const ManualClock &m_clock;
    quint64 m_sequence = 0;
};

} // namespace callscope::tests
