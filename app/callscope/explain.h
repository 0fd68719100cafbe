#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope explain CALL`: why a recorded or running call failed. Gives back the exit code: 0 the call went well or
/// nothing is wrong so far, 1 it did not, 2 it could not be read or judged.
int explainCommand(const QStringList &arguments);

} // namespace callscope::app
