#pragma once

#include "core/simulate/callreport.h"

namespace callscope::check {

/// What happened on a simulated call, a line each: "  412 ms  > start MZ…". Nothing later than `until`, at most the
/// last `most` lines.
QStringList timeline(const simulate::CallReport &report, std::optional<std::chrono::milliseconds> until = {},
                     qsizetype most = 24);

/// The same with the step that did not happen, and the last line before it, at the end.
QStringList timelineWithout(const simulate::CallReport &report, const QString &missingStep,
                            std::optional<std::chrono::milliseconds> until = {});

/// When the caller heard something for the first time, since the answer.
std::optional<std::chrono::milliseconds> firstAudio(const simulate::CallReport &report);

} // namespace callscope::check
