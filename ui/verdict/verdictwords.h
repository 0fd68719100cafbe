#pragma once

#include "core/check/explanation.h"

/// A verdict in the language of the screen; what was measured in a call stands in it as it is.
namespace callscope::ui {

/// "No media socket".
QString verdictTitle(check::CallVerdict verdict);
/// "✕ Fault": the sign carries the meaning for who sees no colours.
QString severityText(check::VerdictSeverity severity);
/// One sentence of an explanation.
QString verdictText(const check::Sentence &sentence);
/// All of an explanation as lines of plain text, without its events.
QStringList verdictLines(const check::Explanation &explanation);

} // namespace callscope::ui
