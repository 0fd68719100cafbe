#include "tests/support/googlespeechserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace callscope::tests {

namespace {

constexpr qsizetype longestText = 5000;

template <typename T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof value, Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &name, const QByteArray &content)
{
    return name + little(static_cast<quint32>(content.size())) + content
        + (content.size() % 2 != 0 ? QByteArray(1, '\0') : QByteArray());
}

QByteArray errorOf(int code, const QByteArray &message, const QByteArray &status, const QByteArray &reason)
{
    return R"({"error":{"code":)" + QByteArray::number(code) + R"(,"message":")" + message + R"(","status":")" + status
        + R"(","details":[{"reason":")" + reason + R"("}]}})";
}

} // namespace

QByteArray muLawWav(const QByteArray &mulaw)
{
    const QByteArray format = little<quint16>(7) + little<quint16>(1) + little<quint32>(8000) + little<quint32>(8000)
        + little<quint16>(1) + little<quint16>(8) + little<quint16>(0);
    const QByteArray chunks = chunk("fmt ", format) + chunk("fact", little(static_cast<quint32>(mulaw.size())))
        + chunk("data", mulaw) + chunk("LIST", "INFOISFTmade by no one");
    return "RIFF" + little(static_cast<quint32>(chunks.size() + 4)) + "WAVE" + chunks;
}

SpeechServer::Answer GoogleSpeechServer::answerWith(const QByteArray &mulaw) const
{
    return { .headers = { { "Content-Type", "application/json; charset=UTF-8" } },
             .pieces = oddPieces("{\n  \"audioContent\": \"" + muLawWav(mulaw).toBase64() + "\"\n}\n") };
}

std::variant<SpeechServer::Asked, SpeechServer::Answer> GoogleSpeechServer::read(const Request &request)
{
    if (request.method != "POST" || request.target != "/v1/text:synthesize")
        return refusal(404, "{}");
    if (request.header("X-Goog-Api-Key") != key())
        return refusal(400,
                       errorOf(400, "API key not valid: " + request.header("X-Goog-Api-Key"), "INVALID_ARGUMENT",
                               "API_KEY_INVALID"));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonObject voice = body.value(QLatin1String("voice")).toObject();
    const QJsonObject form = body.value(QLatin1String("audioConfig")).toObject();
    const Asked asked { body.value(QLatin1String("input")).toObject().value(QLatin1String("text")).toString(),
                        voice.value(QLatin1String("name")).toString(),
                        voice.value(QLatin1String("languageCode")).toString() };
    const bool fits = form.value(QLatin1String("audioEncoding")) == QLatin1String("MULAW")
        && form.value(QLatin1String("sampleRateHertz")) == 8000 && !asked.text.isEmpty()
        && asked.text.toUtf8().size() <= longestText && !asked.language.isEmpty()
        && (asked.voice.isEmpty() || asked.voice.startsWith(asked.language));
    if (!fits)
        return refusal(400, errorOf(400, "Invalid argument.", "INVALID_ARGUMENT", "BAD"));
    return asked;
}

} // namespace callscope::tests
