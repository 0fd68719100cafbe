#pragma once

#include "core/base/result.h"

#include <QString>

namespace callscope::store {

/// Closes the record of a call whose gateway was killed, in place: the half line at the end of its events goes, its
/// sound files count all that is in them, and a CALL_END with the cause "interrupted" follows its last event. A record
/// that was closed stays as it is. Errors: Io, and what opening it found.
base::Outcome closeInterrupted(const QString &folder);

} // namespace callscope::store
