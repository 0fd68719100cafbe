#pragma once

#include "core/twilio/streammessage.h"

namespace callscope::twilio {

/// Reads a `media` message as Twilio writes it in one pass over its bytes: without a tree or a copy, and without an
/// allocation when `into` holds the message before of the same stream. False: it is another message or has any other
/// shape (a member or type that Twilio does not send, an escape, a letter beyond ASCII, an error), which parseIncoming
/// has to read; what `into` holds then says nothing. Whatever is read here, parseIncoming reads in the same way.
bool scanMedia(QByteArrayView utf8, MediaMessage &into);

/// The same for a gateway's `media` message and parseOutgoing: exactly the members that Twilio takes, and the SID that
/// `into` holds already.
bool scanOutgoingMedia(QByteArrayView utf8, MediaMessage &into);

} // namespace callscope::twilio
