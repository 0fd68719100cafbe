#pragma once

#include "core/base/clock.h"
#include "core/media/format.h"

#include <QByteArrayView>

#include <optional>

namespace callscope::call {

/// Counts the frames of one direction and says when a summary is due: after the stream's first frame, then once for
/// each second in which frames went.
class MediaTally
{
public:
    struct Summary
    {
        std::int64_t frames = 0, totalFrames = 0;
        std::chrono::milliseconds audio {};
        double rms = 0;
        double quietest = 0, loudest = 0; ///< RMS of single frames
    };

    void add(std::span<const media::Sample> samples, base::Monotonic now);
    void add(QByteArrayView mulaw, base::Monotonic now);
    /// The summary of what came since the last one, when it is due.
    std::optional<Summary> take(base::Monotonic now);
    /// Nothing has been told yet.
    bool isFirst() const { return m_frames == m_total; }
    /// What is left when the stream ends; nothing when all has been told.
    std::optional<Summary> rest();

private:
    void add(double level, std::int64_t samples, base::Monotonic now);

    std::int64_t m_frames = 0, m_total = 0, m_samples = 0;
    double m_energy = 0, m_quietest = 0, m_loudest = 0;
    std::optional<base::Monotonic> m_windowStart {};
};

} // namespace callscope::call
