#include "core/speech/realtimerecognizer.h"

#include "core/base/language.h"
#include "core/provider/realtimeerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace callscope::speech {

namespace {

constexpr QLatin1String sessionEvent("session");
constexpr QLatin1String commitEvent("commit-"); // and the number of the utterance

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

bool takesManyLanguages(const QString &model)
{
    return model == QLatin1String("gpt-live-transcribe") || model == QLatin1String("gpt-transcribe");
}

QJsonObject transcriptionOf(const RealtimeRecognizerSettings &settings)
{
    QJsonObject transcription { { QStringLiteral("model"), settings.model } };
    QJsonArray codes;
    for (const QString &language : settings.languages)
        codes.append(base::languageCode(language));
    if (takesManyLanguages(settings.model))
        transcription.insert(QStringLiteral("languages"), codes);
    else
        transcription.insert(QStringLiteral("language"), codes.first());
    if (!settings.prompt.isEmpty())
        transcription.insert(QStringLiteral("prompt"), settings.prompt);
    return transcription;
}

} // namespace

QUrl realtimeUrl(const RealtimeRecognizerSettings &settings)
{
    QUrl url = provider::socketUrl(settings.url, QStringLiteral("/v1/realtime"));
    QUrlQuery query(url);
    if (!query.hasQueryItem(QStringLiteral("intent")))
        query.addQueryItem(QStringLiteral("intent"), QStringLiteral("transcription"));
    if (url.host() != QLatin1String("api.openai.com") && !query.hasQueryItem(QStringLiteral("model")))
        query.addQueryItem(QStringLiteral("model"), settings.model);
    url.setQuery(query);
    return url;
}

RealtimeRecognizer::RealtimeRecognizer(const RealtimeRecognizerSettings &settings)
    : StreamingRecognizer({ .provider = settings.provider,
                            .url = realtimeUrl(settings),
                            .headers = { { "Authorization", "Bearer " + settings.key.reveal() } },
                            .connectWithin = settings.connectWithin },
                          { .renewAfter = settings.renewAfter }, base::languageTag(settings.languages.value(0)))
    , m_settings(settings)
{ }

void RealtimeRecognizer::send(const QString &type, QJsonObject members)
{
    members.insert(QStringLiteral("type"), type);
    socket().sendText(QJsonDocument(members).toJson(QJsonDocument::Compact));
}

void RealtimeRecognizer::greet()
{
    const QJsonObject input { { QStringLiteral("format"),
                                QJsonObject { { QStringLiteral("type"), QStringLiteral("audio/pcmu") } } },
                              { QStringLiteral("transcription"), transcriptionOf(m_settings) },
                              { QStringLiteral("noise_reduction"), QJsonValue::Null },
                              { QStringLiteral("turn_detection"), QJsonValue::Null } };
    const QJsonObject session { { QStringLiteral("type"), QStringLiteral("transcription") },
                                { QStringLiteral("audio"), QJsonObject { { QStringLiteral("input"), input } } } };
    send(QStringLiteral("session.update"),
         { { QStringLiteral("event_id"), sessionEvent }, { QStringLiteral("session"), session } });
}

void RealtimeRecognizer::sendSound(const QByteArray &mulaw)
{
    send(QStringLiteral("input_audio_buffer.append"),
         { { QStringLiteral("audio"), QString::fromLatin1(mulaw.toBase64()) } });
}

void RealtimeRecognizer::sendFinish(StreamedUtterance &utterance)
{
    send(QStringLiteral("input_audio_buffer.commit"),
         { { QStringLiteral("event_id"), commitEvent + QString::number(utterance.number) } });
}

void RealtimeRecognizer::sendCancel(StreamedUtterance &utterance)
{
    if (!utterance.item.isEmpty())
        m_dropped.insert(utterance.item);
    ++m_clearing;
    send(QStringLiteral("input_audio_buffer.clear"));
}

void RealtimeRecognizer::forgetStream()
{
    m_dropped.clear();
    m_clearing = 0;
}

