#pragma once

#include <QString>

namespace callscope::speech {

/// Normal Hebrew with its common abbreviations as the words they stand for: רח׳ is רחוב, ע״י is על ידי. They may have
/// prefixes: מע״י, לד״ר. Acronyms that are said as words (צה״ל) stand in the lexicon.
QString hebrewAbbreviationsInWords(const QString &text);

} // namespace callscope::speech
