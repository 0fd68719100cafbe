#pragma once

#include "core/base/error.h"
#include "core/net/httpclient.h"

#include <optional>

/// What an answer of Twilio's REST API means. Its own code counts before the HTTP status, which stands in for it when a
/// proxy on the way has answered with something else than Twilio's JSON.
namespace callscope::twilio {

/// Nothing for a 2xx.
std::optional<base::Error> errorOf(const net::ClientResponse &response);
/// The call that was to be changed is over (20404, 21220).
bool isOver(const net::ClientResponse &response);
/// Too many at a time, or a fault at Twilio: the same request may be sent again.
bool wasNotCarriedOut(const net::ClientResponse &response);

} // namespace callscope::twilio
