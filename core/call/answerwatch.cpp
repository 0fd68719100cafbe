#include "core/call/answerwatch.h"

#include <algorithm>
#include <utility>

namespace callscope::call {

namespace {

/// A call is served at least every 20 ms; more than this is a loop that stood still.
constexpr std::chrono::milliseconds longestTick { 100 };

} // namespace

std::chrono::nanoseconds LoopTime::pass(base::Monotonic now)
{
    const base::Monotonic last = std::exchange(m_last, now).value_or(now);
    return std::clamp<std::chrono::nanoseconds>(now - last, std::chrono::nanoseconds(0), longestTick);
}

std::optional<AnswerWatch::Step> AnswerWatch::pass(std::chrono::nanoseconds time, bool waits)
{
    if (m_gaveUp)
        return std::nullopt;
    if (!waits && !m_failed) {
        m_waited = {};
        m_held = false;
        return std::nullopt;
    }
    m_waited += time;
    if (m_failed || isOver(m_giveUp)) {
        m_gaveUp = true;
        return Step::GiveUp;
    }
    if (m_held || !isOver(m_hold))
        return std::nullopt;
    m_held = true;
    return Step::Hold;
}

} // namespace callscope::call
