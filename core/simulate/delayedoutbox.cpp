#include "core/simulate/delayedoutbox.h"

#include <algorithm>

namespace callscope::simulate {

using std::chrono::microseconds;
using std::chrono::milliseconds;

DelayedOutbox::DelayedOutbox(milliseconds jitter, quint32 seed, const base::Clock &clock,
                             std::function<void(const QByteArray &)> send, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_send(std::move(send))
    , m_random(seed)
    , m_microseconds(0, microseconds(jitter).count())
    , m_jittery(jitter > milliseconds(0))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DelayedOutbox::sendDue);
}

void DelayedOutbox::post(const QByteArray &message)
{
    if (!m_jittery)
        return m_send(message);
    const auto due = m_clock.monotonic() + microseconds(m_microseconds(m_random));
    m_lastDue = std::max(m_lastDue, due);
    m_waiting.push_back({ m_lastDue, message });
    if (!m_timer.isActive())
        arm();
}

void DelayedOutbox::flush()
{
    m_timer.stop();
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        m_send(waiting.message);
}

void DelayedOutbox::sendDue()
{
    while (!m_waiting.empty() && m_waiting.front().due <= m_clock.monotonic()) {
        m_send(m_waiting.front().message);
        m_waiting.pop_front();
    }
    if (!m_waiting.empty())
        arm();
}

void DelayedOutbox::arm()
{
    const auto wait = std::chrono::ceil<milliseconds>(m_waiting.front().due - m_clock.monotonic());
    m_timer.start(std::max(wait, milliseconds(0)));
}

} // namespace callscope::simulate
