#pragma once

#include "core/twilio/jsonmembers.h"
#include "core/twilio/streammessage.h"

namespace callscope::twilio {

/// Reads a message whose event is `start`, the largest of them.
base::Result<IncomingMessage> parseStart(const JsonMembers &top);

} // namespace callscope::twilio
