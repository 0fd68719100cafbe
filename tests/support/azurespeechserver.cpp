#include "tests/support/azurespeechserver.h"

#include <QXmlStreamReader>

namespace callscope::tests {

namespace {

constexpr qsizetype longestUserAgent = 255;

/// Nothing for SSML that the service does not take.
std::optional<SpeechServer::Asked> askedIn(const QByteArray &ssml)
{
    QXmlStreamReader xml(ssml);
    if (!xml.readNextStartElement() || xml.name() != QLatin1String("speak")
        || xml.attributes().value(QLatin1String("version")) != QLatin1String("1.0"))
        return {};
    SpeechServer::Asked asked;
    asked.language = xml.attributes().value(QLatin1String("xml:lang")).toString();
    if (!xml.readNextStartElement() || xml.name() != QLatin1String("voice"))
        return {};
    asked.voice = xml.attributes().value(QLatin1String("name")).toString();
    asked.text = xml.readElementText();
    while (!xml.atEnd())
        xml.readNext();
    const bool isKnown = asked.voice.endsWith(QLatin1String("Neural")) && !asked.language.isEmpty();
    return xml.hasError() || !isKnown ? std::nullopt : std::optional(asked);
}

} // namespace

SpeechServer::Answer AzureSpeechServer::answerWith(const QByteArray &mulaw) const
{
    return { .headers = { { "Content-Type", "audio/basic" } }, .pieces = oddPieces(mulaw) };
}

std::variant<SpeechServer::Asked, SpeechServer::Answer> AzureSpeechServer::read(const Request &request)
{
    if (request.method != "POST" || request.target != "/cognitiveservices/v1")
        return Answer { .status = 404 };
    if (request.header("Ocp-Apim-Subscription-Key") != key())
        return Answer { .status = 401,
                        .pieces = { "Access denied for key " + request.header("Ocp-Apim-Subscription-Key") } };
    if (request.header("Content-Type") != "application/ssml+xml")
        return Answer { .status = 415 };
    const QByteArray agent = request.header("User-Agent");
    if (agent.isEmpty() || agent.size() >= longestUserAgent
        || request.header("X-Microsoft-OutputFormat") != "raw-8khz-8bit-mono-mulaw")
        return Answer { .status = 400 };
    const std::optional<Asked> asked = askedIn(request.body);
    if (!asked)
        return Answer { .status = 400, .pieces = { "SSML is not well-formed or names no voice." } };
    return *asked;
}

} // namespace callscope::tests
