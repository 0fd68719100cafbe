#include "core/simulate/frameticker.h"

#include "core/media/format.h"
#include "core/simulate/framewheel.h"

#include <utility>

namespace callscope::simulate {

FrameTicker::FrameTicker(FrameWheel &wheel, Beat beat)
    : m_wheel(wheel)
    , m_beat(std::move(beat))
{ }

FrameTicker::~FrameTicker()
{
    stop();
}

void FrameTicker::start()
{
    stop();
    m_running = true;
    m_next = m_wheel.clock().monotonic();
    m_wheel.add(*this, m_next);
}

void FrameTicker::stop()
{
    if (std::exchange(m_running, false))
        m_wheel.remove(*this);
}

void FrameTicker::tick()
{
    for (auto now = m_wheel.clock().monotonic(); m_running && now >= m_next; now = m_wheel.clock().monotonic()) {
        m_next += media::frameLength;
        m_beat(now - (m_next - media::frameLength));
    }
    if (m_running)
        m_wheel.add(*this, m_next);
}

} // namespace callscope::simulate
