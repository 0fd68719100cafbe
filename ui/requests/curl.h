#pragma once

#include "core/event/payloads.h"

namespace callscope::ui {

/// A command for a POSIX shell that sends `request` to the gateway at `baseUrl` ("http://127.0.0.1:5000"; empty: where
/// the request itself says it went). Parameters keep their order. It holds no secret: signature, credentials and
/// cookies are left out, so a gateway that checks signatures refuses it.
QString curlCommand(const event::HttpRequested &request, const QString &baseUrl);

/// `text` as one word of a POSIX shell.
QString shellWord(const QString &text);

} // namespace callscope::ui
