#pragma once

#include "core/store/archive.h"

namespace callscope::store {

struct StreamSounds
{
    std::vector<RecordedSound> sounds {};
    QStringList remarks {};
};

/// Which sound file belongs to which media stream of the call whose events these are, in order. `paths` are its sound
/// files in the order of their numbers. Blocking: it looks into the files.
///
/// The recorder makes audio.wav with the first sound of a stream, audio-2.wav with that of the next one that has any,
/// and so on, also after a restart into the same folder. So the n-th file belongs to the n-th WS_START that is followed
/// by a MEDIA_RX of its stream. Where there are fewer files than such streams (the disk was full, a file was taken
/// away), the lengths decide: of all ways to hand out the files in order, the one that fits the streams' lengths best.
/// Files that are left over get a remark and belong to no stream.
StreamSounds soundsOfStreams(const QStringList &paths, const std::vector<event::Event> &events);

/// How long after the WS_START `events[start]` the stream's own time 0 is, which places such as `at_ms` count from: the
/// recorder files the first frame where it was heard when that was later than WS_START.
std::chrono::milliseconds streamZero(const std::vector<event::Event> &events, std::size_t start);

} // namespace callscope::store
