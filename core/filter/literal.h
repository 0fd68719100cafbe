#pragma once

#include "core/filter/expression.h"
#include "core/filter/filtererror.h"
#include "core/filter/lexer.h"

namespace callscope::filter {

/// The value in `token` as `field` and `op` take it: with a unit, as a number, as text.
std::variant<Literal, FilterError> literalFor(const Token &token, const FieldRef &field, Operator op);

} // namespace callscope::filter
