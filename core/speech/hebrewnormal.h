#pragma once

#include <QString>

namespace callscope::speech {

/// `text` in the one spelling that the rest of the Hebrew voice knows: presentation forms (U+FB1D to U+FB4F) as letters
/// and points, points in typing order (letter, dot of shin, dagesh, vowel), no cantillation, no meteg, maqaf as a
/// hyphen, quotation marks inside a word as gershayim and an apostrophe behind a letter as geresh. Else unchanged.
QString normalHebrew(const QString &text);

/// Normal Hebrew without its points: what a newspaper would print.
QString withoutPoints(QString text);

bool isPointed(const QString &text);

} // namespace callscope::speech
