#pragma once

#include <QStringList>

#include <optional>

namespace callscope::simulate {

/// What goes wrong with the media stream on Twilio's side or on the way to it, on purpose: to see what a gateway makes
/// of it.
enum class StreamFailure {
    None,
    NoSocket, ///< the stream of the TwiML is never opened; the caller waits
    BadHandshake, ///< the upgrade asks for a WebSocket version that nobody speaks
    NoStart, ///< `connected`, and nothing after it
    NoMedia, ///< `start`, and no sound
    NoMarks, ///< sound is played, no mark comes back
    Drop, ///< the connection breaks two seconds after `start`
};

/// "no-socket" and so on.
std::optional<StreamFailure> streamFailure(const QString &name);
/// The names, in the order of the enumeration, without None.
QStringList streamFailureNames();

} // namespace callscope::simulate
