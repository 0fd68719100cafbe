#include "core/event/quoted.h"

#include <QChar>

namespace callscope::event {

namespace {

constexpr qsizetype longestEscape = 6; // of one UTF-16 unit: \uXXXX

char *putEscape(char *to, char16_t unit)
{
    static constexpr char digits[] = "0123456789abcdef";
    *to++ = '\\';
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = digits[(unit >> shift) & 0xF];
    return to;
}

char *putAscii(char *to, char c)
{
    const char letter = c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c == '"' || c == '\\' ? c : '\0';
    if (!letter)
        return putEscape(to, static_cast<char16_t>(c));
    *to++ = '\\';
    *to++ = letter;
    return to;
}

char *putUtf8(char *to, char32_t c)
{
    if (c < 0x800) {
        *to++ = static_cast<char>(0xC0 | (c >> 6));
    } else if (c < 0x10000) {
        *to++ = static_cast<char>(0xE0 | (c >> 12));
        *to++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    } else {
        *to++ = static_cast<char>(0xF0 | (c >> 18));
        *to++ = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        *to++ = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    }
    *to++ = static_cast<char>(0x80 | (c & 0x3F));
    return to;
}

/// Writes the character at `at` and gives back how many UTF-16 units it had.
int putBeyondAscii(char *&to, QStringView text, qsizetype at)
{
    const char16_t unit = text[at].unicode();
    if (!QChar::isSurrogate(unit)) {
        to = isDisruptive(unit) ? putEscape(to, unit) : putUtf8(to, unit);
        return 1;
    }
    const bool pair = QChar::isHighSurrogate(unit) && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    if (!pair) {
        to = putEscape(to, unit);
        return 1;
    }
    const char32_t c = QChar::surrogateToUcs4(unit, text[at + 1].unicode());
    to = isDisruptive(c) ? putEscape(putEscape(to, unit), text[at + 1].unicode()) : putUtf8(to, c);
    return 2;
}

} // namespace

void appendQuoted(QByteArray &out, QStringView text)
{
    const qsizetype start = out.size();
    out.resize(start + text.size() * longestEscape + 2);
    char *to = out.data() + start;
    *to++ = '"';
    for (qsizetype at = 0; at < text.size();) {
        const char16_t unit = text[at].unicode();
        if (unit >= 0x7F) {
            at += putBeyondAscii(to, text, at);
            continue;
        }
        if (unit < 0x20 || unit == u'"' || unit == u'\\')
            to = putAscii(to, static_cast<char>(unit));
        else
            *to++ = static_cast<char>(unit);
        ++at;
    }
    *to++ = '"';
    out.truncate(to - out.constData());
}

} // namespace callscope::event
