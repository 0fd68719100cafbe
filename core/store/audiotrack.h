#pragma once

#include "core/base/result.h"
#include "core/media/stereotrack.h"
#include "core/media/wavwriter.h"

#include <QFile>

#include <optional>

namespace callscope::store {

/// The sound file of one media stream, growing while the call runs: caller left, bot right, gaps as silence. It owns
/// the file and lives on the recorder's writing thread.
class AudioTrack
{
public:
    /// How late a piece may come after newer sound of the caller and still be filed.
    static constexpr std::chrono::milliseconds lateness { 500 };
    /// The same for the bot's lane when the caller's stands still; it also bounds what waits in memory.
    static constexpr std::chrono::milliseconds callerLateness { 5000 };

    /// The file `audio.wav` in `folder` is made with the first sound, or `audio-2.wav` and so on: an earlier one is
    /// never touched.
    explicit AudioTrack(QString folder);

    /// `position`: samples since the start of the stream. Error Io: this file takes no more.
    base::Outcome put(media::Lane lane, qint64 position, const media::Samples &samples);
    /// Files all that waits and closes.
    base::Outcome finish();

private:
    base::Outcome open();
    base::Outcome writeUpTo(qint64 position);

    QString m_folder;
    QFile m_file {};
    std::optional<media::WavWriter> m_writer {};
    media::StereoTrack m_track {};
};

} // namespace callscope::store
