#pragma once

#include "core/base/result.h"
#include "core/config/settingsreader.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace callscope::config {

/// The flags of one command line, taken apart but not yet judged by value.
struct CommandLine
{
    Request request = Request::Run;
    QString configFile; ///< of --config; empty: not given
    std::vector<std::pair<QString, QString>> values; ///< key of the setting and text, in the order given
};

/// `--name value`, `--name=value`, or `--name` alone for what is true or false. Error: an unknown flag, a missing
/// value, a secret, a word that is no flag.
base::Result<CommandLine> readCommandLine(const QStringList &arguments);

} // namespace callscope::config
