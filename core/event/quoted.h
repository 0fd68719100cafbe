#pragma once

#include <QByteArray>
#include <QStringView>

namespace callscope::event {

/// True for characters that end a line, drive a terminal or change the order in which others are shown: C0, DEL, C1,
/// the line and paragraph separators, bidi controls (U+061C, U+200E/F, U+202A-E, U+2066-9), U+FEFF, interlinear
/// annotation marks and tags. Caller text may hold any of them; none may reach a log as it is.
constexpr bool isDisruptive(char32_t c)
{
    if (c < 0x7F)
        return c < 0x20;
    return c <= 0x9F || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F);
}

/// Appends `text` as a JSON string literal (RFC 8259 section 7) in UTF-8, quotes included. Disruptive characters and
/// lone surrogates become \uXXXX, so that the literal is one harmless line and any JSON reader gives back the same
/// UTF-16.
void appendQuoted(QByteArray &out, QStringView text);

} // namespace callscope::event
