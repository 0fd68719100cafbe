#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

#include <algorithm>

namespace callscope::twilio {

/// How many messages a peer may send: `perSecond` in the long run, and `burst` at once, as after a network that stood
/// still. A bucket that fills with time.
class MessageRate
{
public:
    MessageRate(base::Monotonic now, int perSecond, int burst)
        : m_perSecond(perSecond)
        , m_burst(burst)
        , m_left(burst)
        , m_last(now)
    { }

    /// One more came, or several. False: that is too many.
    bool take(base::Monotonic now, qint64 count = 1)
    {
        const std::chrono::duration<double> passed = now - m_last;
        m_last = now;
        m_left = std::min<double>(m_burst, m_left + std::max(0.0, passed.count()) * m_perSecond)
            - static_cast<double>(count);
        return m_left >= 0;
    }

private:
    double m_perSecond, m_burst, m_left;
    base::Monotonic m_last;
};

} // namespace callscope::twilio
