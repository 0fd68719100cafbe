#pragma once

#include "core/media/format.h"

#include <QtGlobal>

#include <deque>
#include <vector>

namespace callscope::media {

/// The extent of a stretch of sound on the 16-bit scale.
struct Peak
{
    Sample least = 0, most = 0;
    quint16 rms = 0;

    friend bool operator==(const Peak &, const Peak &) = default;
};

/// How many samples one peak of the finest level stands for: 32 ms.
inline constexpr int samplesPerPeak = 256;

Peak peakOf(std::span<const Sample> samples);

/// The waveform of one lane at several resolutions, each four times coarser than the one before, so that drawing any
/// stretch of a call of any length costs as much as there are pixels. Stretches without sound are silence. Plain value
/// of its owner's thread; about 12 bytes for 256 samples.
class PeakPyramid
{
public:
    /// Puts finest peaks at `first` (index in peaks since call time 0); overwrites what is there, fills gaps with
    /// silence. A position before 0 or further than 24 hours is cut off.
    void put(qint64 first, std::span<const Peak> peaks);
    /// Number of finest peaks from call time 0 on.
    qint64 size() const;
    /// What is between two places in samples since call time 0, over all that lies in it at least partly.
    Peak over(qint64 fromSample, qint64 toSample) const;

    /// A stretch of finest peaks: `first` to before `end`.
    struct Run
    {
        qint64 first = 0, end = 0;

        friend bool operator==(const Run &, const Run &) = default;
    };
    /// Grows with each `put` that changed anything: who keeps a picture asks changedSince for what to draw again.
    quint64 revision() const { return m_revision; }
    /// One stretch that holds all that was put after that revision; empty when nothing was.
    Run changedSince(quint64 revision) const;

private:
    void grow(std::size_t size) const;
    void settle() const;

    mutable std::vector<std::vector<Peak>> m_levels { 1 }; ///< finest first; the others follow when they are needed
    mutable Run m_unsettled {}; ///< finest peaks that coarser levels do not know yet
    std::deque<Run> m_puts {}; ///< the newest, of the revisions up to m_revision
    quint64 m_revision = 0;
};

} // namespace callscope::media
