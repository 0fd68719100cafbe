#include "core/base/language.h"

#include <algorithm>

namespace callscope::base {

namespace {

QStringView primarySubtag(QStringView tag)
{
    const auto end = std::find_if(tag.begin(), tag.end(), [](QChar c) { return c == u'-' || c == u'_'; });
    return tag.first(end - tag.begin());
}

} // namespace

bool isHebrewLanguage(QStringView tag)
{
    const QStringView primary = primarySubtag(tag);
    return primary.compare(u"he", Qt::CaseInsensitive) == 0 || primary.compare(u"iw", Qt::CaseInsensitive) == 0;
}

QString languageCode(QStringView tag)
{
    return isHebrewLanguage(tag) ? QStringLiteral("he") : primarySubtag(tag).toString().toLower();
}

QString languageTag(QStringView tag)
{
    if (isHebrewLanguage(tag))
        return QStringLiteral("he-IL");
    return tag.compare(u"en", Qt::CaseInsensitive) == 0 ? QStringLiteral("en-US") : tag.toString();
}

bool isHebrewText(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Hebrew; });
}

QString languageOfText(const QString &text, const QString &callLanguage)
{
    if (isHebrewText(text))
        return QStringLiteral("he-IL");
    const bool hasLetters = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    const bool isForeign = hasLetters && isHebrewLanguage(callLanguage);
    return isForeign || callLanguage.isEmpty() ? QStringLiteral("en-US") : callLanguage;
}

} // namespace callscope::base
