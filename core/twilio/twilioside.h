#pragma once

#include "core/twilio/streammessage.h"

/// The protocol from Twilio's end, for the simulator and for tests: what Twilio writes and how strictly it reads.
namespace callscope::twilio {

/// Writes a message as Twilio does: members in the order of its documentation, counters as strings, absent optionals
/// left out. Takes every alternative: `twilioMessage(StopMessage { … })`.
QByteArray twilioMessage(const IncomingMessage &message);

/// The same of a `media` message, 50 times a second: into memory that is there already. `track` is "inbound" or
/// "outbound".
struct MediaLine
{
    qint64 sequence = 0, chunk = 0;
    std::chrono::milliseconds timestamp { 0 };
    QByteArrayView track {}, mulaw {};
};
void writeTwilioMedia(const base::StreamSid &streamSid, const MediaLine &media, QByteArray &into);

/// What a gateway may send to Twilio.
using OutgoingMessage = std::variant<MediaMessage, MarkMessage, ClearMessage>;

/// Reads a gateway's text message as strictly as Twilio: exactly the documented members and this stream's SID. The
/// error says what is wrong; its detail begins with the warning that Twilio raises, "31951".
base::Result<OutgoingMessage> parseOutgoing(const QByteArray &utf8, const base::StreamSid &streamSid);

} // namespace callscope::twilio
