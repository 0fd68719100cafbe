#pragma once

#include "core/media/format.h"

#include <deque>

namespace callscope::simulate {

/// Somebody who speaks right now: sound comes in pieces of any length, from a microphone with a clock of its own, and
/// leaves frame by frame. It holds what has not left yet, never so much that the talk lags behind. Plain, one a call.
class LiveMouth
{
public:
    /// Sound is held back until there is so much of it, so that a late piece tears no hole.
    static constexpr std::chrono::milliseconds cushion { 60 };
    /// More than that is late anyway: the oldest goes.
    static constexpr std::chrono::milliseconds mostQueued { 400 };

    void push(std::span<const media::Sample> samples);
    /// 160 samples; silence where there are none.
    media::Samples nextFrame();

private:
    std::deque<media::Sample> m_queue {};
    bool m_flowing = false;
};

} // namespace callscope::simulate
