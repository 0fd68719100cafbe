#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope serve`: runs the gateway until SIGTERM or SIGINT has drained it. Gives back the exit code: 0 drained, 2
/// usage, 3 configuration, 4 the port could not be opened.
int serve(const QStringList &arguments);

} // namespace callscope::app
