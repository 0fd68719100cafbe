#pragma once

#include "core/base/result.h"

#include <QString>

namespace callscope::call {

/// A sentence that somebody else than the agent has a voice speak.
struct Saying
{
    QString text;
    QString language; ///< BCP 47
};

/// Characters that one may have: some two minutes of speech.
inline constexpr qsizetype longestSaying = 2000;

/// What was typed as it can be spoken: on one line and without control characters. Hebrew letters ask for a Hebrew
/// voice; else it is that of `callLanguage`, or English in a Hebrew call. Error InvalidInput: there is nothing to be
/// spoken in it, or too much.
base::Result<Saying> sayingOf(const QString &typed, const QString &callLanguage);

/// Asks a caller to hold on. Languages without a phrase of their own get the English one.
Saying holdPhrase(const QString &callLanguage);

} // namespace callscope::call
