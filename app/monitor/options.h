#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace callscope::app {

/// What a command line of `callscope-monitor` asks for. What is left in `settings` are the gateway's own flags.
struct MonitorOptions
{
    QStringList recordings {};
    QString language {}; ///< "he", "en" or empty: as kept
    QString tourFolder {};
    QString testCall {}; ///< sound file of a call to place at once
    bool gateway = true;
    bool help = false, version = false;
    QStringList settings {};
};

/// `arguments` are those behind the program's name. Error InvalidInput: which one, and what it takes.
base::Result<MonitorOptions> readMonitorOptions(const QStringList &arguments);

QString monitorHelp();

} // namespace callscope::app
