#include "core/speech/transcriptionanswer.h"

#include "core/base/language.h"
#include "core/provider/fault.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace callscope::speech {

namespace {

constexpr double nearSilence = 500; ///< speech on a phone line has frames over 1000
constexpr double probablyNoSpeech = 0.5;

/// What Whisper has learned from subtitles and says when there is nothing to hear.
bool isStockPhrase(const QString &text)
{
    static const QStringList phrases {
        QStringLiteral("תודה על הצפייה"),
        QStringLiteral("תודה רבה על הצפייה"),
        QStringLiteral("תודה שצפיתם"),
        QStringLiteral("תודה לצפייה"),
        QStringLiteral("תודה שצפיתם בסרטון"),
        QStringLiteral("thank you for watching"),
        QStringLiteral("thanks for watching"),
        QStringLiteral("thank you so much for watching"),
        QStringLiteral("please subscribe"),
        QStringLiteral("subtitles by the amaraorg community"),
        QStringLiteral("you"),
    };
    QString words = text.toLower();
    words.removeIf([](QChar c) { return !c.isLetter() && !c.isSpace(); });
    return phrases.contains(words.simplified());
}

struct Segments
{
    std::optional<double> noSpeech {}, sureness {}; ///< over all segments, each the same weight
};

Segments segmentsOf(const QJsonObject &answer)
{
    const QJsonArray segments = answer.value(QLatin1String("segments")).toArray();
    const auto meanOf = [&segments](const char *name) -> std::optional<double> {
        double sum = 0;
        for (const QJsonValue &segment : segments) {
            const QJsonValue value = segment.toObject().value(QLatin1String(name));
            if (!value.isDouble())
                return {};
            sum += value.toDouble();
        }
        return segments.isEmpty() ? std::nullopt : std::optional(sum / static_cast<double>(segments.size()));
    };
    Segments all { .noSpeech = meanOf("no_speech_prob") };
    if (const auto logarithm = meanOf("avg_logprob"))
        all.sureness = std::clamp(std::exp(*logarithm), 0.0, 1.0);
    return all;
}

/// Whisper calls languages by name or by code.
QString languageOf(const QJsonObject &answer, const QString &otherwise)
{
    const QString told = answer.value(QLatin1String("language")).toString().toLower();
    if (told == QLatin1String("hebrew"))
        return QStringLiteral("he-IL");
    if (told == QLatin1String("english"))
        return QStringLiteral("en-US");
    const bool isSame = told.isEmpty() || told.size() > 3 || base::languageCode(told) == base::languageCode(otherwise);
    return isSame ? otherwise : base::languageTag(told);
}

} // namespace

base::Result<Transcript> readTranscription(const QByteArray &body, const QString &language, double loudest)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const QJsonValue text = answer.value(QLatin1String("text"));
    if (!text.isString()) {
        const bool isError = answer.contains(QLatin1String("error"));
        return base::Error { isError ? base::ErrorCode::Refused : base::ErrorCode::Protocol,
                             QStringLiteral("The answer to a transcription holds no text: check the provider's url."),
                             provider::wordsOf(body) };
    }
    const Segments segments = segmentsOf(answer);
    Transcript transcript { text.toString().simplified(), languageOf(answer, language), segments.sureness };
    const bool isSilence = loudest < nearSilence || segments.noSpeech.value_or(0) >= probablyNoSpeech;
    if (isSilence && isStockPhrase(transcript.text))
        transcript.text.clear();
    return transcript;
}

} // namespace callscope::speech
