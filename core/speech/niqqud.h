#pragma once

#include <QString>
#include <QStringList>

namespace callscope::speech {

/// How a pointed Hebrew word sounds in today's Israeli pronunciation, in the mnemonics of espeak-ng's Hebrew voice with
/// R for resh: שָׁלוֹם is "Sal'om". X is het and soft kaf, ? a glottal stop; ' stands before the stressed vowel. `word` is
/// normal Hebrew (hebrewnormal.h). The stress is found by rule unless `stress` counts its syllable from the end.
QString niqqudPhonemes(const QString &word, int stress = 0);

/// The same without stress, letter by letter: what a vowel letter lends to the sound stands at it.
QStringList niqqudSounds(const QString &word);

} // namespace callscope::speech
