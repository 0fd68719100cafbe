#include "core/speech/cloudtext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace callscope::speech {

namespace {

struct Range
{
    char32_t first, last;
};

/// Arrows, technical signs, shapes, dingbats and all of the planes of emoji; signs that are read, as ° and ©, are not
/// among them.
constexpr std::array pictures {
    Range { 0x20E3, 0x20E3 }, // the frame of a key
    Range { 0x2190, 0x21FF }, Range { 0x2300, 0x23FF },   Range { 0x2500, 0x27BF },
    Range { 0x2900, 0x297F }, Range { 0x2B00, 0x2BFF },   Range { 0xFE00, 0xFE0F }, // which variant of a sign is meant
    Range { 0xFFFD, 0xFFFD }, Range { 0x1F000, 0x1FBFF },
};

/// Accents of the Bible's reading, and signs between its verses; the marks of vowels between them stay.
constexpr std::array cantillation {
    Range { 0x0591, 0x05AF },
    Range { 0x05C0, 0x05C0 },
    Range { 0x05C3, 0x05C6 },
};

template <std::size_t count>
bool isIn(const std::array<Range, count> &ranges, char32_t letter)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [letter](const Range &range) { return letter >= range.first && letter <= range.last; });
}

bool isBlankForVoice(char32_t letter)
{
    const QChar::Category category = QChar::category(letter);
    return category == QChar::Other_Control || isIn(pictures, letter);
}

bool isNothingForVoice(char32_t letter)
{
    const QChar::Category category = QChar::category(letter);
    return category == QChar::Other_Format || category == QChar::Other_Surrogate || category == QChar::Other_NotAssigned
        || category == QChar::Other_PrivateUse || isIn(cantillation, letter);
}

struct Rule
{
    QRegularExpression written;
    QString spoken;
};

Rule rule(const QString &written, const QString &spoken)
{
    return { QRegularExpression(written,
                                QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption),
             spoken };
}

QString withoutMarkdown(QString text)
{
    static const std::array rules {
        rule(QStringLiteral(R"(^\s*```.*$)"), {}),
        rule(QStringLiteral(R"(^\s*(?:[-*_]\s*){3,}$)"), {}),
        rule(QStringLiteral(R"(^\s*(?:#{1,6}|>+|[-*+•])\s+)"), {}),
        rule(QStringLiteral(R"(!?\[([^\]\n]*)\]\([^)\n]*\))"), QStringLiteral("\\1")),
        rule(QStringLiteral(R"((\*{1,3}|~~)(?=\S)([^\n]+?)(?<=\S)\1)"), QStringLiteral("\\2")),
        rule(QStringLiteral(R"((?<!\w)(_{1,3})(?=\S)([^\n]+?)(?<=\S)\1(?!\w))"), QStringLiteral("\\2")),
        rule(QStringLiteral("\\*{2,}|~~|[`|]+"), QStringLiteral(" ")),
    };
    for (const Rule &each : rules)
        text.replace(each.written, each.spoken);
    return text;
}

qsizetype sizeOf(char32_t letter, TextMeasure measure)
{
    if (measure == TextMeasure::Letters)
        return QChar::requiresSurrogates(letter) ? 2 : 1;
    return letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
}

/// How many UTF-16 units of `text` are within `longest`, whole characters with their marks only.
qsizetype unitsWithin(QStringView text, qsizetype longest, TextMeasure measure)
{
    qsizetype size = 0, end = 0, border = 0;
    for (const char32_t letter : text.toUcs4()) {
        if (!QChar::isMark(letter))
            border = end;
        size += sizeOf(letter, measure);
        if (size > longest)
            return border > 0 ? border : std::max<qsizetype>(end, 1);
        end += QChar::requiresSurrogates(letter) ? 2 : 1;
    }
    return end;
}

bool endsSentence(QChar letter)
{
    return QStringLiteral(".?!…:;").contains(letter);
}

/// Where to cut a text of which `most` units may stay together.
qsizetype cutWithin(QStringView text, qsizetype most)
{
    if (most >= text.size())
        return text.size();
    qsizetype word = 0;
    for (qsizetype i = most; i > 0; --i) {
        if (!text.at(i).isSpace())
            continue;
        // An early end of a sentence would leave too many small pieces.
        if (endsSentence(text.at(i - 1)) && i > most / 4)
            return i;
        word = std::max(word, i);
    }
    return word > 0 ? word : most;
}

} // namespace

QString cloudText(const QString &text)
{
    QString spoken;
    bool saysSomething = false;
    for (const char32_t letter : withoutMarkdown(text).toUcs4()) {
        if (isNothingForVoice(letter))
            continue;
        saysSomething = saysSomething || QChar::isLetterOrNumber(letter) || QChar::isSymbol(letter);
        if (isBlankForVoice(letter))
            spoken += QLatin1Char(' ');
        else
            spoken += QStringView(QChar::fromUcs4(letter));
    }
    return saysSomething ? spoken.simplified() : QString();
}

QStringList cloudPieces(const QString &text, qsizetype longest, TextMeasure measure)
{
    QStringList pieces;
    QStringView rest = QStringView(text).trimmed();
    while (!rest.isEmpty()) {
        const qsizetype cut = cutWithin(rest, unitsWithin(rest, longest, measure));
        pieces << rest.first(cut).trimmed().toString();
        rest = rest.sliced(cut).trimmed();
    }
    return pieces;
}

} // namespace callscope::speech
