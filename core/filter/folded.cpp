#include "core/filter/folded.h"

#include <algorithm>

namespace callscope::filter {

namespace {

constexpr bool isBidiControl(char16_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Points and cantillation; maqaf, paseq, sof pasuq and nun hafukha are signs of their own.
constexpr bool isNiqqud(char16_t c)
{
    return c >= 0x0591 && c <= 0x05C7 && c != 0x05BE && c != 0x05C0 && c != 0x05C3 && c != 0x05C6;
}

/// Hebrew letters that carry their point in one character.
constexpr bool isPointedLetter(char16_t c)
{
    return c >= 0xFB1D && c <= 0xFB4E;
}

} // namespace

QString folded(QStringView text)
{
    const bool pointed = std::any_of(text.begin(), text.end(), [](QChar c) { return isPointedLetter(c.unicode()); });
    QString result = pointed ? text.toString().normalized(QString::NormalizationForm_KD) : text.toString();
    result.removeIf(
        [](QChar c) { return c.unicode() > 0x590 && (isNiqqud(c.unicode()) || isBidiControl(c.unicode())); });
    return result.toCaseFolded();
}

} // namespace callscope::filter
