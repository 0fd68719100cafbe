#include "core/filter/lexer.h"

#include <array>
#include <utility>

namespace callscope::filter {

namespace {

using namespace Qt::StringLiterals;
using Kind = Token::Kind;

constexpr QStringView signs = u"()!&|=<>~,";

struct Sign
{
    QStringView text {};
    Kind kind = Kind::End;
};

/// Longer ones first.
constexpr std::array signTable {
    Sign { u"==", Kind::Comparison }, Sign { u"!=", Kind::Comparison }, Sign { u"<=", Kind::Comparison },
    Sign { u">=", Kind::Comparison }, Sign { u"=~", Kind::Comparison }, Sign { u"&&", Kind::And },
    Sign { u"||", Kind::Or },         Sign { u"<", Kind::Comparison },  Sign { u">", Kind::Comparison },
    Sign { u"~", Kind::Comparison },  Sign { u"!", Kind::Not },         Sign { u"(", Kind::Open },
    Sign { u")", Kind::Close },       Sign { u",", Kind::Comma },
};

Kind kindOfWord(QStringView word)
{
    if (word.compare("and"_L1, Qt::CaseInsensitive) == 0)
        return Kind::And;
    if (word.compare("or"_L1, Qt::CaseInsensitive) == 0)
        return Kind::Or;
    return word.compare("not"_L1, Qt::CaseInsensitive) == 0 ? Kind::Not : Kind::Word;
}

Token wordAt(QStringView text, qsizetype start)
{
    qsizetype end = start;
    while (end < text.size() && !text[end].isSpace() && !signs.contains(text[end]))
        ++end;
    const QStringView word = text.sliced(start, end - start);
    return { kindOfWord(word), word.toString(), start, word.size() };
}

std::variant<Token, FilterError> quotedAt(QStringView text, qsizetype start)
{
    QString content;
    for (qsizetype i = start + 1; i < text.size(); ++i) {
        if (text[i] == u'"')
            return Token { Kind::Quoted, content, start, i + 1 - start };
        if (text[i] == u'\\' && i + 1 < text.size() && (text[i + 1] == u'"' || text[i + 1] == u'\\'))
            ++i;
        content.append(text[i]);
    }
    return FilterError { Mistake::OpenQuote, start, text.size() - start };
}

std::variant<Token, FilterError> signAt(QStringView text, qsizetype start)
{
    const QStringView rest = text.sliced(start);
    for (const Sign &sign : signTable)
        if (rest.startsWith(sign.text))
            return Token { sign.kind, sign.text.toString(), start, sign.text.size() };
    return FilterError { Mistake::UnknownOperator, start, 1, QString(rest[0]), QString(2, rest[0]) }; // = & |
}

std::variant<Token, FilterError> tokenAt(QStringView text, qsizetype start)
{
    if (text[start] == u'"')
        return quotedAt(text, start);
    if (signs.contains(text[start]))
        return signAt(text, start);
    return wordAt(text, start);
}

} // namespace

std::variant<std::vector<Token>, FilterError> tokenize(QStringView text)
{
    std::vector<Token> tokens;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        auto token = tokenAt(text, at);
        if (auto *error = std::get_if<FilterError>(&token))
            return std::move(*error);
        tokens.push_back(std::get<Token>(std::move(token)));
        at = tokens.back().end();
    }
    tokens.push_back({ Kind::End, {}, text.size(), 0 });
    return tokens;
}

} // namespace callscope::filter
