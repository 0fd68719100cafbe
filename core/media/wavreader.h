#pragma once

#include "core/base/result.h"
#include "core/media/format.h"

#include <QFile>

#include <memory>

namespace callscope::media {

/// A recorded call's WAV (stereo, 16 bit, 8 kHz), read in blocks on demand. It owns the open file, and lives on the
/// thread of whoever reads.
class WavReader
{
public:
    /// Errors: NotFound, InvalidInput (not such a file), Io; all name the path.
    static base::Result<WavReader> open(const QString &path);

    /// Of one lane. What a head that was cut off by a crash does not count is not there.
    std::int64_t frames() const { return m_frames; }
    /// Caller and bot in turns from `frame` on. Gives back how many frames there were; fewer than the file has and the
    /// span takes: the disk failed.
    std::int64_t read(std::int64_t frame, std::span<Sample> interleaved);

private:
    std::unique_ptr<QFile> m_file {}; ///< so that a reader can be moved
    std::int64_t m_first = 0; ///< where in the file the sound begins
    std::int64_t m_frames = 0;
};

} // namespace callscope::media
