#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/net/form.h"
#include "core/net/httpmessage.h"

#include <QString>

#include <chrono>
#include <optional>

/// Parameters of Twilio's webhooks as values
/// (https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application). A CallSid must be there and
/// well-formed; Twilio adds and leaves out the others as it likes, so that absent ones are empty.
namespace callscope::twilio {

/// All parameters of a webhook: the form of a POST, the query of a GET. Only what a signature covers.
net::FormFields webhookFields(const net::HttpRequest &request);

struct IncomingCall
{
    base::CallSid callSid;
    base::AccountSid accountSid;
    QString from, to; ///< E.164, "client:…", "sip:…", or a word such as "anonymous"
    QString direction; ///< "inbound", "outbound-api", "outbound-dial"
    QString status; ///< "ringing", "in-progress", …
};
base::Result<IncomingCall> parseIncomingCall(const net::FormFields &fields);

struct CallStatusUpdate
{
    base::CallSid callSid;
    QString status;
    std::optional<qint64> sequence; ///< callbacks overtake each other: sort by this
    std::optional<std::chrono::seconds> duration;
    QString errorCode, sipResponseCode, timestamp;
};
base::Result<CallStatusUpdate> parseCallStatus(const net::FormFields &fields);

struct StreamStatusUpdate
{
    base::CallSid callSid;
    base::StreamSid streamSid;
    QString event; ///< "stream-started", "stream-stopped", "stream-error"
    QString error; ///< Twilio's words, not a number
    QString name, timestamp;
};
base::Result<StreamStatusUpdate> parseStreamStatus(const net::FormFields &fields);

/// From `<Record action>` (url, duration, digits) and from recording status callbacks (sid, status).
struct RecordingUpdate
{
    base::CallSid callSid;
    base::RecordingSid recordingSid;
    QString status; ///< "in-progress", "completed", "absent", "failed"
    QString url; ///< without extension: append ".wav" or ".mp3"
    std::optional<std::chrono::seconds> duration;
    QString digits; ///< the key that ended it, or "hangup"
    QString errorCode;
};
base::Result<RecordingUpdate> parseRecording(const net::FormFields &fields);

} // namespace callscope::twilio
