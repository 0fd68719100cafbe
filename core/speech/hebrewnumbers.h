#pragma once

#include <QString>

namespace callscope::speech {

enum class Gender {
    Feminine, ///< also of counting, and of a number that counts nothing: a house, a year, an hour
    Masculine
};

/// `number` in Hebrew words, unpointed but for the masculine eight, as it stands alone or behind a noun: 25 is "עשרים
/// וחמש" or "עשרים וחמישה". Numbers of 10^12 and above are read digit by digit.
QString hebrewNumber(quint64 number, Gender gender);

/// Digit by digit, as telephone numbers are read. `digits` holds 0 to 9; "+" is "פלוס", "*" is "כוכבית", "#" is
/// "סולמית", anything else is a pause.
QString hebrewDigits(QStringView digits);

/// What is counted, in Hebrew.
struct HebrewNoun
{
    QString singular, plural;
    Gender gender;
};

/// `number` of `noun`: "שקל אחד", "שני שקלים", "עשרים וחמישה שקלים".
QString hebrewCount(quint64 number, const HebrewNoun &noun);

} // namespace callscope::speech
