#include "core/speech/spokentext.h"

#include <array>

namespace callscope::speech {

namespace {

constexpr QChar maqaf(0x05BE);

QString hebrewDigit(int digit)
{
    static const std::array<QString, 10> words { QStringLiteral("אפס"),   QStringLiteral("אחת"),
                                                 QStringLiteral("שתיים"), QStringLiteral("שלוש"),
                                                 QStringLiteral("ארבע"),  QStringLiteral("חמש"),
                                                 QStringLiteral("שש"),    QStringLiteral("שבע"),
                                                 QStringLiteral("שמונה"), QStringLiteral("תשע") };
    return words.at(static_cast<std::size_t>(digit));
}

QString forHebrew(QChar c)
{
    if (c == maqaf)
        return QStringLiteral(" ");
    if (c.isDigit())
        return QLatin1Char(' ') + hebrewDigit(c.digitValue()) + QLatin1Char(' ');
    return c;
}

} // namespace

QString spokenText(const QString &text, const QString &language)
{
    const bool hebrew = language.startsWith(QLatin1String("he"), Qt::CaseInsensitive);
    QString spoken;
    spoken.reserve(text.size());
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control)
            spoken += QLatin1Char(' ');
        else if (hebrew)
            spoken += forHebrew(c);
        else
            spoken += c;
    }
    return spoken.simplified();
}

} // namespace callscope::speech
