#pragma once

#include <QString>

namespace callscope::base {

/// True for "he", "he-IL" and "iw", what Hebrew was called before 1989. `tag` is BCP 47.
bool isHebrewLanguage(QStringView tag);

/// The language alone, as providers name it (ISO 639-1): "he" for "he-IL" and "iw", "en" for "en-US". `tag` is BCP 47.
QString languageCode(QStringView tag);

/// The tag that our voices and rules know: "he-IL" for "he" and "iw", "en-US" for "en"; any other as it is.
QString languageTag(QStringView tag);

/// It has a Hebrew letter.
bool isHebrewText(const QString &text);

/// Which voice a text of a call in `callLanguage` needs: "he-IL" when it has a Hebrew letter, else the call's language;
/// "en-US" when that is Hebrew, but the text has letters of another script, or empty.
QString languageOfText(const QString &text, const QString &callLanguage);

} // namespace callscope::base
