#include "ui/transcript/heardspans.h"

#include <algorithm>

namespace callscope::ui {

namespace {

struct Piece
{
    qsizetype begin = 0, end = 0;
};

/// Where the words of a text stand: spaces differ between a reply and what was told of it.
std::vector<Piece> wordsOf(const QString &text)
{
    std::vector<Piece> words;
    for (qsizetype at = 0; at < text.size();) {
        while (at < text.size() && text[at].isSpace())
            ++at;
        const qsizetype begin = at;
        while (at < text.size() && !text[at].isSpace())
            ++at;
        if (at > begin)
            words.push_back({ begin, at });
    }
    return words;
}

/// The stretch of `text` that has the words of `wanted` in a row; nothing when there is none.
std::optional<Piece> findWords(const QString &text, const QString &wanted)
{
    const auto words = wordsOf(text), sought = wordsOf(wanted);
    const auto same = [&](const Piece &a, const Piece &b) {
        return QStringView(text).sliced(a.begin, a.end - a.begin)
            == QStringView(wanted).sliced(b.begin, b.end - b.begin);
    };
    const auto found = std::search(words.begin(), words.end(), sought.begin(), sought.end(), same);
    if (sought.empty() || found == words.end())
        return std::nullopt;
    return Piece { found->begin, (found + static_cast<std::ptrdiff_t>(sought.size()) - 1)->end };
}

void add(HeardSpans &spans, const QString &text, bool heard)
{
    if (text.isEmpty())
        return;
    if (!spans.empty() && (spans.back().heard == heard || text.trimmed().isEmpty()))
        spans.back().text += text;
    else
        spans.push_back({ text, heard });
}

/// `heard` is what the marks and the clock told; everything else of the reply was cut.
HeardSpans cutSpans(const QString &answer, const QString &heard)
{
    HeardSpans spans;
    if (const auto piece = findWords(answer, heard)) {
        add(spans, answer.first(piece->begin), false);
        add(spans, answer.sliced(piece->begin, piece->end - piece->begin), true);
        add(spans, answer.sliced(piece->end), false);
        return spans;
    }
    // A sentence that was cut while it was being made is known from what was heard of it only.
    add(spans, heard, true);
    if (!findWords(heard, answer) && !answer.isEmpty())
        add(spans, heard.isEmpty() ? answer : u' ' + answer, false);
    return spans;
}

HeardSpans sentenceSpans(const Turn &turn)
{
    HeardSpans spans;
    qsizetype at = 0;
    for (const SpokenSentence &one : turn.sentences) {
        const qsizetype begin = one.text.isEmpty() ? -1 : turn.answer.indexOf(one.text, at);
        if (begin < 0)
            continue;
        add(spans, turn.answer.sliced(at, begin - at), true);
        add(spans, one.text, one.heard.value_or(true));
        at = begin + one.text.size();
    }
    add(spans, turn.answer.sliced(at), !turn.cut); // what was not even made when the bot was stopped
    return spans;
}

} // namespace

HeardSpans heardSpans(const Turn &turn)
{
    return turn.heardText ? cutSpans(turn.answer, *turn.heardText) : sentenceSpans(turn);
}

QString joined(const HeardSpans &spans)
{
    QString text;
    for (const HeardSpan &span : spans)
        text += span.text;
    return text;
}

bool anyUnheard(const HeardSpans &spans)
{
    return std::any_of(spans.begin(), spans.end(), [](const HeardSpan &span) { return !span.heard; });
}

} // namespace callscope::ui
