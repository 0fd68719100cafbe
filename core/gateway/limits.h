#pragma once

#include "core/config/limits.h"
#include "core/net/limits.h"
#include "core/twilio/mediastream.h"

/// The configured limits as those that enforce them take them.
namespace callscope::gateway {

net::HttpLimits httpLimits(const config::Limits &limits);
twilio::StreamLimits streamLimits(const config::Limits &limits);

} // namespace callscope::gateway
