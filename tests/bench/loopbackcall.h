#pragma once

#include "core/call/call.h"
#include "tests/bench/silentsocket.h"
#include "tests/support/manualclock.h"

#include <memory>

namespace callscope::bench {

twilio::StartMessage startMessage();

/// A call on a manual clock without a network: all that the gateway does with a frame between two sockets.
class LoopbackCall
{
public:
    /// A line test: each frame comes back.
    LoopbackCall();
    /// A call of these parts.
    explicit LoopbackCall(call::CallParts parts, const call::CallSettings &settings = {});

    void passFrame(const QByteArray &message);
    std::int64_t returned() const { return m_socket->texts(); }
    /// How many events the call has published.
    std::int64_t events() const { return m_published; }

private:
    tests::ManualClock m_clock {};
    event::EventStream m_events { m_clock };
    std::int64_t m_published = 0;
    call::SoundLanes m_lanes {};
    SilentSocket *m_socket = nullptr;
    std::unique_ptr<call::Call> m_call {};
};

} // namespace callscope::bench
