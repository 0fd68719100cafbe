#include "core/filter/parser.h"

#include "core/filter/lexer.h"
#include "core/filter/literal.h"

#include <QHash>

namespace callscope::filter {

namespace {

using namespace Qt::StringLiterals;
using Kind = Token::Kind;
using Parsed = std::variant<Expression, FilterError>;

Operator operatorOf(QStringView sign)
{
    static const QHash<QString, Operator> signs {
        { u"=="_s, Operator::Equal },     { u"!="_s, Operator::NotEqual }, { u"<"_s, Operator::Less },
        { u"<="_s, Operator::LessEqual }, { u">"_s, Operator::Greater },   { u">="_s, Operator::GreaterEqual },
        { u"~"_s, Operator::Contains },   { u"=~"_s, Operator::Matches },
    };
    return signs.value(sign.toString());
}

bool isOrder(Operator op)
{
    return op == Operator::Less || op == Operator::LessEqual || op == Operator::Greater || op == Operator::GreaterEqual;
}

/// One part stands for itself.
template <typename Form>
Expression joined(std::vector<Expression> parts)
{
    return parts.size() == 1 ? std::move(parts.front()) : Expression { Form { std::move(parts) } };
}

/// Recursive descent over the tokens; one function for each rule of the grammar.
class Parser
{
public:
    Parser(std::vector<Token> tokens, const Vocabulary &vocabulary)
        : m_tokens(std::move(tokens))
        , m_vocabulary(vocabulary)
    { }

    Parsed parse();

private:
    const Token &here() const { return m_tokens[m_at]; }
    const Token &next() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }
    const Token &take() { return m_tokens[m_at++]; }
    bool isAt(Kind kind) const { return here().kind == kind; }
    bool startsTerm() const;

    Parsed disjunction();
    Parsed conjunction();
    Parsed term();
    Parsed negation();
    Parsed group();
    Parsed wordOrComparison();
    Parsed comparison();
    Parsed list(Comparison comparison);
    std::optional<FilterError> addValue(Comparison &comparison, const Token &behind);
    bool isListOperator(const Token &token) const;
    FilterError missingTerm() const;
    FilterError unknownField(const Token &token) const;
    static FilterError at(const Token &token, Mistake mistake, const QString &subject = {}, const QString &hint = {});

