#pragma once

#include "core/base/clock.h"

#include <QByteArrayView>

#include <array>
#include <optional>

namespace callscope::simulate {

/// How long a frame takes to the gateway and back, where the gateway gives sound back as it was (`--agent loopback`).
/// Frames are known by their sound, so silence is passed over. Plain, one a stream.
class RoundTrip
{
public:
    void noteSent(QByteArrayView mulaw, base::Monotonic now);
    /// Since that frame was sent; nothing: it is none of the last 256.
    std::optional<std::chrono::nanoseconds> noteReceived(QByteArrayView mulaw, base::Monotonic now);

private:
    struct Sent
    {
        std::uint64_t sound = 0;
        base::Monotonic at {};
    };
    static constexpr std::uint64_t most = 256; // 5 s

    std::array<Sent, most> m_sent {};
    std::uint64_t m_begin = 0, m_end = 0; ///< those that may come back, of all that were sent
};

} // namespace callscope::simulate
