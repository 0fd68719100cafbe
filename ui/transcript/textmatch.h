#pragma once

#include <QString>

#include <vector>

namespace callscope::ui {

struct TextMatch
{
    qsizetype begin = 0, length = 0;

    friend bool operator==(const TextMatch &, const TextMatch &) = default;
};

/// Where `needle` stands in `text`, in characters of `text`, left to right and without overlaps. Both are compared in
/// their searchable() form: without niqqud and bidi controls, and in any case.
std::vector<TextMatch> matchesIn(const QString &text, const QString &needle);

} // namespace callscope::ui
