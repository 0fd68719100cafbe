#include "ui/common/actiontexts.h"

#include "ui/common/text.h"

#include <QKeySequence>

namespace callscope::ui {

QString withoutMnemonic(QString text)
{
    return text.replace(QStringLiteral("&&"), QString(QChar(0))).remove(u'&').replace(QChar(0), u'&');
}

QString withKeys(const QString &text, const QAction &action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, bidiIsolated(keys));
}

} // namespace callscope::ui
