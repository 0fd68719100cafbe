#pragma once

#include "core/filter/filtererror.h"

#include <variant>
#include <vector>

namespace callscope::filter {

struct Token
{
    enum class Kind { Word, Quoted, Comparison, And, Or, Not, Open, Close, Comma, End };
    Kind kind = Kind::End;
    QString text {}; ///< of a quoted one, what stands between the quotes
    qsizetype column = 0, length = 0;

    qsizetype end() const { return column + length; }
};

/// Cuts an expression into tokens; the last is End. A word is anything up to a space, a parenthesis, a comma or one of
/// ! & | = < > ~; a quote inside a word belongs to it. Between quotes \" and \\ stand for the second sign. The words
/// `and`, `or` and `not` are the signs && || !.
std::variant<std::vector<Token>, FilterError> tokenize(QStringView text);

} // namespace callscope::filter
