#include "app/callscope/recordcommand.h"

#include "core/event/quoted.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace callscope::app {

using namespace Qt::StringLiterals;

QString harmless(const QString &text)
{
    QString shown;
    for (const QChar c : text)
        shown += event::isDisruptive(c.unicode()) ? QChar(u' ') : c;
    return shown;
}

void tell(const char *command, const QString &text)
{
    std::fprintf(stderr, "callscope %s: %s\n", command, qUtf8Printable(harmless(text)));
}

int refuse(const char *command, const base::Error &error)
{
    constexpr int couldNot = 2;
    tell(command, error.detail.isEmpty() ? error.text : u"%1 (%2)"_s.arg(error.text, error.detail));
    return couldNot;
}

QString helpText(const char *command, const QCommandLineParser &parser)
{
    return parser.helpText().replace(QCoreApplication::arguments().value(0), u"callscope "_s + QLatin1String(command));
}

base::Error wrongUsage(const QString &text)
{
    return { base::ErrorCode::InvalidInput, text };
}

base::Result<OpenedCalls> openCalls(const char *command, const QString &path)
{
    auto recording = store::openRecording(path);
    if (!recording)
        return recording.error();
    for (const QString &remark : recording->remarks)
        tell(command, u"note: "_s + remark);
    std::vector<base::CallSid> calls = store::callsIn(*recording);
    if (calls.empty())
        return wrongUsage(u"%1 holds events, but none of a call; give the record of one."_s.arg(path));
    return OpenedCalls { *std::move(recording), std::move(calls) };
}

} // namespace callscope::app
