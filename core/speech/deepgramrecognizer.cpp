#include "core/speech/deepgramrecognizer.h"

#include "core/base/language.h"
#include "core/media/format.h"

#include <QJsonArray>
#include <QUrlQuery>

namespace callscope::speech {

namespace {

/// The end of an utterance is silence: results that lack no more than this of it lack no word.
constexpr qint64 unheardTail = media::samplesIn(std::chrono::milliseconds(100));
/// How far Deepgram's seconds may be off.
constexpr qint64 inexactness = media::frameSamples;

qint64 samplesOf(const QJsonValue &seconds)
{
    return qRound64(seconds.toDouble() * media::sampleRate);
}

QUrl listenUrl(const DeepgramSettings &settings)
{
    QUrl url = provider::socketUrl(settings.url, QStringLiteral("/v1/listen"));
    QUrlQuery query(url);
    // Hebrew is "he" there; of English its regions are told apart.
    const QString language
        = base::isHebrewLanguage(settings.language) ? base::languageCode(settings.language) : settings.language;
    query.addQueryItem(QStringLiteral("model"), settings.model);
    query.addQueryItem(QStringLiteral("language"), language);
    query.addQueryItem(QStringLiteral("encoding"), QStringLiteral("mulaw"));
    query.addQueryItem(QStringLiteral("sample_rate"), QString::number(media::sampleRate));
    query.addQueryItem(QStringLiteral("channels"), QStringLiteral("1"));
    query.addQueryItem(QStringLiteral("interim_results"), QStringLiteral("true"));
    query.addQueryItem(QStringLiteral("endpointing"), QStringLiteral("450"));
    query.addQueryItem(QStringLiteral("smart_format"), QStringLiteral("true"));
    for (const QString &term : settings.keyterms)
        query.addQueryItem(QStringLiteral("keyterm"), QString::fromLatin1(QUrl::toPercentEncoding(term)));
    url.setQuery(query);
    return url;
}

} // namespace

DeepgramRecognizer::DeepgramRecognizer(const DeepgramSettings &settings)
    : StreamingRecognizer({ .provider = settings.provider,
                            .url = listenUrl(settings),
                            .headers = { { "Authorization", "Token " + settings.key.reveal() } },
                            .connectWithin = settings.connectWithin },
                          { .keepAliveAfter = settings.keepAliveAfter }, base::languageTag(settings.language))
{ }

void DeepgramRecognizer::sendSound(const QByteArray &mulaw)
{
    socket().sendBinary(mulaw);
}

void DeepgramRecognizer::sendFinish(StreamedUtterance &utterance)
{
    socket().sendText(QByteArray(capabilities.finaliseCommand.data(), std::ssize(capabilities.finaliseCommand)));
    if (utterance.settledUntil < *utterance.end - unheardTail)
        return;
    // All of it has been heard to the end already, so that Deepgram may have nothing more to say.
    utterance.isComplete = true;
    QMetaObject::invokeMethod(
        this, [this] { tellNews(); }, Qt::QueuedConnection);
}

void DeepgramRecognizer::sendCancel(StreamedUtterance &)
{
    socket().sendText(QByteArrayLiteral(R"({"type":"Finalize"})"));
}

void DeepgramRecognizer::keepAlive()
{
    socket().sendText(QByteArrayLiteral(R"({"type":"KeepAlive"})"));
}

void DeepgramRecognizer::take(const QJsonObject &message)
{
    const QString type = message.value(QLatin1String("type")).toString();
    if (type == QLatin1String("Results"))
        takeResult(message);
    else if (type == QLatin1String("Error"))
        loseStream(fault(base::ErrorCode::Refused, QStringLiteral("told of an error"),
                         message.value(QLatin1String("description")).toString()));
}

void DeepgramRecognizer::takeResult(const QJsonObject &result)
{
    const qint64 from = samplesOf(result.value(QLatin1String("start")));
    const qint64 to = from + samplesOf(result.value(QLatin1String("duration")));
    StreamedUtterance *utterance = utteranceAt(to - from > 2 * inexactness ? (from + to) / 2 : to - inexactness);
    if (!utterance)
        return; // of one that nobody waits for any more
    const QJsonObject best = result.value(QLatin1String("channel"))
                                 .toObject()
                                 .value(QLatin1String("alternatives"))
                                 .toArray()
                                 .first()
                                 .toObject();
    const QString text = best.value(QLatin1String("transcript")).toString();
    const bool isFinal = result.value(QLatin1String("is_final")).toBool();
    utterance->provisional = isFinal ? QString() : text;
    if (isFinal) {
        const QString language = best.value(QLatin1String("languages")).toArray().first().toString();
        utterance->addSettled(text + QLatin1Char(' '), language, best.value(QLatin1String("confidence")).toDouble());
        utterance->settledUntil = to;
        utterance->isComplete = utterance->end
            && (result.value(QLatin1String("from_finalize")).toBool() || to >= *utterance->end - unheardTail);
    }
    completeBefore(*utterance);
    tellNews();
}

/// Results come in the order of the sound: none will come of an utterance before the one that is heard now.
void DeepgramRecognizer::completeBefore(const StreamedUtterance &later)
{
    for (StreamedUtterance &utterance : utterances()) {
        if (&utterance == &later)
            return;
        utterance.isComplete = true;
    }
}

} // namespace callscope::speech
