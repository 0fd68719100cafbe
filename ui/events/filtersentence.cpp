#include "ui/events/filtersentence.h"

#include "ui/common/text.h"

#include <QCoreApplication>

namespace callscope::ui {

QString filterSentence(const filter::FilterError &error)
{
    QString sentence = QCoreApplication::translate("FilterError", filter::sentenceOf(error.mistake));
    const QString subject = bidiIsolated(error.subject), hint = bidiIsolated(error.hint);
    if (sentence.contains(QLatin1String("%2")))
        return sentence.arg(subject, hint);
    return sentence.contains(QLatin1String("%1")) ? sentence.arg(subject) : sentence;
}

QString fieldMeaning(const filter::Field &field)
{
    return QCoreApplication::translate("FilterField", field.meaning);
}

} // namespace callscope::ui
