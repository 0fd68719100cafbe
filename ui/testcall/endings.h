#pragma once

#include <QString>

namespace callscope::ui {

/// Why a simulated call ended (simulate::CallReport::ending) in the language of the screen; others stay as they are.
QString endingText(const QString &ending);

} // namespace callscope::ui
