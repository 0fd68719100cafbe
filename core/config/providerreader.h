#pragma once

#include "core/config/tomlfile.h"

#include <QProcessEnvironment>

/// The `[[provider]]` and `[[tool]]` tables of the settings file.
namespace callscope::config {

inline constexpr char providerKey[] = "provider";
inline constexpr char toolKey[] = "tool";

/// "openai", "deepgram", …: as `type` has it.
QString providerTypeName(ProviderType type);
QStringList providerTypeNames();

/// Each has a name that no other has and that is not on board already, and a type. `name` is the file's, for error
/// texts.
base::Result<std::vector<ProviderSettings>> readProviders(const std::vector<TomlTable> &tables, const QString &name);
/// Each has a name, a description and a URL whose {places} are its parameters.
base::Result<std::vector<ToolSettings>> readTools(const std::vector<TomlTable> &tables, const QString &name);

/// Gives providers without a key the one in their variable. Error: what stands there is no key.
base::Outcome takeKeys(std::vector<ProviderSettings> &providers, const QProcessEnvironment &environment);

} // namespace callscope::config
