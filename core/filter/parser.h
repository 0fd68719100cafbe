#pragma once

#include "core/filter/expression.h"
#include "core/filter/filtererror.h"

namespace callscope::filter {

inline constexpr qsizetype longestExpression = 4096; ///< characters
inline constexpr int deepestNesting = 64; ///< of parentheses and negations

/// Reads an expression; its grammar stands in filter.h. A blank one is true for every row.
std::variant<Expression, FilterError> parseExpression(QStringView text, const Vocabulary &vocabulary);

} // namespace callscope::filter
