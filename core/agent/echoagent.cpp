#include "core/agent/echoagent.h"

#include "core/base/language.h"

#include <array>

namespace callscope::agent {

namespace {

/// As words, because the embedded Hebrew voice leaves digits out.
QString hebrewKey(QChar key)
{
    static const std::array<QString, 10> digits { QStringLiteral("אפס"),   QStringLiteral("אחת"),
                                                  QStringLiteral("שתיים"), QStringLiteral("שלוש"),
                                                  QStringLiteral("ארבע"),  QStringLiteral("חמש"),
                                                  QStringLiteral("שש"),    QStringLiteral("שבע"),
                                                  QStringLiteral("שמונה"), QStringLiteral("תשע") };
    if (key.isDigit())
        return digits.at(static_cast<std::size_t>(key.digitValue()));
    if (key == QLatin1Char('*'))
        return QStringLiteral("כוכבית");
    return key == QLatin1Char('#') ? QStringLiteral("סולמית") : QString(key);
}

QString englishKey(QChar key)
{
    if (key == QLatin1Char('*'))
        return QStringLiteral("star");
    return key == QLatin1Char('#') ? QStringLiteral("pound") : QString(key);
}

/// "en" of "en-GB": a voice speaks all of a language.
bool isSameLanguage(const QString &one, const QString &other)
{
    const auto primary = [](const QString &tag) { return tag.section(QLatin1Char('-'), 0, 0).toLower(); };
    return primary(one) == primary(other);
}

} // namespace

PromptAgent::Reply EchoAgent::replyTo(const Utterance &utterance) const
{
    if (utterance.text.trimmed().isEmpty())
        return { { didNotUnderstand(language()), language() } };
    const QString spoken = utterance.language.isEmpty() ? language() : utterance.language;
    const QString framed = base::isHebrewLanguage(spoken) ? spoken : language();
    const QString frame = base::isHebrewLanguage(framed) ? QStringLiteral("אמרת:") : QStringLiteral("You said:");
    if (isSameLanguage(framed, spoken))
        return { { frame + QLatin1Char(' ') + utterance.text, spoken } };
    return { { frame, framed }, { utterance.text, spoken } };
}

PromptAgent::Reply EchoAgent::replyTo(QChar digit) const
{
    if (base::isHebrewLanguage(language()))
        return { { QStringLiteral("לחצת %1.").arg(hebrewKey(digit)), language() } };
    return { { QStringLiteral("You pressed %1.").arg(englishKey(digit)), language() } };
}

} // namespace callscope::agent
