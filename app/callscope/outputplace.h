#pragma once

#include <QString>

namespace callscope::app {

/// Known before the work, not after it: the file can be written later.
bool canBeWritten(const QString &path);

} // namespace callscope::app
