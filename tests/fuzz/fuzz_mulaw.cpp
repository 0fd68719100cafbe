#include "core/media/mulaw.h"
#include "core/twilio/streammessage.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace callscope;

/// Payloads of `media`: text that is base64 or nearly so, and the sound in it.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QJsonObject media { { QStringLiteral("track"), QStringLiteral("inbound") },
                              { QStringLiteral("chunk"), QStringLiteral("1") },
                              { QStringLiteral("timestamp"), QStringLiteral("5") },
                              { QStringLiteral("payload"), QString::fromUtf8(fuzz::bytesOf(data, size)) } };
    const QJsonObject message { { QStringLiteral("event"), QStringLiteral("media") },
                                { QStringLiteral("sequenceNumber"), QStringLiteral("2") },
                                { QStringLiteral("media"), media } };
    const auto parsed = twilio::parseIncoming(QJsonDocument(message).toJson(QJsonDocument::Compact));
    if (!parsed)
        return 0;
    const auto *frame = std::get_if<twilio::MediaMessage>(&*parsed);
    fuzz::require(frame != nullptr);
    fuzz::require(std::size_t(frame->mulaw.size()) <= size);
    const media::Samples samples = media::decodeMuLaw(frame->mulaw);
    fuzz::require(std::ssize(samples) == frame->mulaw.size());
    fuzz::require(media::decodeMuLaw(media::encodeMuLaw(samples)) == samples);
    return 0;
}
