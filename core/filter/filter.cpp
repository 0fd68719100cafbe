#include "core/filter/filter.h"

#include "core/filter/parser.h"
#include "core/filter/predicate.h"

namespace callscope::filter {

struct Filter::Program
{
    const Vocabulary &vocabulary;
    Predicate predicate;
};

Filter::Filter() = default;

Filter::Filter(QString text, std::shared_ptr<const Program> program)
    : m_text(std::move(text))
    , m_program(std::move(program))
{ }

std::variant<Filter, FilterError> Filter::parse(const QString &text, const Vocabulary &vocabulary)
{
    auto parsed = parseExpression(text, vocabulary);
    if (auto *error = std::get_if<FilterError>(&parsed))
        return std::move(*error);
    if (text.trimmed().isEmpty())
        return Filter();
    Program program { vocabulary, compile(std::get<Expression>(parsed)) };
    return Filter(text, std::make_shared<const Program>(std::move(program)));
}

bool Filter::matches(const Row &row) const
{
    return !m_program || m_program->predicate(row);
}

bool Filter::matches(const FieldLookup &lookup) const
{
    return !m_program || m_program->predicate(LookupRow(m_program->vocabulary, lookup));
}

} // namespace callscope::filter
