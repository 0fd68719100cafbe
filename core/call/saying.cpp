#include "core/call/saying.h"

#include "core/base/language.h"

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
    return Saying { text, base::languageOfText(text, callLanguage) };
}

Saying holdPhrase(const QString &callLanguage)
{
    if (base::isHebrewLanguage(callLanguage))
        return { QStringLiteral("רק רגע, בבקשה."), callLanguage };
    return { QStringLiteral("One moment, please."), base::languageOfText({}, callLanguage) };
}

} // namespace callscope::call
