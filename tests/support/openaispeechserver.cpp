#include "tests/support/openaispeechserver.h"

#include "core/media/mulaw.h"
#include "core/media/resampler.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace callscope::tests {

namespace {

constexpr qsizetype longestInput = 4096;

QByteArray errorOf(const QByteArray &message, const QByteArray &type, const QByteArray &code)
{
    return R"({"error":{"message":")" + message + R"(","type":")" + type + R"(","param":null,"code":")" + code
        + R"("}})";
}

} // namespace

QByteArray pcmOf(const QByteArray &mulaw, int rate)
{
    media::Resampler resampler(media::sampleRate, rate);
    media::Samples samples = resampler.process(media::decodeMuLaw(mulaw));
    const media::Samples rest = resampler.finish();
    samples.insert(samples.end(), rest.begin(), rest.end());
    QByteArray bytes(static_cast<qsizetype>(samples.size() * 2), Qt::Uninitialized);
    qToLittleEndian<media::Sample>(samples.data(), static_cast<qsizetype>(samples.size()), bytes.data());
    return bytes;
}

SpeechServer::Answer OpenAiSpeechServer::answerWith(const QByteArray &mulaw) const
{
    return { .headers = { { "Content-Type", "audio/pcm" } }, .pieces = oddPieces(pcmOf(mulaw, rate)) };
}

std::variant<SpeechServer::Asked, SpeechServer::Answer> OpenAiSpeechServer::read(const Request &request)
{
    if (request.method != "POST" || request.target != "/v1/audio/speech")
        return refusal(404, errorOf("Invalid URL (POST " + request.target + ")", "invalid_request_error", "null"));
    const QByteArray shown = request.header("Authorization").mid(7);
    if (request.header("Authorization") != "Bearer " + key())
        return refusal(
            401, errorOf("Incorrect API key provided: " + shown + ".", "invalid_request_error", "invalid_api_key"));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (request.header("Content-Type") != "application/json" || body.isEmpty())
        return refusal(400, errorOf("We could not parse the JSON body of your request.", "invalid_request_error", ""));
    for (const QString &name : body.keys()) {
        const QStringList known { QStringLiteral("model"), QStringLiteral("voice"), QStringLiteral("input"),
                                  QStringLiteral("response_format") };
        if (!known.contains(name) && !(isSpeaches && name == QLatin1String("sample_rate")))
            return refusal(
                400,
                errorOf("Unknown parameter: '" + name.toUtf8() + "'.", "invalid_request_error", "unknown_parameter"));
    }
    const QString input = body.value(QLatin1String("input")).toString();
    if (input.isEmpty() || input.size() > longestInput
        || body.value(QLatin1String("response_format")) != QLatin1String("pcm")
        || body.value(QLatin1String("model")).toString().isEmpty())
        return refusal(400, errorOf("Invalid value.", "invalid_request_error", "invalid_value"));
    rate = body.value(QLatin1String("sample_rate")).toInt(24000);
    return Asked { input, body.value(QLatin1String("voice")).toString(), {} };
}

} // namespace callscope::tests
