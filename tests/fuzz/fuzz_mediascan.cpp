#include "core/twilio/mediascan.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

/// What the scanner of `media` messages takes, the parser of all messages takes, and reads in the same way.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = fuzz::bytesOf(data, size);
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
