#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope export PATH --to FOLDER …`: `arguments` are those behind `export`. Writes the files that are asked for of
/// each call that PATH holds, and says which. Gives back the exit code: 0 written, 2 usage or could not.
int exportCommand(const QStringList &arguments);

} // namespace callscope::app
