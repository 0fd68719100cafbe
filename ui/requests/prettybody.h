#pragma once

#include <QString>

namespace callscope::ui {

/// TwiML or JSON with one element a line; anything else, and what is not well formed, as it is.
QString prettyBody(const QString &body);

} // namespace callscope::ui
