#pragma once

#include "core/base/clock.h"

#include <functional>

namespace callscope::simulate {

class FrameWheel;

/// The beat of a call: one call of `beat` each 20 ms against an absolute clock; what a busy loop missed follows at
/// once. Plain, on the thread of its call.
class FrameTicker
{
public:
    /// `late` is how long after its due time the frame came.
    using Beat = std::function<void(std::chrono::nanoseconds late)>;

    /// `wheel`, whose clock it goes by, must outlive the ticker.
    FrameTicker(FrameWheel &wheel, Beat beat);
    ~FrameTicker();
    FrameTicker(const FrameTicker &) = delete;
    FrameTicker &operator=(const FrameTicker &) = delete;

    void start();
    void stop();
    /// The wheel's: a frame is due.
    void tick();

private:
    FrameWheel &m_wheel;
    Beat m_beat;
    base::Monotonic m_next {};
    bool m_running = false;
};

} // namespace callscope::simulate
