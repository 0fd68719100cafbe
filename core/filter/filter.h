#pragma once

#include "core/filter/filtererror.h"
#include "core/filter/row.h"

#include <memory>

/// The filter language: one grammar for the event list, the list of calls and `callscope filter`.
///
///     event == STT_FINAL && text ~ שלום
///     latency.v2v > 1.2s or status in (404, 500)
///     path =~ "^/webhook" and not call ~ 89abcdef
///     barge
///
/// expression  = conjunction { ("||" | "or") conjunction }
/// conjunction = term { [ "&&" | "and" ] term }          terms next to each other have to be true together
/// term        = ("!" | "not") term | "(" expression ")" | comparison | value
/// comparison  = field ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "=~" ) value
///             | field "in" "(" value { "," value } ")"
/// value       = word | quoted | number [ "ms" | "s" | "kB" ]
///
/// A value that stands alone is searched in every text of the row. `~` is "contains"; it and `==` do not see letter
/// case, niqqud and bidi controls. `=~` is a regular expression of RE2 that is found anywhere in the text as it came;
/// (?i) makes it blind to letter case. A comparison with a field that a row does not have is false, `!=` as well; `!`
/// turns that round. Where a row has several values of a field, one that fits is enough, and `!=` wants none to be
/// equal. Times need a unit. Fields: vocabularies.cpp.
namespace callscope::filter {

/// An expression made ready. A value, cheap to copy, for any thread.
class Filter
{
public:
    /// Lets every row through.
    Filter();

    static std::variant<Filter, FilterError> parse(const QString &text, const Vocabulary &vocabulary);

    bool matches(const Row &row) const;
    bool matches(const FieldLookup &lookup) const;

    const QString &text() const { return m_text; }
    /// Nothing was asked, so every row matches.
    bool isEmpty() const { return !m_program; }

private:
    struct Program;

    Filter(QString text, std::shared_ptr<const Program> program);

    QString m_text {};
    std::shared_ptr<const Program> m_program {};
};

} // namespace callscope::filter
