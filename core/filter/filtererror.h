#pragma once

#include <QString>

namespace callscope::filter {

enum class Mistake {
    TooLong,
    TooDeep,
    UnknownField,
    MisspelledField,
    UnknownOperator,
    MissingOperator,
    MissingValue,
    MissingTerm,
    MissingStart,
    MissingList,
    NeverClosed,
    NeverOpened,
    OpenQuote,
    MissingUnit,
    UnfitUnit,
    UnknownUnit,
    NotANumber,
    UnfitOperator,
    BadPattern,
    Unexpected,
};

/// What is wrong with an expression, and where: `column` and `length` count UTF-16 units of its text, and lie inside it
/// (the column just behind its end where something is missing there).
struct FilterError
{
    Mistake mistake = Mistake::Unexpected;
    qsizetype column = 0, length = 0;
    QString subject {}, hint {}; ///< %1 and %2 of the sentence

    /// One English sentence without a full stop, with the fix.
    QString text() const;
};

/// The sentence with %1 and %2 in it, for the translation context "FilterError".
const char *sentenceOf(Mistake mistake);

} // namespace callscope::filter
