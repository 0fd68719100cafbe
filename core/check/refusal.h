#pragma once

#include "core/check/finding.h"
#include "core/check/probe.h"

namespace callscope::check {

/// 401 or 403.
bool isRefusal(int status);
/// A webhook that Twilio signs was refused: for want of a token here, which proves nothing, or in spite of it.
Finding refusedWebhook(const Probe &probe, QStringList evidence);

} // namespace callscope::check
