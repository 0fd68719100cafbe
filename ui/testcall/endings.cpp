#include "ui/testcall/endings.h"

#include "ui/common/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace callscope::ui {

namespace {

constexpr std::array known {
    QT_TRANSLATE_NOOP("Ending", "the caller had said all and hung up"),
    QT_TRANSLATE_NOOP("Ending", "the caller hung up after the asked duration"),
    QT_TRANSLATE_NOOP("Ending", "the caller hung up at the longest a simulated call may last"),
    QT_TRANSLATE_NOOP("Ending", "the bot ended the call through REST"),
    QT_TRANSLATE_NOOP("Ending", "the action was answered with 204: nothing is left to do"),
    QT_TRANSLATE_NOOP("Ending", "the TwiML has no more verbs"),
    QT_TRANSLATE_NOOP("Ending", "the TwiML hung up"),
    QT_TRANSLATE_NOOP("Ending", "the TwiML rejected the call"),
    QT_TRANSLATE_NOOP("Ending", "the TwiML rejected the call as busy"),
    QT_TRANSLATE_NOOP("Ending", "the document could not be fetched"),
    QT_TRANSLATE_NOOP("Ending", "the document could not be read"),
    QT_TRANSLATE_NOOP("Ending", "the document could not be followed"),
};

} // namespace

QString endingText(const QString &ending)
{
    const auto one = std::ranges::find_if(known, [&](const char *text) { return ending == QLatin1String(text); });
    return one == known.end() ? bidiIsolated(ending) : QCoreApplication::translate("Ending", *one);
}

} // namespace callscope::ui
