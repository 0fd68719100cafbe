#include "core/agent/sentencecutter.h"

#include "core/agent/sentences.h"

#include <algorithm>
#include <optional>

namespace callscope::agent {

namespace {

bool isClauseMark(QChar c, qsizetype length, qsizetype longEnough)
{
    return c == QLatin1Char(':') || c == QLatin1Char(';') || (c == QLatin1Char(',') && length >= longEnough);
}

std::optional<qsizetype> clauseEnd(QStringView text, qsizetype longEnough)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (isClauseMark(text.at(i), i + 1, longEnough) && text.at(i + 1).isSpace())
            return i + 1;
    }
    return {};
}

std::optional<qsizetype> partEnd(const QString &text, qsizetype longEnough)
{
    const std::optional<qsizetype> sentence = sentenceEnd(text, 0);
    const std::optional<qsizetype> clause
        = clauseEnd(QStringView(text).first(sentence.value_or(text.size())), longEnough);
    if (clause || sentence)
        return clause ? clause : sentence;
    if (text.size() < SentenceCutter::tooLong)
        return {};
    const qsizetype space = text.lastIndexOf(QLatin1Char(' '));
    return space > 0 ? std::optional(space) : std::nullopt;
}

QString withoutLeadingSpace(const QString &text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    return text.sliced(first - text.begin());
}

} // namespace

QStringList SentenceCutter::take(const QString &text)
{
    m_text = withoutLeadingSpace(m_text + text);
    QStringList parts;
    while (const auto end = partEnd(m_text, m_hasGiven ? longEnough : firstLongEnough)) {
        const QString part = m_text.first(*end).trimmed();
        if (!part.isEmpty())
            parts << part;
        m_hasGiven = m_hasGiven || !part.isEmpty();
        m_text = withoutLeadingSpace(m_text.sliced(*end));
    }
    return parts;
}

QStringList SentenceCutter::end()
{
    QStringList parts = take(QStringLiteral("\n")); // a mark at the end is one now
    *this = {};
    return parts;
}

} // namespace callscope::agent
