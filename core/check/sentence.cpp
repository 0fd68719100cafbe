#include "core/check/sentence.h"

namespace callscope::check {

QString Sentence::filled(const QString &pattern) const
{
    // Not arg() one by one: a value may have a "%2" of its own in it.
    QString result;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool isPlace = pattern[i] == u'%' && i + 1 < pattern.size() && pattern[i + 1].isDigit();
        const int number = isPlace ? pattern[i + 1].digitValue() : 0;
        if (number < 1 || number > values.size()) {
            result += pattern[i];
            continue;
        }
        result += values[number - 1];
        ++i;
    }
    return result;
}

} // namespace callscope::check
