#pragma once

#include "core/check/probe.h"

namespace callscope::check {

/// The webhook of a new call, with what the server answered to it.
struct IncomingCall
{
    ProbeRequest request {};
    net::HttpClient::Answer answer;
};

/// Rings, as a new caller who hangs up at once.
IncomingCall ring(Probe &probe, Signing signing);

/// Where the media stream of a TwiML document is: the url of `<Connect><Stream>`. Nothing: there is none.
std::optional<QByteArray> streamUrlOf(const QByteArray &twiml);

} // namespace callscope::check
