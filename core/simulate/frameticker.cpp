#include "core/simulate/frameticker.h"

#include "core/media/format.h"

#include <algorithm>

namespace callscope::simulate {

FrameTicker::FrameTicker(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameTicker::tick);
}

void FrameTicker::start()
{
    m_running = true;
    m_next = m_clock.monotonic();
    arm();
}

void FrameTicker::stop()
{
    m_running = false;
    m_timer.stop();
}

void FrameTicker::arm()
{
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_next - m_clock.monotonic());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

void FrameTicker::tick()
{
    for (auto now = m_clock.monotonic(); m_running && now >= m_next; now = m_clock.monotonic()) {
        m_next += media::frameLength;
        Q_EMIT ticked(now - (m_next - media::frameLength));
    }
    if (m_running)
        arm();
}

} // namespace callscope::simulate
