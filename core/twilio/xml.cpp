#include "core/twilio/xml.h"

#include <QString>

#include <algorithm>

namespace callscope::twilio {

namespace {

enum class Place { Text, Attribute };

/// XML 1.0 section 2.2: these cannot stand in a document, not even as references.
bool isForbiddenControl(char16_t unit)
{
    return unit < 0x20 && unit != u'\t' && unit != u'\n' && unit != u'\r';
}

void appendUnit(QString &to, char16_t unit, Place place)
{
    const bool inAttribute = place == Place::Attribute;
    if (unit == u'&')
        to += QLatin1String("&amp;");
    else if (unit == u'<')
        to += QLatin1String("&lt;");
    else if (unit == u'>')
        to += QLatin1String("&gt;"); // a text must not hold "]]>"
    else if (unit == u'"' && inAttribute)
        to += QLatin1String("&quot;");
    else if (unit == u'\r')
        to += QLatin1String("&#13;"); // a raw one would be read as LF
    else if (unit == u'\n' && inAttribute)
        to += QLatin1String("&#10;");
    else if (unit == u'\t' && inAttribute)
        to += QLatin1String("&#9;");
    else if (unit == 0xFFFE || unit == 0xFFFF)
        to += QChar(QChar::ReplacementCharacter);
    else if (!isForbiddenControl(unit))
        to += QChar(unit);
}

/// Visible ASCII that means nothing in XML: nearly all that is ever written.
bool isPlain(QByteArrayView utf8)
{
    return std::all_of(utf8.begin(), utf8.end(),
                       [](char c) { return c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"'; });
}

QByteArray escaped(QByteArrayView utf8, Place place)
{
    if (isPlain(utf8))
        return utf8.toByteArray();
    QString result;
    result.reserve(utf8.size() + 16);
    const QString text = QString::fromUtf8(utf8); // replaces what is not UTF-8, lone surrogates among it
    for (const QChar unit : text)
        appendUnit(result, unit.unicode(), place);
    return result.toUtf8();
}

} // namespace

QByteArray xmlText(QByteArrayView utf8)
{
    return escaped(utf8, Place::Text);
}

QByteArray xmlAttribute(QByteArrayView utf8)
{
    return escaped(utf8, Place::Attribute);
}

} // namespace callscope::twilio
