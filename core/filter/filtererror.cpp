#include "core/filter/filtererror.h"

#include <QCoreApplication>

namespace callscope::filter {

const char *sentenceOf(Mistake mistake)
{
    switch (mistake) {
    case Mistake::TooLong:
        return QT_TRANSLATE_NOOP("FilterError", "the filter is longer than %1 characters");
    case Mistake::TooDeep:
        return QT_TRANSLATE_NOOP("FilterError", "parentheses and negations are nested deeper than %1");
    case Mistake::UnknownField:
        return QT_TRANSLATE_NOOP("FilterError", "unknown field `%1`");
    case Mistake::MisspelledField:
        return QT_TRANSLATE_NOOP("FilterError", "unknown field `%1`; did you mean `%2`?");
    case Mistake::UnknownOperator:
        return QT_TRANSLATE_NOOP("FilterError", "unknown operator `%1`; did you mean `%2`?");
    case Mistake::MissingOperator:
        return QT_TRANSLATE_NOOP(
            "FilterError", "an operator is missing behind the field `%1`; put it in quotes to search for the word");
    case Mistake::MissingValue:
        return QT_TRANSLATE_NOOP("FilterError", "a value is missing behind `%1`");
    case Mistake::MissingTerm:
        return QT_TRANSLATE_NOOP("FilterError", "something to look for is missing behind `%1`");
    case Mistake::MissingStart:
        return QT_TRANSLATE_NOOP("FilterError", "something to look for is missing before `%1`");
    case Mistake::MissingList:
        return QT_TRANSLATE_NOOP("FilterError", "`in` needs a list in parentheses: %1 in (a, b)");
    case Mistake::NeverClosed:
        return QT_TRANSLATE_NOOP("FilterError", "this parenthesis is never closed");
    case Mistake::NeverOpened:
        return QT_TRANSLATE_NOOP("FilterError", "this parenthesis was never opened");
    case Mistake::OpenQuote:
        return QT_TRANSLATE_NOOP("FilterError", "this quote is never closed");
    case Mistake::MissingUnit:
        return QT_TRANSLATE_NOOP("FilterError", "`%1` is a time and needs a unit: %2ms or %2s");
    case Mistake::UnfitUnit:
        return QT_TRANSLATE_NOOP("FilterError", "`%1` does not take the unit of `%2`");
    case Mistake::UnknownUnit:
        return QT_TRANSLATE_NOOP("FilterError", "unknown unit in `%1`; there are ms, s and kB");
    case Mistake::NotANumber:
        return QT_TRANSLATE_NOOP("FilterError", "`%1` is compared with a number, not with `%2`");
    case Mistake::UnfitOperator:
        return QT_TRANSLATE_NOOP("FilterError", "`%1` is text, which takes ==, !=, ~, =~ and in, not `%2`");
    case Mistake::BadPattern:
        return QT_TRANSLATE_NOOP("FilterError", "this pattern cannot be used: %1");
    case Mistake::Unexpected:
        return QT_TRANSLATE_NOOP("FilterError", "`%1` is unexpected here; put text with signs in quotes");
    }
    Q_UNREACHABLE();
}

QString FilterError::text() const
{
    const QString sentence = QString::fromLatin1(sentenceOf(mistake));
    return sentence.contains(QLatin1String("%2")) ? sentence.arg(subject, hint)
        : sentence.contains(QLatin1String("%1"))  ? sentence.arg(subject)
                                                  : sentence;
}

} // namespace callscope::filter
