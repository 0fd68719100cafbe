#pragma once

#include "core/config/setting.h"

#include <vector>

namespace callscope::config {

/// The section `[limits]`.
std::vector<Setting> limitSettings();

} // namespace callscope::config
