#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"

#include <span>

namespace callscope::config {

/// The sort of value a key takes in callscope.toml.
enum class ValueKind { Text, Integer, Number, Boolean, List };
/// As people write it: "text in quotes".
QString kindName(ValueKind kind);

/// One thing that can be set: its names, what it means, and how its text becomes a value and back.
struct Setting
{
    QString key; ///< in callscope.toml: "twilio.auth_token" is `auth_token` under `[twilio]`
    QString environment; ///< "TWILIO_AUTH_TOKEN"
    QString placeholder; ///< what the help shows for the value: "PORT"
    QString description; ///< one sentence
    ValueKind kind = ValueKind::Text;
    bool secret = false; ///< never printed, and no flag

    /// Error: what the value has to be, without the place and, for a secret, without the value.
    base::Outcome (*read)(Settings &settings, const QString &text) = nullptr;
    QString (*text)(const Settings &settings) = nullptr; ///< null for a secret
    bool (*isSet)(const Settings &settings) = nullptr; ///< only for a secret

    /// "port"; empty for a secret, because the process list shows flags to every user of the machine.
    QString flag() const { return secret ? QString() : flagName(); }
    /// What the flag would be called.
    QString flagName() const;
};

/// Every setting but the menu's entries, in the order of help and of `--print-config`.
std::span<const Setting> allSettings();
/// Null when no setting has that key.
const Setting *settingForKey(const QString &key);

} // namespace callscope::config
