#include "core/twilio/streammessage.h"
#include "core/twilio/twilioside.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

/// Messages on a media stream, from Twilio and to it; what comes back out of one that was understood is understood
/// again.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
    if (const auto message = twilio::parseIncoming(text);
        message && !std::holds_alternative<twilio::UnknownMessage>(*message))
        fuzz::require(bool(twilio::parseIncoming(twilio::twilioMessage(*message))));
    const base::StreamSid sid = *base::StreamSid::parse("MZ00000000000000000000000000000000");
    (void)twilio::parseOutgoing(text, sid);
    return 0;
}
