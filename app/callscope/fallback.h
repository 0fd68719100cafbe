#pragma once

#include <QStringList>

namespace callscope::app {

/// `callscope fallback`: prints the TwiML that a number's "primary handler fails" URL has to give, from somewhere else
/// than the gateway. Gives back the exit code.
int fallbackCommand(const QStringList &arguments);

} // namespace callscope::app
