#pragma once

#include "core/config/tomlfile.h"

namespace callscope::config {

/// The key of the menu's entries in the file: `[[menu.entry]]`.
inline constexpr char menuEntryKey[] = "menu.entry";

/// The entries among `tables`: each has phrases, digits or both and a reply; no phrase (without regard to case and
/// blanks) and no digit stands twice. `name` is the file's, for error texts.
base::Result<std::vector<MenuEntry>> readMenu(const std::vector<TomlTable> &tables, const QString &name);

} // namespace callscope::config
