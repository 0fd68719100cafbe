#pragma once

#include "core/config/setting.h"

#include <vector>

namespace callscope::config {

/// The chains, and the section `[model]`.
std::vector<Setting> providerSettings();

} // namespace callscope::config
