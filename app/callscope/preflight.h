#pragma once

#include "core/check/checkoptions.h"
#include "core/config/settings.h"

namespace callscope::app {

/// The part of the check that needs no call, against the gateway of this process at `localUrl`.
check::CheckOptions preflightOptions(const config::Settings &settings, const QString &localUrl);

} // namespace callscope::app
