#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace callscope::twilio {

/// When to ping a peer and when to call it dead: numbered pings at a fixed pace, and which of them were answered. Plain
/// arithmetic on the times it is given.
class Heartbeat
{
public:
    enum class Due { Nothing, Ping, Death };
    struct Answer
    {
        int number;
        std::chrono::nanoseconds roundTrip;
    };

    /// `every` 0: never a ping. `missed` pings in a row without an answer are death when the next one is due.
    Heartbeat(base::Monotonic now, std::chrono::milliseconds every, int missed);

    Due due(base::Monotonic now) const;
    /// Counts a ping as sent and returns its number, from 1.
    int send(base::Monotonic now);
    /// What a pong answers; null for one that answers no ping of ours. It speaks for all pings before its own, as a
    /// peer may answer only the latest (RFC 6455 section 5.5.3).
    std::optional<Answer> answer(QByteArrayView payload, base::Monotonic now);
    /// Gives the peer this much more time.
    void postpone(std::chrono::nanoseconds by) { m_next += by; }
    int unanswered() const { return static_cast<int>(m_unanswered.size()); }

private:
    struct Ping
    {
        int number = 0;
        base::Monotonic sentAt;
    };

    std::chrono::milliseconds m_every;
    int m_missed;
    base::Monotonic m_next;
    int m_last = 0;
    std::vector<Ping> m_unanswered {};
};

} // namespace callscope::twilio
