#pragma once

#include "core/speech/pointedword.h"

namespace callscope::speech {

/// Which syllable of a pointed word is stressed, counted from its end: 1, or 2 in segolates (מֶלֶךְ, נַעַר), duals (יוֹמַיִם),
/// and the endings that never take it (אָמַרְתִּי, אֲנַחְנוּ, הַקִּישׁוּ). What follows no rule stands in the lexicon.
int stressFromEnd(const PointedLetters &letters);

} // namespace callscope::speech
