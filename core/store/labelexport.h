#pragma once

#include "core/store/callcopy.h"

namespace callscope::store {

/// A stretch of the exported sound, or a point in it, with a text.
struct Label
{
    std::chrono::milliseconds begin {}, end {}; ///< since call.zero; the same: a point
    QString text;
};

/// What the caller and the bot said as stretches; barge-in, clear, marks, keys, gaps and errors as points. By begin.
std::vector<Label> labelsOf(const CallCopy &call);

/// The labels as a label track of Audacity: a line each, begin and end in seconds and the text, with tabs between
/// (https://manual.audacityteam.org/man/importing_and_exporting_labels.html).
base::Outcome writeLabels(const CallCopy &call, QIODevice &device);

} // namespace callscope::store
