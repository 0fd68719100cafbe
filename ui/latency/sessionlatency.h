#pragma once

#include "ui/common/session.h"
#include "ui/latency/latencysamples.h"

namespace callscope::ui {

/// The latencies of all calls of a session, folded from each event once, so that they stay when old events go. Lives on
/// the GUI thread.
class SessionLatency : public QObject
{
    Q_OBJECT

public:
    /// `session` must outlive it.
    SessionLatency(const Session &session, QObject *parent);

    const LatencySamples &samples() const { return m_samples; }

Q_SIGNALS:
    void changed();

private:
    /// A counted turn whose first mark is awaited.
    struct Awaited
    {
        base::StreamSid stream {};
        std::optional<std::chrono::milliseconds> sound {}; ///< of its first sentence
    };

    void fold(EventId first, EventId end);
    bool take(const CallKey &key, const event::Event &event);

    const Session &m_session;
    LatencySamples m_samples {};
    QHash<CallKey, QHash<int, Awaited>> m_awaited {}; ///< by number of the turn
};

} // namespace callscope::ui
