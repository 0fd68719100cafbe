#pragma once

#include "core/store/callcopy.h"

namespace callscope::store {

/// The call's events as JSON Lines, which openRecording opens again.
///
/// With a `logPath` the lines are copied as they stand there, so that a recording that is opened and exported stays the
/// same byte for byte, also where it has events that this version does not know, and lines that are none: of a log of
/// one call all bytes, of another one all lines that tell this call's SID. Without one (a live call, a redacted copy)
/// the events are written anew; that is the same, byte for byte, as what the recorder wrote of them.
base::Outcome writeJsonLines(const CallCopy &call, QIODevice &device);

} // namespace callscope::store
