#pragma once

#include "core/base/secret.h"
#include "core/net/form.h"
#include "core/net/httpmessage.h"

/// What benchmarks of HTTP work on: a call's first webhook with 15 parameters, as Twilio sends it.
namespace callscope::bench {

inline constexpr char publicBaseUrl[] = "https://gw.callscope.example";
inline constexpr char webhookTarget[] = "/webhook/incoming_call";

base::Secret authToken();
const net::FormFields &voiceFields();
/// Signed with authToken().
net::HttpRequest voiceWebhook();
/// The same as bytes on the wire.
QByteArray voiceWebhookBytes();

} // namespace callscope::bench
