#include "core/twilio/mediascan.h"
#include "core/twilio/twilioside.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

namespace {

/// The same of a gateway's messages.
void checkOutgoing(const QByteArray &text)
{
    static const base::StreamSid stream = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");
    static twilio::MediaMessage scanned;
    scanned.streamSid = stream;
    if (!twilio::scanOutgoingMedia(text, scanned))
        return;
    const auto parsed = twilio::parseOutgoing(text, stream);
    const auto *media = parsed ? std::get_if<twilio::MediaMessage>(&*parsed) : nullptr;
    fuzz::require(media && media->mulaw == scanned.mulaw);
}

} // namespace

/// What the scanner of `media` messages takes, the parser of all messages takes, and reads in the same way.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
    checkOutgoing(text);
    static twilio::MediaMessage scanned; // with the memory of the message before, as in a stream
    if (!twilio::scanMedia(text, scanned))
        return 0;
    const auto parsed = twilio::parseIncoming(text);
    const auto *media = parsed ? std::get_if<twilio::MediaMessage>(&*parsed) : nullptr;
    fuzz::require(media && media->sequence == scanned.sequence && media->chunk == scanned.chunk
                  && media->timestamp == scanned.timestamp && media->track == scanned.track
                  && media->mulaw == scanned.mulaw && media->streamSid == scanned.streamSid);
    return 0;
}
