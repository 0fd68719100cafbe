#include "core/gateway/callroom.h"

#include <algorithm>

namespace callscope::gateway {

namespace {

/// A stream that has not come by then will not.
constexpr std::chrono::seconds streamWithin { 30 };

} // namespace

CallRoom::CallRoom(CallPartsFactory factory, const call::CallSettings &settings, call::CallTable &table,
                   const base::Clock &clock, event::EventStream &events, call::SoundLanes &lanes)
    : m_factory(std::move(factory))
    , m_settings(settings)
    , m_table(table)
    , m_clock(clock)
    , m_events(events)
    , m_lanes(lanes)
{ }

CallRoom::~CallRoom() = default;

void CallRoom::expect(const base::CallSid &callSid)
{
    call::CallParts parts = m_factory(callSid);
    parts.recognizer->warmUp();
    parts.synthesizer->warmUp();
    parts.agent->warmUp();
    m_expected.insert_or_assign(callSid.bytes(), Expected { m_clock.monotonic(), std::move(parts) });
}

call::CallParts CallRoom::partsFor(const base::CallSid &callSid)
{
    auto expected = m_expected.extract(callSid.bytes());
    return expected ? std::move(expected.mapped().parts) : m_factory(callSid);
}

void CallRoom::open(std::unique_ptr<twilio::MediaStream> stream, const twilio::StartMessage &start)
{
    auto opened = std::make_unique<call::Call>(std::move(stream), start, partsFor(start.callSid), m_settings, m_clock,
                                               m_events, m_lanes);
    call::Call *running = opened.get();
    connect(running, &call::Call::lineActionDue, this, &CallRoom::lineActionDue);
    connect(running, &call::Call::helpDue, this, &CallRoom::helpDue);
    connect(running, &call::Call::lineLeft, this,
            [this, running](call::Call::Ending ending) { noteEnd(*running, ending); });
    m_table.streamStarted(start.callSid);
    m_calls.push_back(std::move(opened));
    running->begin();
}

void CallRoom::tick()
{
    for (const auto &running : m_calls)
        running->tick();
    std::erase_if(m_calls, [](const auto &running) { return running->state() == call::Call::State::Over; });
    const base::Monotonic now = m_clock.monotonic();
    std::erase_if(m_expected, [now](const auto &expected) { return now - expected.second.since >= streamWithin; });
}

void CallRoom::noteEnd(const call::Call &left, call::Call::Ending ending)
{
    const bool failed = ending == call::Call::Ending::Failed;
    m_table.streamEnded(left.callSid(), failed ? call::CallEntry::Stream::Failed : call::CallEntry::Stream::Stopped,
                        left.turns());
}

void CallRoom::closeAll(int code, const QString &reason)
{
    for (const auto &running : m_calls)
        running->close(code, reason);
}

bool CallRoom::has(const base::CallSid &callSid) const
{
    return std::any_of(m_calls.begin(), m_calls.end(),
                       [&callSid](const auto &running) { return running->callSid() == callSid; });
}

call::Call *CallRoom::streaming(const base::CallSid &callSid) const
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(), [&callSid](const auto &running) {
        return running->callSid() == callSid && running->state() == call::Call::State::Open;
    });
    return found != m_calls.end() ? found->get() : nullptr;
}

} // namespace callscope::gateway
