#pragma once

#include <QString>

namespace callscope::speech::hebrew {

// The points of Hebrew by the names that Unicode gives them.
constexpr char16_t shva = 0x05B0, hatafSegol = 0x05B1, hatafPatah = 0x05B2, hatafQamats = 0x05B3, hiriq = 0x05B4,
                   tsere = 0x05B5, segol = 0x05B6, patah = 0x05B7, qamats = 0x05B8, holam = 0x05B9, holamHaser = 0x05BA,
                   qubuts = 0x05BB, dagesh = 0x05BC, meteg = 0x05BD, maqaf = 0x05BE, shinDot = 0x05C1, sinDot = 0x05C2,
                   qamatsQatan = 0x05C7, geresh = 0x05F3, gershayim = 0x05F4;

inline bool isLetter(QChar c)
{
    return c >= u'א' && c <= u'ת';
}

/// A point that changes how a letter sounds.
inline bool isPoint(QChar c)
{
    return (c >= QChar(shva) && c <= QChar(dagesh)) || c == QChar(shinDot) || c == QChar(sinDot)
        || c == QChar(qamatsQatan);
}

inline bool isMark(QChar c)
{
    return c.unicode() >= 0x0591 && c.unicode() <= 0x05C7 && c.category() == QChar::Mark_NonSpacing;
}

} // namespace callscope::speech::hebrew
