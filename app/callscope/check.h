#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope check`: the stages of GO/NO-GO against a server. Gives back the exit code.
int checkCommand(const QStringList &arguments);

} // namespace callscope::app
