#pragma once

#include "core/check/sentence.h"
#include "core/check/stage.h"

#include <chrono>
#include <vector>

namespace callscope::check {

enum class Verdict {
    Go,
    Warning, ///< GO, with something to look at
    NoGo,
    CouldNotRun, ///< nothing is proven: something that the check needs is missing
    Skipped, ///< does not apply here, or was switched off
};

/// "GO", "GO (warning)", "NO-GO", "COULD NOT RUN", "SKIPPED".
QString verdictName(Verdict verdict);

/// What a stage found. Free of secrets: evidence may be copied into a ticket.
struct Finding
{
    Stage stage = Stage::Port;
    Verdict verdict = Verdict::Go;
    QString fault {}; ///< stable name of what is wrong, "subprotocol_not_echoed"; empty for Go
    Sentence summary {};
    QStringList evidence {}; ///< raw lines as they came, never translated
    std::vector<Sentence> causes {}; ///< likely causes with their fix, the likeliest first
    std::chrono::milliseconds took { 0 };

    bool isGo() const { return verdict == Verdict::Go || verdict == Verdict::Warning || verdict == Verdict::Skipped; }
};

/// All that a run has found, in order; stages behind the first that is not GO were not run.
struct CheckReport
{
    QString target {};
    std::vector<Finding> findings {};
    std::vector<Stage> notRun {};
    std::chrono::milliseconds took { 0 };
    bool cancelled = false;

    /// NoGo or CouldNotRun as the last stage has it; CouldNotRun when cancelled; Warning when any stage warns; else Go.
    Verdict verdict() const;
};

} // namespace callscope::check
