#pragma once

#include <QString>

#include <vector>

namespace callscope::speech {

/// Neighbouring words of one script, and the language whose voice can say them.
struct ScriptRun
{
    QString text;
    QString language; ///< BCP 47

    bool operator==(const ScriptRun &) const = default;
};

/// `text` cut where it changes between Hebrew and Latin letters. Hebrew runs are Hebrew; the others are in `language`,
/// or in English when that is Hebrew. What has no letters (signs, figures) stays with the run before it; an opening
/// bracket or quotation mark goes with the word behind it. No run is blank.
std::vector<ScriptRun> scriptRuns(const QString &text, const QString &language);

} // namespace callscope::speech
