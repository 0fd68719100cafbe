#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"

#include <QHash>
#include <QProcessEnvironment>
#include <QStringList>

namespace callscope::config {

/// What the command line asks for besides setting values.
enum class Request { Run, PrintConfig, Help };

struct LoadedSettings
{
    Settings settings;
    /// Where each setting that is not at its default came from, by key: "environment PORT", "callscope.toml:12",
    /// "flag --port". The menu's entries have the key "menu.entry".
    QHash<QString, QString> origins;
    Request request = Request::Run;

    QString origin(const QString &key) const { return origins.value(key, QStringLiteral("default")); }
};

/// Reads command line over environment over file over defaults. `arguments` are those behind `callscope serve`. The
/// file is the one of `--config`, else of CALLSCOPE_CONFIG, else `callscope.toml` in `workingFolder` when it is there.
/// An empty environment variable counts as not set. With `--help` nothing else is read. Error: the first thing that is
/// unknown or wrong, by place and reason: `callscope.toml:12: unknown key "prot"; …`.
base::Result<LoadedSettings> loadSettings(const QStringList &arguments, const QProcessEnvironment &environment,
                                          const QString &workingFolder);

} // namespace callscope::config
