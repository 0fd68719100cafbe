#include "core/filter/predicate.h"

#include "core/filter/folded.h"

#include <QLocale>

#include <algorithm>

namespace callscope::filter {

namespace {

using Test = std::function<bool(const Value &)>;

QString textOf(const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    return QString::number(std::get<double>(value), 'g', QLocale::FloatingPointShortest);
}

/// Text that is a number counts as one: error codes and seconds come from Twilio as text.
std::optional<double> numberOf(const Value &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    bool isNumber = false;
    const double number = std::get<QString>(value).toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

Test equals(const Literal &literal)
{
    if (literal.number)
        return [wanted = *literal.number](const Value &value) { return numberOf(value) == wanted; };
    return [wanted = folded(literal.text)](const Value &value) { return folded(textOf(value)) == wanted; };
}

template <typename Order>
Test ordered(double limit, Order order)
{
    return [=](const Value &value) {
        const auto number = numberOf(value);
        return number && order(*number, limit);
    };
}

Test isAmong(const std::vector<Literal> &literals)
{
    std::vector<Test> tests;
    tests.reserve(literals.size());
    std::transform(literals.begin(), literals.end(), std::back_inserter(tests), equals);
    return [tests = std::move(tests)](const Value &value) {
        return std::any_of(tests.begin(), tests.end(), [&](const Test &test) { return test(value); });
    };
}

/// Of `!=` the test is that of `==`.
Test testOf(const Comparison &comparison)
{
    const Literal &literal = comparison.values.front();
    const double number = literal.number.value_or(0);
    switch (comparison.op) {
    case Operator::Equal:
    case Operator::NotEqual:
        return equals(literal);
    case Operator::Less:
        return ordered(number, std::less<double>());
    case Operator::LessEqual:
        return ordered(number, std::less_equal<double>());
    case Operator::Greater:
        return ordered(number, std::greater<double>());
    case Operator::GreaterEqual:
        return ordered(number, std::greater_equal<double>());
    case Operator::Contains:
        return [wanted = folded(literal.text)](const Value &value) { return folded(textOf(value)).contains(wanted); };
    case Operator::Matches:
        return [pattern = *comparison.pattern](const Value &value) { return pattern.isFoundIn(textOf(value)); };
    case Operator::In:
        return isAmong(comparison.values);
    }
    Q_UNREACHABLE();
}

Predicate predicateOf(const Comparison &comparison)
{
    const bool wantsNone = comparison.op == Operator::NotEqual;
    return [field = comparison.field, test = testOf(comparison), wantsNone](const Row &row) {
        const Values values = row.values(field);
        const bool found = std::any_of(values.begin(), values.end(), test);
        return wantsNone ? !found && !values.isEmpty() : found;
    };
}

std::vector<Predicate> compiled(const std::vector<Expression> &parts)
{
    std::vector<Predicate> predicates;
    predicates.reserve(parts.size());
    std::transform(parts.begin(), parts.end(), std::back_inserter(predicates), compile);
    return predicates;
}

Predicate predicateOf(const All &all)
{
    return [parts = compiled(all.parts)](const Row &row) {
        return std::all_of(parts.begin(), parts.end(), [&](const Predicate &part) { return part(row); });
    };
}

Predicate predicateOf(const AnyOf &any)
{
    return [parts = compiled(any.parts)](const Row &row) {
        return std::any_of(parts.begin(), parts.end(), [&](const Predicate &part) { return part(row); });
    };
}

Predicate predicateOf(const Not &negation)
{
    return [part = compile(negation.negated.front())](const Row &row) { return !part(row); };
}

} // namespace

Predicate compile(const Expression &expression)
{
    return std::visit([](const auto &form) { return predicateOf(form); }, expression.form);
}

} // namespace callscope::filter