    std::vector<Token> m_tokens;
    const Vocabulary &m_vocabulary;
    std::size_t m_at = 0;
    int m_depth = 0;
};

FilterError Parser::at(const Token &token, Mistake mistake, const QString &subject, const QString &hint)
{
    return { mistake, token.column, token.length, subject, hint };
}

bool Parser::startsTerm() const
{
    return isAt(Kind::Word) || isAt(Kind::Quoted) || isAt(Kind::Not) || isAt(Kind::Open);
}

Parsed Parser::parse()
{
    if (isAt(Kind::End))
        return Expression { All {} };
    Parsed whole = disjunction();
    if (std::holds_alternative<FilterError>(whole) || isAt(Kind::End))
        return whole;
    return isAt(Kind::Close) ? at(here(), Mistake::NeverOpened) : at(here(), Mistake::Unexpected, here().text);
}

Parsed Parser::disjunction()
{
    std::vector<Expression> parts;
    do {
        Parsed part = conjunction();
        if (std::holds_alternative<FilterError>(part))
            return part;
        parts.push_back(std::get<Expression>(std::move(part)));
    } while (isAt(Kind::Or) && (take(), true));
    return joined<AnyOf>(std::move(parts));
}

/// Terms that stand next to each other have to be true together.
Parsed Parser::conjunction()
{
    std::vector<Expression> parts;
    do {
        Parsed part = term();
        if (std::holds_alternative<FilterError>(part))
            return part;
        parts.push_back(std::get<Expression>(std::move(part)));
    } while ((isAt(Kind::And) && (take(), true)) || startsTerm());
    return joined<All>(std::move(parts));
}

Parsed Parser::term()
{
    if (m_depth == deepestNesting)
        return at(here(), Mistake::TooDeep, QString::number(deepestNesting));
    switch (here().kind) {
    case Kind::Not:
        return negation();
    case Kind::Open:
        return group();
    case Kind::Word:
    case Kind::Quoted:
        return wordOrComparison();
    default:
        return missingTerm();
    }
}

FilterError Parser::missingTerm() const
{
    if (m_at > 0)
        return at(here(), Mistake::MissingTerm, m_tokens[m_at - 1].text);
    const bool closes = isAt(Kind::Close);
    return at(here(), closes ? Mistake::NeverOpened : Mistake::MissingStart, here().text);
}

Parsed Parser::negation()
{
    take();
    ++m_depth;
    Parsed negated = term();
    --m_depth;
    if (std::holds_alternative<FilterError>(negated))
        return negated;
    return Expression { Not { { std::get<Expression>(std::move(negated)) } } };
}

Parsed Parser::group()
{
    const Token open = take();
    ++m_depth;
    Parsed inner = disjunction();
    --m_depth;
    if (std::holds_alternative<FilterError>(inner))
        return inner;
    if (isAt(Kind::End))
        return at(open, Mistake::NeverClosed);
    if (!isAt(Kind::Close))
        return at(here(), Mistake::Unexpected, here().text);
    take();
    return inner;
}

bool Parser::isListOperator(const Token &token) const
{
    return token.kind == Kind::Word && token.text.compare("in"_L1, Qt::CaseInsensitive) == 0;
}

Parsed Parser::wordOrComparison()
{
    const bool isField = isAt(Kind::Word) && findField(m_vocabulary, here().text);
    if (next().kind == Kind::Comparison || (isField && isListOperator(next())))
        return comparison();
    const Token word = take();
    if (isField && (isAt(Kind::Word) || isAt(Kind::Quoted)))
        return at(word, Mistake::MissingOperator, word.text);
    return Expression { Comparison { { &everyText(m_vocabulary) }, Operator::Contains, { { word.text } } } };
}

FilterError Parser::unknownField(const Token &token) const
{
    if (token.kind == Kind::Quoted)
        return at(next(), Mistake::Unexpected, next().text);
    const QString near = nearestField(m_vocabulary, token.text);
    return at(token, near.isEmpty() ? Mistake::UnknownField : Mistake::MisspelledField, token.text, near);
}

Parsed Parser::comparison()
{
    const auto field = isAt(Kind::Word) ? findField(m_vocabulary, here().text) : std::nullopt;
    if (!field)
        return unknownField(here());
    const Token name = take();
    const Token sign = take();
    Comparison comparison { *field };
    if (sign.kind == Kind::Word)
        return list(std::move(comparison));
    comparison.op = operatorOf(sign.text);
    if (field->field->kind == FieldKind::Text && isOrder(comparison.op))
        return at(sign, Mistake::UnfitOperator, name.text, sign.text);
    if (auto error = addValue(comparison, sign))
        return std::move(*error);
    return Expression { std::move(comparison) };
}

std::optional<FilterError> Parser::addValue(Comparison &comparison, const Token &behind)
{
    if (!isAt(Kind::Word) && !isAt(Kind::Quoted))
        return at(here(), Mistake::MissingValue, behind.text);
    const Token &token = take();
    auto literal = literalFor(token, comparison.field, comparison.op);
    if (auto *error = std::get_if<FilterError>(&literal))
        return std::move(*error);
    comparison.values.push_back(std::get<Literal>(std::move(literal)));
    if (comparison.op != Operator::Matches)
        return std::nullopt;
    auto pattern = Pattern::compile(token.text);
    if (const auto *reason = std::get_if<QString>(&pattern))
        return at(token, Mistake::BadPattern, *reason);
    comparison.pattern = std::get<Pattern>(std::move(pattern));
    return std::nullopt;
}

Parsed Parser::list(Comparison comparison)
{
    comparison.op = Operator::In;
    if (!isAt(Kind::Open))
        return at(here(), Mistake::MissingList, m_tokens[m_at - 2].text);
    const Token open = here();
    do {
        const Token before = take(); // the parenthesis or a comma
        if (auto error = addValue(comparison, before))
            return std::move(*error);
    } while (isAt(Kind::Comma));
    if (isAt(Kind::End))
        return at(open, Mistake::NeverClosed);
    if (!isAt(Kind::Close))
        return at(here(), Mistake::Unexpected, here().text);
    take();
    return Expression { std::move(comparison) };
}

} // namespace

std::variant<Expression, FilterError> parseExpression(QStringView text, const Vocabulary &vocabulary)
{
    if (text.size() > longestExpression)
        return FilterError { Mistake::TooLong, longestExpression, text.size() - longestExpression,
                             QString::number(longestExpression) };
    auto tokens = tokenize(text);
    if (auto *error = std::get_if<FilterError>(&tokens))
        return std::move(*error);
    return Parser(std::get<std::vector<Token>>(std::move(tokens)), vocabulary).parse();
}

} // namespace callscope::filter
