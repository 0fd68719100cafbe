#include "core/filter/filtererror.h"

#include <QCoreApplication>

namespace callscope::filter {

#define SENTENCE(text) QT_TRANSLATE_NOOP("FilterError", text)

const char *sentenceOf(Mistake mistake)
{
    switch (mistake) {
    case Mistake::TooLong:
        return SENTENCE("the filter is longer than %1 characters");
    case Mistake::TooDeep:
        return SENTENCE("parentheses and negations are nested deeper than %1");
    case Mistake::UnknownField:
        return SENTENCE("unknown field `%1`");
    case Mistake::MisspelledField:
        return SENTENCE("unknown field `%1`; did you mean `%2`?");
    case Mistake::UnknownOperator:
        return SENTENCE("unknown operator `%1`; did you mean `%2`?");
    case Mistake::MissingOperator:
        return SENTENCE("an operator is missing behind the field `%1`; put it in quotes to search for the word");
    case Mistake::MissingValue:
        return SENTENCE("a value is missing behind `%1`");
    case Mistake::MissingTerm:
        return SENTENCE("something to look for is missing behind `%1`");
    case Mistake::MissingStart:
        return SENTENCE("something to look for is missing before `%1`");
    case Mistake::MissingList:
        return SENTENCE("`in` needs a list in parentheses: %1 in (a, b)");
    case Mistake::NeverClosed:
        return SENTENCE("this parenthesis is never closed");
    case Mistake::NeverOpened:
        return SENTENCE("this parenthesis was never opened");
    case Mistake::OpenQuote:
        return SENTENCE("this quote is never closed");
    case Mistake::MissingUnit:
        return SENTENCE("`%1` is a time and needs a unit: %2ms or %2s");
    case Mistake::UnfitUnit:
        return SENTENCE("`%1` does not take the unit of `%2`");
    case Mistake::UnknownUnit:
        return SENTENCE("unknown unit in `%1`; there are ms, s and kB");
    case Mistake::NotANumber:
        return SENTENCE("`%1` is compared with a number, not with `%2`");
    case Mistake::UnfitOperator:
        return SENTENCE("`%1` is text, which takes ==, !=, ~, =~ and in, not `%2`");
    case Mistake::BadPattern:
        return SENTENCE("this pattern cannot be used: %1");
    case Mistake::Unexpected:
        return SENTENCE("`%1` is unexpected here; put text with signs in quotes");
    }
    Q_UNREACHABLE();
}

#undef SENTENCE

QString FilterError::text() const
{
    const QString sentence = QString::fromLatin1(sentenceOf(mistake));
    return sentence.contains(QLatin1String("%2")) ? sentence.arg(subject, hint)
        : sentence.contains(QLatin1String("%1"))  ? sentence.arg(subject)
                                                  : sentence;
}

} // namespace callscope::filter
