#pragma once

#include "core/media/stereotrack.h"
#include "ui/common/session.h"

namespace callscope::ui {

/// The 20 ms frames that one MEDIA_RX or MEDIA_TX stands for.
struct MediaFrames
{
    static constexpr std::chrono::milliseconds frameLength { 20 };
    static constexpr int mostFrames = 1'000; ///< of one event; a broken log may claim any number

    media::Lane lane = media::Lane::Left;
    qint64 first = 0; ///< number of its first frame in the stream, from 1
    int count = 0;
};

/// One of these frames.
struct MediaFrame
{
    qint64 number = 0;
    std::chrono::milliseconds place { 0 }; ///< where it begins in the sound of the stream
    CallTime time { 0 }; ///< about when it passed
    std::optional<int> rms {}; ///< on the 16-bit scale, from the peaks around it
};

/// Nothing: the event does not stand for frames.
std::optional<MediaFrames> framesOf(const event::Event &event);
/// `index` from 0 to before framesOf(…)->count.
MediaFrame frameOf(const Session &session, EventId id, int index);

} // namespace callscope::ui
