#include "ui/events/mediaframes.h"

#include <algorithm>

namespace callscope::ui {

namespace {

MediaFrames framesIn(media::Lane lane, qint64 frames, qint64 total)
{
    const auto count = static_cast<int>(std::clamp<qint64>(frames, 0, MediaFrames::mostFrames));
    return { lane, std::max<qint64>(1, total - count + 1), count };
}

std::optional<int> levelAt(const media::PeakPyramid &peaks, CallTime time)
{
    constexpr qint64 samplesPerMillisecond = 8;
    const qint64 begin = time.count() * samplesPerMillisecond;
    const qint64 end = begin + MediaFrames::frameLength.count() * samplesPerMillisecond;
    if (begin < 0 || end > peaks.size() * media::samplesPerPeak)
        return std::nullopt;
    return peaks.over(begin, end).rms;
}

} // namespace

std::optional<MediaFrames> framesOf(const event::Event &event)
{
    if (const auto *received = std::get_if<event::MediaReceived>(&event.payload))
        return framesIn(media::Lane::Left, received->frames, received->totalFrames);
    if (const auto *sent = std::get_if<event::MediaSent>(&event.payload))
        return framesIn(media::Lane::Right, sent->frames, sent->totalFrames);
    return std::nullopt;
}

MediaFrame frameOf(const Session &session, EventId id, int index)
{
    const Session::Entry &entry = session.entry(id);
    const MediaFrames frames = framesOf(entry.event).value_or(MediaFrames {});
    MediaFrame frame;
    frame.number = frames.first + index;
    frame.place = (frame.number - 1) * MediaFrames::frameLength;
    frame.time = session.timeOf(id) - (frames.count - index) * MediaFrames::frameLength;
    frame.rms = levelAt(session.peaks(session.keyOf(entry), frames.lane), frame.time);
    return frame;
}

} // namespace callscope::ui
