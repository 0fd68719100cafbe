#pragma once

#include "core/base/result.h"
#include "core/store/callcopy.h"

class QCommandLineParser;

/// What the commands over recorded calls have in common; `command` is their name: "export".
namespace callscope::app {

/// Without characters that end a line, drive a terminal or turn its direction; a blank stands for each.
QString harmless(const QString &text);
/// A harmless line on standard error.
void tell(const char *command, const QString &text);
/// Tells the error and gives back the exit code for it.
int refuse(const char *command, const base::Error &error);
/// Where the parser has the program's path, which is only half of the command, the command stands.
QString helpText(const char *command, const QCommandLineParser &parser);
base::Error wrongUsage(const QString &text);

struct OpenedCalls
{
    store::Recording recording {};
    std::vector<base::CallSid> calls {}; ///< at least one
};
/// Opens a record or a log; what of it could not be read is told. Errors as store::openRecording, and InvalidInput when
/// no event in it is of a call.
base::Result<OpenedCalls> openCalls(const char *command, const QString &path);

} // namespace callscope::app
