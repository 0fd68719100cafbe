#pragma once

#include "core/simulate/callscript.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <variant>

namespace callscope::app {

/// What a command line of `callscope simulate` asks for.
struct SimulateOptions
{
    simulate::CallScript script {};
    int calls = 1;
    quint16 restPort = 0; ///< 0: any free one
    QString heardFile {}, reportFile {};
    bool quiet = false;
};

/// The text to show in place of calls, for `--help`.
struct SimulateHelp
{
    QString text;
};

/// Reads the arguments behind `simulate`, and the sound files they name. `environment` gives TWILIO_AUTH_TOKEN and
/// TWILIO_ACCOUNT_SID. An error names the option, what it got and what it takes.
base::Result<std::variant<SimulateOptions, SimulateHelp>> readSimulateOptions(const QStringList &arguments,
                                                                              const QProcessEnvironment &environment);

} // namespace callscope::app
