#include "core/twilio/heartbeat.h"

#include <algorithm>

namespace callscope::twilio {

Heartbeat::Heartbeat(base::Monotonic now, std::chrono::milliseconds every, int missed)
    : m_every(every)
    , m_missed(missed)
    , m_next(now + every)
{ }

Heartbeat::Due Heartbeat::due(base::Monotonic now) const
{
    if (m_every.count() <= 0 || now < m_next)
        return Due::Nothing;
    return unanswered() >= m_missed ? Due::Death : Due::Ping;
}

int Heartbeat::send(base::Monotonic now)
{
    m_next = now + m_every;
    m_unanswered.push_back({ ++m_last, now });
    return m_last;
}

std::optional<Heartbeat::Answer> Heartbeat::answer(QByteArrayView payload, base::Monotonic now)
{
    const auto ping = std::find_if(m_unanswered.begin(), m_unanswered.end(),
                                   [payload](const Ping &one) { return payload == QByteArray::number(one.number); });
    if (ping == m_unanswered.end())
        return std::nullopt;
    const Answer answer { ping->number, now - ping->sentAt };
    m_unanswered.erase(m_unanswered.begin(), ping + 1);
    return answer;
}

} // namespace callscope::twilio
