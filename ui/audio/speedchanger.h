#pragma once

#include "core/media/format.h"

#include <memory>

namespace soundtouch {
class SoundTouch;
}

namespace callscope::ui {

/// Makes stereo sound at 8 kHz faster or slower without changing its pitch, so that speech stays speech, with
/// SoundTouch. It owns the sound that went in and did not come out yet, and lives on the sound thread.
class SpeedChanger
{
public:
    SpeedChanger();
    ~SpeedChanger();

    /// 0.5 to 2.
    void setSpeed(double speed);
    /// Interleaved.
    void put(std::span<const media::Sample> interleaved);
    /// Fills all of `interleaved`, or nothing when there is not enough yet.
    bool take(std::span<media::Sample> interleaved);
    void clear();

private:
    std::unique_ptr<soundtouch::SoundTouch> m_stretcher;
    std::vector<float> m_floats {};
};

} // namespace callscope::ui
