#pragma once

#include "core/config/settingsreader.h"

#include <QString>

#include <vector>

namespace callscope::config {

/// One setting as people see it.
struct SettingRow
{
    QString key; ///< in callscope.toml: "twilio.account_sid"
    QString value; ///< of a secret "(set)" or "(none)", never itself; text stands in quotes
    QString origin; ///< as in LoadedSettings::origins, or "default"
    QString description; ///< one sentence
    QString flag {}; ///< "port"; empty: it has none
    QString environment {}; ///< "PORT"; empty: only the file can set it
    QString placeholder {}; ///< "ADDRESS"
    bool secret = false;
};

/// Every setting, the menu's entries as one, in the order of help.
std::vector<SettingRow> listedSettings(const LoadedSettings &loaded);

/// What `--print-config` shows: one line a setting with key, value and origin. A secret is `(set)` or `(none)`.
QString printedSettings(const LoadedSettings &loaded);

/// The flags of `callscope serve --help`, each with its meaning, environment variable, key and default.
QString settingsHelp();

} // namespace callscope::config
