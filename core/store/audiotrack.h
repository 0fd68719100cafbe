#pragma once

#include "core/base/result.h"
#include "core/media/stereotrack.h"
#include "core/media/wavwriter.h"

#include <QFile>

#include <optional>
#include <utility>
#include <vector>

namespace callscope::store {

/// The sound file of one media stream, growing while the call runs: caller left, bot right, gaps as silence. It owns
/// the file and lives on the recorder's writing thread.
class AudioTrack
{
public:
    /// How late a piece of the bot may come after newer sound of the caller and still be filed.
    static constexpr std::chrono::milliseconds lateness { 500 };
    /// The same for the bot's lane when the caller's stands still; it also bounds what waits in memory.
    static constexpr std::chrono::milliseconds callerLateness { 5000 };

    /// The file `audio.wav` in `folder` is made with the first sound, or `audio-2.wav` and so on: an earlier one is
    /// never touched.
    explicit AudioTrack(QString folder);

    /// The sound could not be written from `at` on, or can be again there; samples of one lane since its beginning.
    struct Break
    {
        QString file; ///< its name in the folder
        qint64 at = 0;
        qint64 missing = 0; ///< before `at`, when it goes on
        std::optional<base::Error> error {}; ///< Io, when it cannot
    };

    /// `position`: samples since the start of the stream, never before what the lane has got already. What cannot be
    /// written is tried again with the next block; the sound behind it keeps its place.
    void put(media::Lane lane, qint64 position, std::span<const media::Sample> samples);
    /// Files all that waits and closes.
    base::Outcome finish();
    /// What has happened since the last call.
    std::vector<Break> takeBreaks() { return std::exchange(m_breaks, {}); }

private:
    base::Outcome open();
    void writeUpTo(qint64 position);
    base::Outcome write(const media::Samples &block);
    QString name() const;

    QString m_folder;
    QFile m_file {};
    std::optional<media::WavWriter> m_writer {};
    media::StereoTrack m_track {};
    qint64 m_missing = 0; ///< of one lane, before the next block, for which not even room could be made
    qint64 m_brokenAt = -1; ///< -1: it is being written
    std::vector<Break> m_breaks {};
};

} // namespace callscope::store
