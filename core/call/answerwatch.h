#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <optional>

namespace callscope::call {

/// Time in which the event loop ran. A process that was stopped, or a laptop that slept, has not kept anybody waiting.
class LoopTime
{
public:
    /// What counts of the time since the last call.
    std::chrono::nanoseconds pass(base::Monotonic now);

private:
    std::optional<base::Monotonic> m_last {};
};

/// Watches a caller who is owed an answer and hears none: first he is asked to hold on, then the bot is given up. A
/// pure count of time, without a clock.
class AnswerWatch
{
public:
    enum class Step { Hold, GiveUp };

    /// 0: that step is never taken.
    AnswerWatch(std::chrono::milliseconds hold, std::chrono::milliseconds giveUp)
        : m_hold(hold)
        , m_giveUp(giveUp)
    { }

    /// `time` has passed, in which the caller was kept waiting or was not.
    std::optional<Step> pass(std::chrono::nanoseconds time, bool waits);
    /// The caller was asked to hold on by somebody else.
    void noteHeld() { m_held = true; }
    /// Nothing will come: there is no use in waiting longer.
    void fail() { m_failed = m_giveUp.count() > 0; }
    std::chrono::milliseconds waited() const { return std::chrono::floor<std::chrono::milliseconds>(m_waited); }

private:
    bool isOver(std::chrono::milliseconds limit) const { return limit.count() > 0 && m_waited >= limit; }

    std::chrono::milliseconds m_hold, m_giveUp;
    std::chrono::nanoseconds m_waited {};
    bool m_held = false;
    bool m_failed = false;
    bool m_gaveUp = false; ///< once in a call: what follows is up to whoever was told
};

} // namespace callscope::call
