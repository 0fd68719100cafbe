#pragma once

#include "core/base/result.h"
#include "core/media/format.h"

class QIODevice;

namespace callscope::media {

/// A 16-bit 8 kHz WAV that grows: the sizes in its head are brought up to date four times in a second of sound, after
/// the sound itself has left the process, so that a file cut off by a kill opens and says how much it holds. It borrows
/// the device, and lives on the thread of whoever writes.
class WavWriter
{
public:
    /// `device` is seekable, open for writing and empty, and outlives the writer; `channels` is 1 or 2.
    WavWriter(QIODevice &device, int channels);

    /// Whole frames: a multiple of `channels` samples. Errors of all three: Io (disk full, or the 4 GiB a WAV can
    /// hold).
    base::Outcome append(std::span<const Sample> interleaved);
    /// Makes room for samples that cannot be written, as silence. Works on a full disk: a hole takes no space.
    base::Outcome skip(std::int64_t samples);
    /// Brings the head up to date and hands everything to the operating system.
    base::Outcome flush();
    /// The last flush. Nothing may be appended after it.
    base::Outcome finish();

    std::chrono::milliseconds length() const;

private:
    base::Outcome begin();
    base::Outcome writeHead();
    base::Outcome failure() const;
    bool write(const QByteArray &bytes);

    QIODevice &m_device;
    int m_channels = 1;
    std::int64_t m_dataBytes = 0;
    std::int64_t m_bytesSinceHead = 0;
    bool m_started = false;
    bool m_finished = false;
};

} // namespace callscope::media
