#pragma once

#include "core/speech/hebrewlexicon.h"

#include <QString>

#include <vector>

namespace callscope::speech {

/// A piece of a sentence as espeak-ng has to be given it.
struct SpokenRun
{
    QString text;
    QString language; ///< BCP 47, whose voice speaks it
    bool isPhonemes = false; ///< speak with espeakPHONEMES; false: brackets in the text are text

    bool operator==(const SpokenRun &) const = default;
};

/// `text` in the pieces that one voice each can say, without control characters (espeak takes some for commands).
/// Hebrew comes as phonemes, made from points, `lexicon` (null: the words that ship) and guesses, because espeak-ng
/// knows next to no unpointed word; in a Hebrew sentence figures, abbreviations and addresses come as Hebrew words, and
/// Latin words in an English voice. Only text made here is marked as phonemes, so nothing from outside reaches espeak's
/// phoneme input.
std::vector<SpokenRun> spokenRuns(const QString &text, const QString &language, const HebrewLexicon *lexicon = nullptr);

} // namespace callscope::speech
