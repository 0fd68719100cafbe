#pragma once

#include "core/simulate/callstreams.h"
#include "core/simulate/recording.h"

namespace callscope::simulate {

/// Gives a finished recording its SID and its place, notes it in the journal, and returns what every request about it
/// says: RecordingUrl, RecordingSid, RecordingDuration in whole seconds.
net::FormFields keepRecording(const Surroundings &around, const Recording &recording);

/// What the recording status callback says beside these.
net::FormFields recordingStatusFields(const CallIdentity &identity);

} // namespace callscope::simulate
