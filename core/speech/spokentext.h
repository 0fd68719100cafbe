#pragma once

#include <QString>

namespace callscope::speech {

/// `text` as espeak-ng has to be given it: without control characters (espeak takes some for commands), and in Hebrew
/// with figures as words, which it would leave out, and without maqaf, which it would call by name.
QString spokenText(const QString &text, const QString &language);

} // namespace callscope::speech
