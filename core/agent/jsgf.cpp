#include "core/agent/jsgf.h"

namespace callscope::agent {

namespace {

bool isApostrophe(QChar c)
{
    return c == QLatin1Char('\'') || c == QChar(0x2019);
}

bool isInsideWord(const QString &text, qsizetype i)
{
    return i > 0 && i + 1 < text.size() && text.at(i - 1).isLetter() && text.at(i + 1).isLetter();
}

} // namespace

QString plainWords(const QString &phrase)
{
    QString words;
    words.reserve(phrase.size());
    for (qsizetype i = 0; i < phrase.size(); ++i) {
        const QChar c = phrase.at(i);
        if (isApostrophe(c) && isInsideWord(phrase, i))
            words += QLatin1Char('\'');
        else
            words += c.isLetterOrNumber() || c.isMark() || c.isSurrogate() ? c.toLower() : QChar(QLatin1Char(' '));
    }
    return words.simplified();
}

QByteArray jsgfOf(const QStringList &phrases)
{
    QStringList plain;
    for (const QString &phrase : phrases) {
        const QString words = plainWords(phrase);
        if (!words.isEmpty() && !plain.contains(words))
            plain.append(words);
    }
    if (plain.isEmpty())
        return {};
    return "#JSGF V1.0;\ngrammar phrases;\npublic <phrase> = " + plain.join(QLatin1String(" | ")).toUtf8() + ";\n";
}

} // namespace callscope::agent
