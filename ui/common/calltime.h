#pragma once

#include "core/base/clock.h"
#include "core/event/event.h"
#include "ui/common/callkey.h"

#include <QHash>

#include <chrono>
#include <optional>

namespace callscope::ui {

/// Since the first event of the call in its source. The one time axis of a call: events, sound and selection share it.
using CallTime = std::chrono::milliseconds;

struct TimeRange
{
    CallTime begin { 0 }, end { 0 };

    bool isEmpty() const { return end <= begin; }
    bool contains(CallTime time) const { return begin <= time && time < end; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

/// Remembers when each call's time began. Whoever sees all events of a source in order comes to the same moments.
class CallZeros
{
public:
    /// To be called with each event before the times of its call are asked for.
    void note(int source, const event::Event &event)
    {
        if (!event.callSid.isEmpty() && !m_zeros.contains({ source, event.callSid }))
            m_zeros.insert({ source, event.callSid }, event.monotonic);
    }
    std::optional<base::Monotonic> zero(const CallKey &key) const
    {
        const auto found = m_zeros.constFind(key);
        return found == m_zeros.constEnd() ? std::nullopt : std::optional(*found);
    }
    void forget(const CallKey &key) { m_zeros.remove(key); }

private:
    QHash<CallKey, base::Monotonic> m_zeros {};
};

} // namespace callscope::ui
