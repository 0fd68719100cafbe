#include "ui/health/sockethealth.h"

#include <algorithm>

namespace callscope::ui {

/// Visits one payload: each overload is what that event says about the socket.
struct SocketHealth::Folder
{
    SocketHealth &health;
    const event::Event &event;

    void operator()(const event::StreamStarted &) const
    {
        health.open();
        health.heard(event);
    }
    void operator()(const event::StreamStopped &) const
    {
        health.m_connection = Connection::Stopped;
        health.heard(event);
    }
    void operator()(const event::WebSocketClosed &closed) const
    {
        health.m_connection = health.m_connection == Connection::Stopped ? Connection::Closed : Connection::Lost;
        health.m_closeCode = closed.code;
        health.m_closeReason = closed.reason;
    }
    void operator()(const event::MediaReceived &received) const
    {
        // The rest of a second is told when the socket is closed already.
        if (received.frames > 0 && health.m_connection == Connection::Open)
            health.heard(event);
    }
    void operator()(const event::MarkReceived &) const { health.heard(event); }
    void operator()(const event::DigitPressed &) const { health.heard(event); }
    void operator()(const event::PingSent &ping) const
    {
        health.m_unanswered.insert(ping.number);
        health.m_newestPing = ping.number;
    }
    void operator()(const event::PongReceived &pong) const
    {
        health.heard(event);
        health.m_unanswered.erase(pong.number);
        health.m_roundTrips.push_back(pong.roundTripMilliseconds);
        if (health.m_roundTrips.size() > mostRoundTrips)
            health.m_roundTrips.pop_front();
        health.m_worst = std::max(health.m_worst.value_or(0), pong.roundTripMilliseconds);
    }
    void operator()(const event::MediaSent &sent) const
    {
        health.m_queued = sent.queued;
        health.m_unsentBytes = sent.socketBytes;
    }
    void operator()(const event::MediaGapFound &gap) const
    {
        ++health.m_gaps;
        health.m_missing += gap.length;
    }
    void operator()(const event::ProtocolErrorFound &error) const
    {
        ++health.m_protocolErrors;
        health.m_lastProtocolError = error.text;
    }
    void operator()(const auto &) const { }
};

void SocketHealth::take(const event::Event &event)
{
    std::visit(Folder { *this, event }, event.payload);
}

/// A further stream of the same call has a socket, and ping numbers, of its own; what went wrong before stays counted.
void SocketHealth::open()
{
    m_connection = Connection::Open;
    m_closeReason.clear();
    m_closeCode = 0;
    m_unanswered.clear();
    m_newestPing = 0;
    m_queued.reset();
    m_unsentBytes.reset();
}

std::optional<double> SocketHealth::lastRoundTrip() const
{
    return m_roundTrips.empty() ? std::nullopt : std::optional(m_roundTrips.back());
}

std::optional<double> SocketHealth::medianRoundTrip() const
{
    if (m_roundTrips.empty())
        return std::nullopt;
    std::vector<double> sorted(m_roundTrips.begin(), m_roundTrips.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

std::optional<double> SocketHealth::worstRoundTrip() const
{
    return m_worst;
}

int SocketHealth::missedPongs() const
{
    return static_cast<int>(std::distance(m_unanswered.begin(), m_unanswered.lower_bound(m_newestPing)));
}

Tone toneOfAge(std::optional<std::chrono::milliseconds> age)
{
    if (!age)
        return Tone::Faint;
    if (*age > SocketHealth::problemAfter)
        return Tone::Problem;
    return *age > SocketHealth::warnAfter ? Tone::Warning : Tone::Plain;
}

Tone verdict(const SocketHealth &health, std::optional<std::chrono::milliseconds> age)
{
    using Connection = SocketHealth::Connection;
    if (health.connection() == Connection::Lost)
        return Tone::Problem;
    if (health.connection() != Connection::Open)
        return Tone::Faint;
    const Tone byAge = toneOfAge(age);
    if (byAge == Tone::Problem)
        return Tone::Problem;
    const bool doubtful = byAge == Tone::Warning || health.missedPongs() > 0 || health.protocolErrors() > 0;
    return doubtful ? Tone::Warning : Tone::Good;
}

} // namespace callscope::ui
