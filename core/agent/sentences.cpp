#include "core/agent/sentences.h"

#include <QSet>

namespace callscope::agent {

namespace {

constexpr QChar sofPasuq(0x05C3);
constexpr QChar ellipsis(0x2026);
constexpr QChar arabicQuestion(0x061F);

bool isTerminator(QChar c)
{
    return c == QLatin1Char('.') || c == QLatin1Char('?') || c == QLatin1Char('!') || c == sofPasuq || c == ellipsis
        || c == arabicQuestion;
}

bool isCloser(QChar c)
{
    static const QString closers = QStringLiteral("\"')]”’»");
    return closers.contains(c);
}

bool isLineBreak(QChar c)
{
    return c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QChar(QChar::LineSeparator)
        || c == QChar(QChar::ParagraphSeparator);
}

/// `word` stands before a full stop.
bool isAbbreviation(const QString &word)
{
    static const QSet<QString> known { QStringLiteral("mr"),  QStringLiteral("mrs"),    QStringLiteral("ms"),
                                       QStringLiteral("dr"),  QStringLiteral("prof"),   QStringLiteral("st"),
                                       QStringLiteral("vs"),  QStringLiteral("no"),     QStringLiteral("e.g"),
                                       QStringLiteral("i.e"), QStringLiteral("approx"), QStringLiteral("ext") };
    const bool initial = word.size() == 1 && word.at(0).isUpper() && word != QLatin1String("I");
    return initial || known.contains(word.toLower());
}

QString wordBefore(const QString &text, qsizetype end)
{
    qsizetype start = end;
    while (start > 0 && !text.at(start - 1).isSpace() && !isCloser(text.at(start - 1))
           && text.at(start - 1) != QLatin1Char('('))
        --start;
    return text.sliced(start, end - start);
}

/// Where the run of terminators and closers that begins at `i` ends.
qsizetype endOfRun(const QString &text, qsizetype i)
{
    while (i < text.size() && (isTerminator(text.at(i)) || isCloser(text.at(i))))
        ++i;
    return i;
}

/// "2." in front of a line of a list.
bool isListNumber(const QString &text, qsizetype from, qsizetype mark)
{
    const QStringView before = QStringView(text).sliced(from, mark - from).trimmed();
    return before.size() == 1 && before.front().isDigit();
}

bool endsSentence(const QString &text, qsizetype from, qsizetype mark, qsizetype after)
{
    if (after == text.size() || !text.at(after).isSpace())
        return false;
    const bool plainStop = text.at(mark) == QLatin1Char('.') && after == mark + 1;
    return !plainStop || !(isAbbreviation(wordBefore(text, mark)) || isListNumber(text, from, mark));
}

} // namespace

std::optional<qsizetype> sentenceEnd(const QString &text, qsizetype from)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        if (isLineBreak(text.at(i)))
            return i + 1;
        if (!isTerminator(text.at(i)))
            continue;
        const qsizetype after = endOfRun(text, i);
        if (endsSentence(text, from, i, after))
            return after;
        i = after - 1;
    }
    return {};
}

QStringList sentences(const QString &text)
{
    QStringList found;
    for (qsizetype start = 0; start < text.size();) {
        const qsizetype end = sentenceEnd(text, start).value_or(text.size());
        const QString sentence = text.sliced(start, end - start).trimmed();
        if (!sentence.isEmpty())
            found.append(sentence);
        start = end;
    }
    return found;
}

} // namespace callscope::agent
