#pragma once

#include "core/filter/field.h"
#include "core/filter/pattern.h"

#include <variant>
#include <vector>

namespace callscope::filter {

enum class Operator { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Contains, Matches, In };

/// A value as it was typed. `number` is set where it can be meant as one; a time in milliseconds.
struct Literal
{
    QString text {};
    std::optional<double> number {};
};

struct Comparison
{
    FieldRef field {};
    Operator op = Operator::Contains;
    std::vector<Literal> values {}; ///< one, but for `in`
    std::optional<Pattern> pattern {}; ///< of `=~`
};

struct Expression;

struct All
{
    std::vector<Expression> parts; ///< of none: true
};

struct AnyOf
{
    std::vector<Expression> parts;
};

struct Not
{
    std::vector<Expression> negated; ///< exactly one
};

/// What was typed, as a tree of values.
struct Expression
{
    std::variant<All, AnyOf, Not, Comparison> form {};
};

} // namespace callscope::filter
