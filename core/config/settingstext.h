#pragma once

#include "core/config/settingsreader.h"

#include <QString>

namespace callscope::config {

/// What `--print-config` shows: one line a setting with key, value and origin. A secret is `(set)` or `(none)`.
QString printedSettings(const LoadedSettings &loaded);

/// The flags of `callscope serve --help`, each with its meaning, environment variable, key and default.
QString settingsHelp();

} // namespace callscope::config
