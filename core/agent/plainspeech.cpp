#include "core/agent/plainspeech.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace callscope::agent {

namespace {

struct Replacement
{
    QRegularExpression what;
    QString by;
};

QRegularExpression everyLine(const QString &pattern)
{
    return QRegularExpression(pattern,
                              QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption);
}

QString withoutMarkdown(QString text)
{
    static const std::array<Replacement, 8> replacements { {
        { everyLine(QStringLiteral("^\\s*```.*$")), {} },
        { everyLine(QStringLiteral("^\\s*(?:#{1,6}|[-+*\u2022\u25CF]|>)\\s+(?=\\S)")),
          {} }, // heading, bullet, quotation
        { everyLine(QStringLiteral("^\\s*(?:[-*_]\\s*){3,}$")), {} }, // a rule across the page
        { everyLine(QStringLiteral("!?\\[([^\\]]*)\\]\\([^)\\s]*\\)")), QStringLiteral("\\1") }, // link, image
        { everyLine(QStringLiteral("\\*{2,}|_{2,}|~{2,}|`+")), {} },
        { everyLine(QStringLiteral("(?<!\\S)([*_])(?=\\S)([^*_\\n]*[^*_\\s])\\1(?![\\w*])")), QStringLiteral("\\2") },
        { everyLine(QStringLiteral("(?<=\\w)\\*(?=\\W|$)")), {} }, // end of an emphasis that began in another part
        { everyLine(QStringLiteral("\\|")), QStringLiteral(" ") },
    } };
    for (const auto &[what, by] : replacements)
        text.replace(what, by);
    return text;
}

bool isPicture(char32_t c)
{
    const auto isIn = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    return isIn(0x1F000, 0x1FAFF) || isIn(0x2600, 0x27BF) || isIn(0x2B00, 0x2BFF) || isIn(0x2190, 0x21FF)
        || isIn(0x2300, 0x23FF) || c == 0xFFFD;
}

/// Joins pictures, colours them, or makes one of a digit.
bool isPartOfPicture(char32_t c)
{
    return (c >= 0xE0000 && c <= 0xE007F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D || c == 0x20E3;
}

QString withoutPictures(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    const QList<uint> characters = text.toUcs4();
    for (const uint c : characters) {
        if (isPicture(c))
            kept += QLatin1Char(' '); // it may be all that stands between two words
        else if (!isPartOfPicture(c))
            kept += QString::fromUcs4(reinterpret_cast<const char32_t *>(&c), 1);
    }
    static const QRegularExpression spaceBeforeMark(QStringLiteral("\\s+(?=[.,!?;:](?:\\s|$))"));
    return kept.replace(spaceBeforeMark, {});
}

} // namespace

QString plainSpeech(const QString &text)
{
    const QString plain = withoutPictures(withoutMarkdown(text)).simplified();
    const bool canBeSpoken = std::any_of(plain.begin(), plain.end(), [](QChar c) { return c.isLetterOrNumber(); });
    return canBeSpoken ? plain : QString();
}

} // namespace callscope::agent
