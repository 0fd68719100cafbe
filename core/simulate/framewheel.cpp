#include "core/simulate/framewheel.h"

#include "core/simulate/frameticker.h"

#include <algorithm>

namespace callscope::simulate {

using std::chrono::milliseconds;

FrameWheel::FrameWheel(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameWheel::serveDue);
}

void FrameWheel::add(FrameTicker &ticker, base::Monotonic due)
{
    // From the end, where its place is but for a call that begins or is late.
    auto place = m_waiting.end();
    while (place != m_waiting.begin() && std::prev(place)->due > due)
        --place;
    const bool isFirst = place == m_waiting.begin();
    m_waiting.insert(place, { due, &ticker });
    if (isFirst && !m_serving)
        arm();
}

void FrameWheel::remove(const FrameTicker &ticker)
{
    std::erase_if(m_waiting, [&ticker](const Waiting &waiting) { return waiting.ticker == &ticker; });
}

/// What becomes due meanwhile waits until the sockets have had their turn.
void FrameWheel::serveDue()
{
    m_serving = true;
    const base::Monotonic now = m_clock.monotonic();
    while (!m_waiting.empty() && m_waiting.front().due <= now) {
        FrameTicker *ticker = m_waiting.front().ticker;
        m_waiting.pop_front();
        ticker->tick();
    }
    m_serving = false;
    if (!m_waiting.empty())
        arm();
}

void FrameWheel::arm()
{
    const auto wait = std::chrono::ceil<milliseconds>(m_waiting.front().due - m_clock.monotonic());
    m_timer.start(std::max(wait, milliseconds(0)));
}

} // namespace callscope::simulate
