#pragma once

#include "core/config/settings.h"
#include "core/net/httpmessage.h"

#include <QByteArray>

#include <optional>

namespace callscope::gateway {

/// True for 127.0.0.0/8 and ::1, also as an IPv4-mapped address.
bool isLoopback(const QHostAddress &peer);

/// The address under which Twilio reaches us, "https://bot.example.com": the configured one, else what the request says
/// of itself, believed from loopback peers and trusted proxies only. Nothing: neither is there.
std::optional<QByteArray> publicBaseUrl(const net::HttpRequest &request, const config::Settings &settings);

} // namespace callscope::gateway