void RealtimeRecognizer::take(const QJsonObject &message)
{
    constexpr QLatin1String transcription("conversation.item.input_audio_transcription.");
    const QString type = textIn(message, "type");
    const QString item = textIn(message, "item_id");
    if (type == QLatin1String("input_audio_buffer.committed"))
        takeCommitted(item);
    else if (type == QLatin1String("input_audio_buffer.cleared"))
        m_clearing = std::max(m_clearing - 1, 0);
    else if (type == transcription + QLatin1String("delta"))
        takeDelta(item, textIn(message, "delta"));
    else if (type == transcription + QLatin1String("completed"))
        takeCompleted(message);
    else if (type == transcription + QLatin1String("failed"))
        loseUtterance(named(item), message.value(QLatin1String("error")).toObject());
    else if (type == QLatin1String("error"))
        takeError(message.value(QLatin1String("error")).toObject());
}

StreamedUtterance *RealtimeRecognizer::named(const QString &item)
{
    const auto found = std::find_if(utterances().begin(), utterances().end(),
                                    [&item](const StreamedUtterance &utterance) { return utterance.item == item; });
    return found == utterances().end() || item.isEmpty() ? nullptr : &*found;
}

/// The oldest of which it is not certain what its item is.
StreamedUtterance *RealtimeRecognizer::unnamed()
{
    const auto found = std::find_if(utterances().begin(), utterances().end(),
                                    [](const StreamedUtterance &utterance) { return !utterance.isNamed; });
    return found == utterances().end() ? nullptr : &*found;
}

void RealtimeRecognizer::takeCommitted(const QString &item)
{
    StreamedUtterance *utterance = unnamed();
    if (!utterance || !utterance->end)
        return;
    if (utterance->item != item)
        utterance->provisional.clear(); // of another
    utterance->item = item;
    utterance->isNamed = true;
}

void RealtimeRecognizer::takeDelta(const QString &item, const QString &delta)
{
    StreamedUtterance *utterance = named(item);
    if (!utterance && m_clearing > 0)
        m_dropped.insert(item);
    if (!utterance && !m_dropped.contains(item)) {
        utterance = unnamed();
        if (!utterance || !utterance->item.isEmpty())
            return;
        utterance->item = item; // models that hear while the caller talks name it before it is committed
    }
    if (!utterance)
        return;
    utterance->provisional += delta;
    tellNews();
}

void RealtimeRecognizer::takeCompleted(const QJsonObject &message)
{
    StreamedUtterance *utterance = named(textIn(message, "item_id"));
    if (!utterance || !utterance->isNamed)
        return;
    const QString language = message.value(QLatin1String("languages")).toArray().first().toString();
    utterance->provisional.clear();
    utterance->addSettled(textIn(message, "transcript"), language, {});
    utterance->isComplete = true;
    tellNews();
}

void RealtimeRecognizer::takeError(const QJsonObject &error)
{
    const QString event = textIn(error, "event_id");
    if (!event.startsWith(commitEvent)) {
        loseStream(faultOf(error));
        return;
    }
    StreamedUtterance *utterance = numbered(event.sliced(commitEvent.size()).toInt());
    if (utterance && textIn(error, "code") == QLatin1String("input_audio_buffer_commit_empty")) {
        utterance->isComplete = true; // too short to hold a word
        tellNews();
    } else {
        loseUtterance(utterance, error);
    }
}

void RealtimeRecognizer::loseUtterance(StreamedUtterance *utterance, const QJsonObject &error)
{
    if (!utterance)
        return;
    utterance->loss = faultOf(error);
    tellNews();
}

base::Error RealtimeRecognizer::faultOf(const QJsonObject &error) const
{
    const QString type = textIn(error, "type");
    const QString code = textIn(error, "code");
    return fault(provider::realtimeErrorCode(error), QStringLiteral("told of %1").arg(code.isEmpty() ? type : code),
                 textIn(error, "message"));
}

} // namespace callscope::speech
