#pragma once

#include "core/base/clock.h"
#include "core/event/event.h"
#include "ui/common/callsummary.h"
#include "ui/common/glyphdelegate.h"

#include <deque>
#include <optional>
#include <set>

namespace callscope::ui {

/// How the socket of one call does, folded from its events in order. A plain value.
class SocketHealth
{
public:
    using Milliseconds = std::chrono::milliseconds;

    /// A frame comes each 20 ms, and a summary of them once a second.
    static constexpr Milliseconds warnAfter { 2000 }, problemAfter { 10'000 };
    /// Pings that are looked back on: at one each 5 s five minutes.
    static constexpr std::size_t mostRoundTrips = 60;

    enum class Connection { None, Open, Stopped, Closed, Lost };

    void take(const event::Event &event);

    Connection connection() const { return m_connection; }
    const QString &closeReason() const { return m_closeReason; }
    int closeCode() const { return m_closeCode; }
    /// Of the newest event that tells of a byte from the other side.
    std::optional<base::Monotonic> lastByte() const { return m_lastByte; }

    /// Milliseconds, oldest first.
    const std::deque<double> &roundTrips() const { return m_roundTrips; }
    std::optional<double> lastRoundTrip() const;
    std::optional<double> medianRoundTrip() const;
    std::optional<double> worstRoundTrip() const; ///< of all, not only of those looked back on
    /// Pings before the newest one that nobody answered.
    int missedPongs() const;

    std::optional<Milliseconds> queued() const { return m_queued; } ///< sound that waits here
    std::optional<qint64> unsentBytes() const { return m_unsentBytes; }
    int gaps() const { return m_gaps; }
    Milliseconds missing() const { return m_missing; } ///< sound in these gaps
    int protocolErrors() const { return m_protocolErrors; }
    const QString &lastProtocolError() const { return m_lastProtocolError; }

private:
    struct Folder;

    void open();
    void heard(const event::Event &event) { m_lastByte = event.monotonic; }

    Connection m_connection = Connection::None;
    QString m_closeReason {};
    int m_closeCode = 0;
    std::optional<base::Monotonic> m_lastByte {};
    std::deque<double> m_roundTrips {};
    std::optional<double> m_worst {};
    std::set<int> m_unanswered {};
    int m_newestPing = 0;
    std::optional<Milliseconds> m_queued {};
    std::optional<qint64> m_unsentBytes {};
    int m_gaps = 0;
    Milliseconds m_missing { 0 };
    int m_protocolErrors = 0;
    QString m_lastProtocolError {};
};

/// How old the last byte is, as a judgement.
Tone toneOfAge(std::optional<std::chrono::milliseconds> age);
/// The worst of all that a socket shows, `age` being that of its last byte.
Tone verdict(const SocketHealth &health, std::optional<std::chrono::milliseconds> age);

} // namespace callscope::ui
