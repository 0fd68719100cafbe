#pragma once

#include "core/speech/hebrewlexicon.h"

#include <QString>

namespace callscope::speech {

/// How one word of normal Hebrew sounds (phonemes.h): a pointed one by its points, an unpointed one as the lexicon has
/// it, whole or behind prefixes (ולשיחה), an acronym by its letters, any other by the lexicon's guess.
QString hebrewWordPhonemes(const QString &word, const HebrewLexicon &lexicon);

/// Hebrew text without figures as espeak-ng takes it with espeakPHONEMES: each word's phonemes in [[ ]], and of the
/// rest only the signs that make pauses and melody. Whatever `text` is, the brackets hold nothing but mnemonics.
QString hebrewInPhonemes(const QString &text, const HebrewLexicon &lexicon);

} // namespace callscope::speech
