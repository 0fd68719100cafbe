#pragma once

#include <QString>

namespace callscope::speech {

/// Hebrew `text` with everything that is written in figures as words: amounts of money (₪, ש"ח, $, €), percentages,
/// dates (27/11/2026, 27.11.2026, 2026-11-27, 27/11), halves, thirds and quarters (1/2; ב-1/2 is a date), times of day
/// (14:30), telephone numbers (050-1234567, +972-…, *2700), ranges (9-17), decimals and numbers, in the gender of the
/// word they count. A prefix with a hyphen (ב-14:30) is drawn to its word. Figures of other scripts are taken as well.
QString hebrewFiguresInWords(const QString &text);

} // namespace callscope::speech
