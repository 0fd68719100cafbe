#pragma once

#include "core/base/result.h"
#include "core/event/event.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace callscope::store {

/// Where the sound of one media stream of a recorded call is: a stereo WAV, caller left, bot right, whose first sample
/// belongs to the moment `begin` (of the stream's WS_START).
struct RecordedSound
{
    base::CallSid callSid {};
    base::Monotonic begin {};
    QString path {};
};

/// No more is read of one log, whatever a stranger's file holds; a call of a day has a quarter of that.
struct RecordingLimits
{
    std::size_t events = 2'000'000;
    qsizetype bytes = 512 << 20; ///< of lines with events
};

/// What a file or folder with recorded calls holds.
struct Recording
{
    QString path; ///< of the events.jsonl
    std::vector<event::Event> events {}; ///< in the order of the file
    std::vector<RecordedSound> sounds {};
    /// What of the file could not be used, a sentence each, with line numbers: a last line cut off by a crash, an event
    /// that this version does not know. What could be read is all there.
    QStringList remarks {};
};

/// Opens the record of a call: its folder, its events.jsonl, or its audio.wav; also any JSON Lines log of a gateway
/// (several calls, no sound). Blocking; for a worker thread. Errors NotFound, InvalidInput (no event in it), Io.
base::Result<Recording> openRecording(const QString &path, const RecordingLimits &limits = {});

/// `root/<yyyy-mm-dd>/<CallSid>` of a call whose first event was at `time`, whether it is there or not.
QString recordPath(const QString &root, const base::CallSid &call, base::Utc time);

} // namespace callscope::store
