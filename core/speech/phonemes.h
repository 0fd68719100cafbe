#pragma once

#include <QString>

namespace callscope::speech {

// Phonemes are written in the mnemonics of espeak-ng's Hebrew voice, with R for resh: niqqud.h.

inline bool isVowel(QChar phoneme)
{
    return QStringView(u"aeiou").contains(phoneme);
}

/// `phonemes` with the stress mark before the vowel that `fromEnd` counts, or before the first when there are fewer.
QString stressed(QString phonemes, int fromEnd);

/// Whether each character is a mnemonic of a sound that Hebrew has, or a stress mark.
bool arePhonemes(QStringView text);

/// As espeak-ng's [[ ]] takes one word.
QString espeakPhonemes(QString phonemes);

} // namespace callscope::speech
