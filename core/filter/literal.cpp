#include "core/filter/literal.h"

#include <cmath>

namespace callscope::filter {

namespace {

using namespace Qt::StringLiterals;

enum class Unit { None, Time, Count, Unknown };

struct Number
{
    double value = 0;
    Unit unit = Unit::None;
    qsizetype digits = 0; ///< how much of the text is the number without its unit
};

qsizetype digitsFrom(QStringView text, qsizetype at)
{
    while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
        ++at;
    return at;
}

/// Length of [+-]digits[.digits] at the start; 0 when there is none.
qsizetype numberLength(QStringView text)
{
    const qsizetype start = text.startsWith(u'-') || text.startsWith(u'+') ? 1 : 0;
    const qsizetype whole = digitsFrom(text, start);
    if (whole == start)
        return 0;
    if (whole + 1 >= text.size() || text[whole] != u'.')
        return whole;
    const qsizetype all = digitsFrom(text, whole + 1);
    return all > whole + 1 ? all : whole;
}

struct Scale
{
    Unit unit;
    double factor;
};

Scale scaleOf(QStringView unit)
{
    if (unit.isEmpty())
        return { Unit::None, 1 };
    if (unit == "ms"_L1)
        return { Unit::Time, 1 };
    if (unit == "s"_L1)
        return { Unit::Time, 1000 };
    return unit == "kB"_L1 ? Scale { Unit::Count, 1000 } : Scale { Unit::Unknown, 1 };
}

std::optional<Number> parseNumber(QStringView text)
{
    const qsizetype length = numberLength(text);
    if (length == 0)
        return std::nullopt;
    const Scale scale = scaleOf(text.sliced(length));
    const double value = text.first(length).toDouble() * scale.factor;
    return Number { std::round(value * 1e6) / 1e6, scale.unit, length }; // 4.35s is 4350, not 4349.999…
}

bool comparesText(Operator op)
{
    return op == Operator::Contains || op == Operator::Matches;
}

FilterError mistakeAt(const Token &token, Mistake mistake, const QString &subject, const QString &hint = {})
{
    return { mistake, token.column, token.length, subject, hint };
}

} // namespace

std::variant<Literal, FilterError> literalFor(const Token &token, const FieldRef &ref, Operator op)
{
    const Field &field = *ref.field;
    const QString name = QLatin1String(field.name) + ref.pointer;
    if (field.kind == FieldKind::Text || comparesText(op))
        return Literal { token.text };
    const auto number = token.kind == Token::Kind::Quoted ? std::nullopt : parseNumber(token.text);
    const bool isOrder = op != Operator::Equal && op != Operator::NotEqual && op != Operator::In;
    const bool textWillDo = field.kind == FieldKind::Any && !isOrder;
    if (!number || (number->unit == Unit::Unknown && textWillDo)) {
        if (textWillDo)
            return Literal { token.text };
        return mistakeAt(token, Mistake::NotANumber, name, token.text);
    }
    if (number->unit == Unit::Unknown)
        return mistakeAt(token, Mistake::UnknownUnit, token.text);
    if (field.kind == FieldKind::Duration && number->unit == Unit::None)
        return mistakeAt(token, Mistake::MissingUnit, name, token.text);
    const bool unfit = (field.kind == FieldKind::Duration && number->unit != Unit::Time)
        || (field.kind == FieldKind::Number && number->unit == Unit::Time);
    if (unfit)
        return mistakeAt(token, Mistake::UnfitUnit, name, token.text);
    return Literal { token.text, number->value };
}

} // namespace callscope::filter
