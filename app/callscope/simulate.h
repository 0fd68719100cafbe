#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope simulate URL …`: `arguments` are those behind `simulate`. Runs an event loop of its own in the
/// QCoreApplication that must be there. Gives back the exit code: 0 good calls only, 1 not, 2 usage or could not run.
int simulateCommand(const QStringList &arguments);

} // namespace callscope::app
