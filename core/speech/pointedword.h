#pragma once

#include <QString>

#include <vector>

namespace callscope::speech {

/// One letter of a pointed Hebrew word with what stands at it.
struct PointedLetter
{
    char16_t base = 0; ///< never a final form: ם is מ
    char16_t vowel = 0; ///< shva included; 0: none
    bool hasDagesh = false; ///< or mappiq, or the dot of shuruk
    bool isSin = false;
    bool hasGeresh = false;

    bool isBare() const { return vowel == 0 && !hasDagesh; }
};

using PointedLetters = std::vector<PointedLetter>;

/// The letters of normal Hebrew; anything else in `word` is passed over.
PointedLetters pointedLetters(QStringView word);

/// A vav that is the vowel u or o of the letter before it, and no consonant.
bool isShuruk(const PointedLetters &letters, std::size_t place);
bool isHolamMale(const PointedLetters &letters, std::size_t place);

} // namespace callscope::speech
