#include "core/speech/scriptruns.h"

#include "core/base/language.h"

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;

enum class Kind { Neutral, Hebrew, Other };

Kind kindOf(QChar c)
{
    if (c.script() == QChar::Script_Hebrew)
        return Kind::Hebrew;
    return c.isLetter() ? Kind::Other : Kind::Neutral;
}

bool opens(QChar c)
{
    return c.category() == QChar::Punctuation_Open || c.category() == QChar::Punctuation_InitialQuote;
}

/// Where a run ends whose neighbour begins at `next`: what opens something goes with the neighbour.
qsizetype endOfRun(const QString &text, qsizetype begin, qsizetype next)
{
    qsizetype end = next;
    while (end > begin && opens(text[end - 1]))
        --end;
    return end;
}

void append(std::vector<ScriptRun> &runs, const QString &text, const QString &language)
{
    if (const QString visible = text.trimmed(); !visible.isEmpty())
        runs.push_back({ visible, language });
}

} // namespace

std::vector<ScriptRun> scriptRuns(const QString &text, const QString &language)
{
    const bool isHebrew = base::isHebrewLanguage(language);
    const QString hebrew = isHebrew ? language : u"he-IL"_s, other = isHebrew ? u"en-US"_s : language;
    const auto languageOf = [&](Kind kind) {
        return kind == Kind::Neutral ? language : kind == Kind::Hebrew ? hebrew : other;
    };
    std::vector<ScriptRun> runs;
    qsizetype begin = 0;
    Kind current = Kind::Neutral;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const Kind kind = kindOf(text[i]);
        if (kind == Kind::Neutral || kind == current)
            continue;
        if (current != Kind::Neutral) {
            const qsizetype end = endOfRun(text, begin, i);
            append(runs, text.mid(begin, end - begin), languageOf(current));
            begin = end;
        }
        current = kind;
    }
    append(runs, text.mid(begin), languageOf(current));
    return runs;
}

} // namespace callscope::speech
