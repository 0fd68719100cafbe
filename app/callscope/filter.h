#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope filter FILE EXPRESSION`: `arguments` are those behind `filter`. Prints the lines of a JSON Lines log that
/// match, byte for byte. Exit code as grep's: 0 some line matched, 1 none did, 2 usage or the file could not be read.
int filterCommand(const QStringList &arguments);

} // namespace callscope::app
