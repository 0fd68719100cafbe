#include "core/speech/sonioxrecognizer.h"

#include "core/base/language.h"
#include "core/media/format.h"
#include "core/provider/fault.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace callscope::speech {

namespace {

qint64 samplesOf(const QJsonValue &milliseconds)
{
    return static_cast<qint64>(milliseconds.toDouble()) * media::samplesPerMillisecond;
}

/// Finished, and its `<fin>` has not come.
bool isAwaited(const StreamedUtterance &utterance)
{
    return utterance.end && !utterance.isComplete && !utterance.loss;
}

QByteArray bytesOf(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

} // namespace

SonioxRecognizer::SonioxRecognizer(const SonioxSettings &settings)
    : StreamingRecognizer({ .provider = settings.provider,
                            .url = provider::socketUrl(settings.url, QStringLiteral("/transcribe-websocket")),
                            .headers = { { "Authorization", "Bearer " + settings.key.reveal() } },
                            .connectWithin = settings.connectWithin },
                          { .keepAliveAfter = settings.keepAliveAfter }, base::languageTag(settings.languages.value(0)))
    , m_settings(settings)
{ }

void SonioxRecognizer::greet()
{
    QJsonArray hints;
    for (const QString &language : m_settings.languages)
        hints.append(base::languageCode(language));
    QJsonObject start { { QStringLiteral("model"), m_settings.model },
                        { QStringLiteral("audio_format"), QStringLiteral("mulaw") },
                        { QStringLiteral("sample_rate"), media::sampleRate },
                        { QStringLiteral("num_channels"), 1 },
                        { QStringLiteral("language_hints"), hints },
                        { QStringLiteral("enable_language_identification"), true },
                        // The local voice detector ends an utterance.
                        { QStringLiteral("enable_endpoint_detection"), false } };
    if (!m_settings.terms.isEmpty())
        start.insert(QStringLiteral("context"),
                     QJsonObject { { QStringLiteral("terms"), QJsonArray::fromStringList(m_settings.terms) } });
    socket().sendText(bytesOf(start));
}

void SonioxRecognizer::sendSound(const QByteArray &mulaw)
{
    socket().sendBinary(mulaw);
}

void SonioxRecognizer::sendFinish(StreamedUtterance &)
{
    socket().sendText(
        bytesOf({ { QStringLiteral("type"), QStringLiteral("finalize") },
                  { QStringLiteral("trailing_silence_ms"), static_cast<int>(m_settings.trailingSilence.count()) } }));
}

void SonioxRecognizer::keepAlive()
{
    socket().sendText(QByteArrayLiteral(R"({"type":"keepalive"})"));
}

void SonioxRecognizer::take(const QJsonObject &message)
{
    if (const int status = message.value(QLatin1String("error_code")).toInt()) {
        loseStream(provider::statusFault(provider(), place().url, status, bytesOf(message)));
        return;
    }
    if (message.value(QLatin1String("finished")).toBool()) {
        loseStream(fault(base::ErrorCode::Unavailable, QStringLiteral("has finished without being asked to")));
        return;
    }
    for (StreamedUtterance &utterance : utterances())
        utterance.provisional.clear(); // each message tells anew what may still change
    bool isFinalised = false;
    for (const QJsonValue &value : message.value(QLatin1String("tokens")).toArray()) {
        const QJsonObject token = value.toObject();
        const QString text = token.value(QLatin1String("text")).toString();
        if (text == QLatin1String("<fin>"))
            isFinalised = completeOldest() || isFinalised;
        else if (text != QLatin1String("<end>"))
            takeToken(token);
    }
    if (isFinalised)
        completeUntil(samplesOf(message.value(QLatin1String("final_audio_proc_ms"))));
    tellNews();
}

void SonioxRecognizer::takeToken(const QJsonObject &token)
{
    StreamedUtterance *utterance = utteranceOf(token);
    if (!utterance)
        return; // of one that nobody waits for any more
    const QString text = token.value(QLatin1String("text")).toString();
    if (!token.value(QLatin1String("is_final")).toBool()) {
        utterance->provisional += text;
        return;
    }
    const QJsonValue confidence = token.value(QLatin1String("confidence"));
    utterance->addSettled(text, token.value(QLatin1String("language")).toString(),
                          confidence.isDouble() ? std::optional(confidence.toDouble()) : std::nullopt);
}

/// By its place in the sound; one that tells none is of the oldest.
StreamedUtterance *SonioxRecognizer::utteranceOf(const QJsonObject &token)
{
    const QJsonValue start = token.value(QLatin1String("start_ms"));
    if (start.isDouble())
        return utteranceAt((samplesOf(start) + samplesOf(token.value(QLatin1String("end_ms")))) / 2);
    const auto oldest = std::find_if(utterances().begin(), utterances().end(), [](const StreamedUtterance &utterance) {
        return !utterance.isComplete && !utterance.loss;
    });
    return oldest == utterances().end() ? nullptr : &*oldest;
}

/// Each finalize gets one `<fin>`.
bool SonioxRecognizer::completeOldest()
{
    const auto oldest = std::find_if(utterances().begin(), utterances().end(), isAwaited);
    if (oldest == utterances().end())
        return false;
    oldest->isComplete = true;
    return true;
}

/// Should one have got none, the next utterance does not wait for it.
void SonioxRecognizer::completeUntil(qint64 heard)
{
    for (StreamedUtterance &utterance : utterances()) {
        if (isAwaited(utterance) && *utterance.end <= heard)
            utterance.isComplete = true;
    }
}

} // namespace callscope::speech
