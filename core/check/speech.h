#pragma once

#include "core/check/checkoptions.h"

namespace callscope::check {

/// Reads or speaks what the caller of `options` says, unless it is there already. Errors as `simulate::readUtterance`,
/// and NotFound without a voice.
[[nodiscard]] base::Outcome prepareSpeech(CheckOptions &options);

} // namespace callscope::check
