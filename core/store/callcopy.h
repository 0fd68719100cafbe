#pragma once

#include "core/base/result.h"
#include "core/store/callsound.h"

#include <functional>

class QIODevice;

namespace callscope::store {

/// One call as values: what every export is made of.
struct CallCopy
{
    base::CallSid callSid {};
    base::Monotonic zero {}; ///< of its first event: where the exported sound and labels begin
    std::vector<event::Event> events {}; ///< its own, in order
    std::vector<CallSound> sounds {};
    /// The log that the events were read from, for a copy of its lines as they stand; empty: the events are written
    /// anew.
    QString logPath {};
};

/// The calls of a recording, in the order of their first events.
std::vector<base::CallSid> callsIn(const Recording &recording);

/// One of them, with its sound. Blocking. Errors: NotFound (no such call), and those of readSound.
base::Result<CallCopy> copyOf(const Recording &recording, const base::CallSid &callSid);

/// Told now and then which part of the work is done, 0 to 1; answers whether to go on.
using ExportProgress = std::function<bool(double part)>;

/// What an export gives back when its progress was answered with false.
base::Error exportStopped();
/// What it gives back when its device takes no more.
base::Error exportUnwritable(const QIODevice &device);

} // namespace callscope::store
