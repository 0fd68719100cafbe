#include "app/callscope/check.h"
#include "app/callscope/explain.h"
#include "app/callscope/export.h"
#include "app/callscope/fallback.h"
#include "app/callscope/filter.h"
#include "app/callscope/serve.h"
#include "app/callscope/simulate.h"
#include "core/eventloop/eventloop.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

#include <cstdio>

namespace {

constexpr char usage[] = R"(callscope: a gateway for phone voice bots on Twilio Media Streams

  callscope serve [options]           answer calls: webhooks and media streams on one port
  callscope check [URL] [options]     GO or NO-GO: prove that a server takes calls
  callscope simulate URL [options]    place a call to a gateway, as Twilio would
  callscope filter FILE EXPRESSION    print the lines of a log that match
  callscope export PATH --to FOLDER   write a recorded call as JSON Lines, WAV, HAR and labels
  callscope explain CALL              say why a recorded or running call failed, and which events prove it
  callscope fallback                  print what callers hear when the gateway cannot be reached
  callscope --version

Each command explains itself with --help.
)";

int fail(const QString &what)
{
    std::fprintf(stderr, "callscope: %s\n\n%s", qPrintable(what), usage);
    return 2;
}

} // namespace

int main(int argc, char *argv[])
{
    if (QAbstractEventDispatcher *dispatcher = callscope::eventloop::newDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("callscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLSCOPE_VERSION));
    QStringList arguments = application.arguments().sliced(1);
    if (arguments.isEmpty())
        return fail(QStringLiteral("say what to do"));
    const QString command = arguments.takeFirst();
    if (command == QLatin1String("serve"))
        return callscope::app::serve(arguments);
    if (command == QLatin1String("check"))
        return callscope::app::checkCommand(arguments);
    if (command == QLatin1String("simulate"))
        return callscope::app::simulateCommand(arguments);
    if (command == QLatin1String("filter"))
        return callscope::app::filterCommand(arguments);
    if (command == QLatin1String("export"))
        return callscope::app::exportCommand(arguments);
    if (command == QLatin1String("explain"))
        return callscope::app::explainCommand(arguments);
    if (command == QLatin1String("fallback"))
        return callscope::app::fallbackCommand(arguments);
    if (command == QLatin1String("--version")) {
        std::printf("callscope %s\n", CALLSCOPE_VERSION);
        return 0;
    }
    if (command == QLatin1String("--help") || command == QLatin1String("-h") || command == QLatin1String("help")) {
        std::printf("%s", usage);
        return 0;
    }
    return fail(QStringLiteral("unknown command \"%1\"").arg(command));
}
