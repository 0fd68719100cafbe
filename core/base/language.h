#pragma once

#include <QStringView>

namespace callscope::base {

/// True for "he", "he-IL" and "iw", what Hebrew was called before 1989. `tag` is BCP 47.
bool isHebrewLanguage(QStringView tag);

} // namespace callscope::base
