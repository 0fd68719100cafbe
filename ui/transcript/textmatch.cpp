#include "ui/transcript/textmatch.h"

#include "ui/common/text.h"

namespace callscope::ui {

namespace {

/// A text in its searchable form, with the place in the text that each character of it comes from.
struct Folded
{
    QString text {};
    std::vector<qsizetype> origin {};
};

Folded folded(const QString &text)
{
    Folded result;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = text[at].isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
        const QString piece = searchable(text.sliced(at, length));
        result.text += piece;
        result.origin.insert(result.origin.end(), static_cast<std::size_t>(piece.size()), at);
        at += length;
    }
    result.origin.push_back(text.size());
    return result;
}

} // namespace

std::vector<TextMatch> matchesIn(const QString &text, const QString &needle)
{
    const QString sought = searchable(needle);
    std::vector<TextMatch> matches;
    if (sought.isEmpty())
        return matches;
    const Folded in = folded(text);
    for (qsizetype at = in.text.indexOf(sought); at >= 0; at = in.text.indexOf(sought, at + sought.size())) {
        const qsizetype begin = in.origin[static_cast<std::size_t>(at)];
        const qsizetype end = in.origin[static_cast<std::size_t>(at + sought.size())];
        matches.push_back({ begin, end - begin });
    }
    return matches;
}

} // namespace callscope::ui
