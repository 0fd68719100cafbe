#pragma once

#include "core/check/checkoptions.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <variant>

namespace callscope::app {

/// What a command line of `callscope check` asks for.
struct CheckArguments
{
    check::CheckOptions options {}; ///< without voice
    QString junitFile {}, caFile {};
    bool json = false, brief = false;
};

struct CheckHelp
{
    QString text;
};

/// Reads the arguments behind `check`. `environment` gives PORT, PUBLIC_BASE_URL, TWILIO_AUTH_TOKEN and
/// TWILIO_ACCOUNT_SID. An error names the option, what it got and what it takes.
base::Result<std::variant<CheckArguments, CheckHelp>> readCheckArguments(const QStringList &arguments,
                                                                         const QProcessEnvironment &environment);

} // namespace callscope::app
