#include "core/gateway/callroom.h"

#include <algorithm>
#include <utility>

namespace callscope::gateway {

namespace {

/// A stream that has not come by then will not.
constexpr std::chrono::seconds streamWithin { 30 };

} // namespace

CallRoom::CallRoom(Parts parts)
    : m_parts(std::move(parts))
{ }

CallRoom::~CallRoom() = default;

void CallRoom::expect()
{
    call::CallParts parts = m_parts.factory();
    parts.recognizer->warmUp();
    parts.synthesizer->warmUp();
    parts.agent->warmUp();
    m_expected.push_back({ m_parts.clock.monotonic(), std::move(parts) });
}

/// Parts know no call before it begins: whichever stream comes first takes the oldest.
call::CallParts CallRoom::nextParts()
{
    if (m_expected.empty())
        return m_parts.factory();
    call::CallParts parts = std::move(m_expected.front().parts);
    m_expected.pop_front();
    return parts;
}

void CallRoom::open(quint64 number, std::unique_ptr<twilio::MediaStream> stream, const twilio::StartMessage &start)
{
    auto opened = std::make_unique<call::Call>(std::move(stream), start, nextParts(), m_parts.settings, m_parts.clock,
                                               m_parts.events, m_parts.lanes);
    call::Call *running = opened.get();
    connect(running, &call::Call::lineActionDue, this, &CallRoom::lineActionDue);
    connect(running, &call::Call::helpDue, this, &CallRoom::helpDue);
    connect(running, &call::Call::streamEnded, this, [this, callSid = start.callSid] { Q_EMIT streamEnded(callSid); });
    connect(running, &call::Call::lineLeft, this,
            [this, running](call::Call::Ending ending) { noteEnd(*running, ending); });
    m_calls.push_back({ number, std::move(opened) });
    running->begin();
}

void CallRoom::miss(quint64 number, const base::CallSid &callSid)
{
    Q_EMIT streamEnded(callSid);
    Q_EMIT lineLeft(callSid, call::CallEntry::Stream::Failed, 0);
    Q_EMIT over(number);
}

/// A call needs a tick every 20 ms. To give it to one half of them at a time costs half as much as to give all of them
/// two, and keeps what is read meanwhile waiting for half as long.
void CallRoom::tick()
{
    bool anyOver = false;
    for (std::size_t i = std::exchange(m_half, 1 - m_half); i < m_calls.size(); i += 2) {
        m_calls[i].call->tick();
        anyOver = anyOver || isOver(m_calls[i]);
    }
    if (anyOver)
        dismiss();
    const base::Monotonic now = m_parts.clock.monotonic();
    while (!m_expected.empty() && now - m_expected.front().since >= streamWithin)
        m_expected.pop_front();
}

bool CallRoom::isOver(const Running &running)
{
    return running.call->state() == call::Call::State::Over;
}

void CallRoom::dismiss()
{
    for (const Running &running : m_calls) {
        if (isOver(running))
            Q_EMIT over(running.number);
    }
    std::erase_if(m_calls, isOver);
}

void CallRoom::noteEnd(const call::Call &left, call::Call::Ending ending)
{
    const bool failed = ending == call::Call::Ending::Failed;
    Q_EMIT lineLeft(left.callSid(), failed ? call::CallEntry::Stream::Failed : call::CallEntry::Stream::Stopped,
                    left.turns());
}

void CallRoom::closeAll(int code, const QString &reason)
{
    for (const Running &running : m_calls)
        running.call->close(code, reason);
}

call::Call *CallRoom::streaming(const base::CallSid &callSid) const
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(), [&callSid](const Running &running) {
        return running.call->callSid() == callSid && running.call->state() == call::Call::State::Open;
    });
    return found != m_calls.end() ? found->call.get() : nullptr;
}

} // namespace callscope::gateway
