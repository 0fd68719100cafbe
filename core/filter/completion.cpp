#include "core/filter/completion.h"

#include "core/filter/lexer.h"

namespace callscope::filter {

namespace {

using namespace Qt::StringLiterals;
using Kind = Token::Kind;
using Tokens = std::vector<Token>;

bool isIn(const Token &token)
{
    return token.kind == Kind::Word && token.text.compare("in"_L1, Qt::CaseInsensitive) == 0;
}

QStringList jsonNames(const Field &field)
{
    QStringList names;
    for (const QString &payload : payloadFieldNames())
        names.append(QLatin1String(field.name) + payload);
    return names;
}

/// What may begin a term. The long lists come only once a letter has made them shorter.
QStringList beginnings(const Vocabulary &vocabulary, bool isTyping)
{
    QStringList names, longOnes;
    for (const Field &field : vocabulary) {
        names.append(QLatin1String(field.name));
        for (const char *value : field.values)
            longOnes.append(QLatin1String(field.name) + u" == "_s + QLatin1String(value));
        if (field.origin == Origin::Json)
            longOnes += jsonNames(field);
    }
    names.append(u"not"_s);
    return isTyping ? names + longOnes : names;
}

QStringList operatorsOf(const Field &field)
{
    switch (field.kind) {
    case FieldKind::Text:
        return { u"=="_s, u"~"_s, u"!="_s, u"=~"_s, u"in ("_s };
    case FieldKind::Number:
    case FieldKind::Duration:
        return { u">"_s, u"<"_s, u">="_s, u"<="_s, u"=="_s, u"!="_s, u"in ("_s };
    case FieldKind::Any:
        return { u"=="_s, u"!="_s, u"~"_s, u">"_s, u"<"_s, u">="_s, u"<="_s, u"=~"_s, u"in ("_s };
    }
    Q_UNREACHABLE();
}

QStringList valuesOf(const Field &field)
{
    QStringList values;
    for (const char *value : field.values)
        values.append(QLatin1String(value));
    return values;
}

/// The field whose value is expected behind `before`: behind its operator, or inside its list.
std::optional<FieldRef> awaitedField(const Tokens &before, const Vocabulary &vocabulary)
{
    std::size_t at = before.size();
    if (at >= 2 && before[at - 1].kind == Kind::Comparison)
        return findField(vocabulary, before[at - 2].text);
    if (at == 0 || (before[at - 1].kind != Kind::Comma && before[at - 1].kind != Kind::Open))
        return std::nullopt;
    while (at > 0 && before[at - 1].kind != Kind::Open)
        --at;
    return at >= 3 && isIn(before[at - 2]) ? findField(vocabulary, before[at - 3].text) : std::nullopt;
}

bool isBehindOperator(const Tokens &before)
{
    return !before.empty() && before.back().kind == Kind::Comparison;
}

/// A word in the place of a field, behind which an operator may follow.
std::optional<FieldRef> openField(const Tokens &before, const Vocabulary &vocabulary)
{
    if (before.empty() || before.back().kind != Kind::Word)
        return std::nullopt;
    const bool isValue = before.size() > 1 && before[before.size() - 2].kind == Kind::Comparison;
    return isValue ? std::nullopt : findField(vocabulary, before.back().text);
}

bool endsTerm(const Tokens &before)
{
    return !before.empty()
        && (before.back().kind == Kind::Word || before.back().kind == Kind::Quoted
            || before.back().kind == Kind::Close);
}

struct Offer
{
    QStringList candidates {};
    bool isNarrow = true;
};

Offer offerBehind(const Tokens &before, const Vocabulary &vocabulary, bool isTyping)
{
    if (const auto field = awaitedField(before, vocabulary))
        return { valuesOf(*field->field) };
    if (isBehindOperator(before))
        return {};
    if (const auto field = openField(before, vocabulary))
        return { operatorsOf(*field->field) };
    const QStringList joining = endsTerm(before) ? QStringList { u"and"_s, u"or"_s } : QStringList {};
    return { joining + beginnings(vocabulary, isTyping), isTyping };
}

QStringList fitting(const QStringList &candidates, const QString &typed)
{
    QStringList begin, contain;
    for (const QString &candidate : candidates) {
        if (candidate.startsWith(typed, Qt::CaseInsensitive))
            begin.append(candidate);
        else if (candidate.contains(typed, Qt::CaseInsensitive))
            contain.append(candidate);
    }
    begin += contain;
    return begin == QStringList { typed } ? QStringList {} : begin;
}

} // namespace

Completion completionAt(const QString &text, qsizetype cursor, const Vocabulary &vocabulary)
{
    auto tokenized = tokenize(QStringView(text).first(cursor));
    auto *tokens = std::get_if<Tokens>(&tokenized);
    if (!tokens)
        return { cursor, 0, {} };
    tokens->pop_back(); // End
    const auto isTyped
        = [](Kind kind) { return kind == Kind::Word || kind == Kind::And || kind == Kind::Or || kind == Kind::Not; };
    Token typed { Kind::Word, {}, cursor, 0 };
    if (!tokens->empty() && tokens->back().end() == cursor && isTyped(tokens->back().kind)
        && tokens->back().text != "!"_L1) {
        typed = tokens->back();
        tokens->pop_back();
    }
    const Offer offer = offerBehind(*tokens, vocabulary, typed.length > 0);
    return { typed.column, typed.length, fitting(offer.candidates, typed.text), offer.isNarrow };
}

} // namespace callscope::filter
