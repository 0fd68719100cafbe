#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

#include <optional>
#include <utility>

namespace callscope::store {

/// How many bytes of lines are written in one minute; what comes after them is counted. The last line is written whole.
/// Plain arithmetic on the times it is given.
class LineBudget
{
public:
    static constexpr std::chrono::minutes period { 1 };

    explicit LineBudget(qsizetype bytes)
        : m_bytes(bytes)
    { }

    /// How many lines were left out in a minute that is over by now, once.
    quint64 takeLeftOut(base::Monotonic now)
    {
        if (m_begin && now - *m_begin < period)
            return 0;
        m_begin = now;
        m_used = 0;
        return takeLeftOut();
    }
    /// Up to now.
    quint64 takeLeftOut() { return std::exchange(m_leftOut, 0); }

    /// False: no more of this minute; the line was counted.
    bool admits()
    {
        if (m_used < m_bytes)
            return true;
        ++m_leftOut;
        return false;
    }
    void use(qsizetype bytes) { m_used += bytes; }

private:
    qsizetype m_bytes;
    qsizetype m_used = 0;
    quint64 m_leftOut = 0;
    std::optional<base::Monotonic> m_begin {};
};

} // namespace callscope::store
