#include "core/call/saying.h"

#include "core/base/language.h"

#include <algorithm>

namespace callscope::call {

namespace {

using base::Error;
using base::ErrorCode;

/// Controls become blanks; format characters (bidi controls, zero-width ones) go.
QString spoken(const QString &typed)
{
    QString text;
    text.reserve(typed.size());
    for (const QChar c : typed) {
        if (c.category() == QChar::Other_Control || c.isSpace())
            text += QLatin1Char(' ');
        else if (c.category() != QChar::Other_Format)
            text += c;
    }
    return text.simplified();
}

QString languageFor(const QString &text, const QString &callLanguage)
{
    if (isHebrew(text))
        return QStringLiteral("he-IL");
    return base::isHebrewLanguage(callLanguage) || callLanguage.isEmpty() ? QStringLiteral("en-US") : callLanguage;
}

} // namespace

base::Result<Saying> sayingOf(const QString &typed, const QString &callLanguage)
{
    const QString text = spoken(typed);
    if (text.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("There is nothing to say: the sentence has no visible character.") };
    if (text.size() > longestSaying)
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("The sentence has %1 characters, and at most %2 are spoken at a time: say it in "
                                      "parts.")
                           .arg(text.size())
                           .arg(longestSaying) };
    return Saying { text, languageFor(text, callLanguage) };
}

Saying holdPhrase(const QString &callLanguage)
{
    if (base::isHebrewLanguage(callLanguage))
        return { QStringLiteral("רק רגע, בבקשה."), callLanguage };
    return { QStringLiteral("One moment, please."), languageFor({}, callLanguage) };
}

bool isHebrew(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Hebrew; });
}

} // namespace callscope::call
