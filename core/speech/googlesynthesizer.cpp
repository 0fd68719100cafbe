#include "core/speech/googlesynthesizer.h"

#include "core/base/language.h"
#include "core/speech/voicechoice.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace callscope::speech {

namespace {

using base::Result;

constexpr std::array defaultVoices {
    DefaultVoice { QLatin1String("he-IL"), QLatin1String("he-IL-Wavenet-A") },
    DefaultVoice { QLatin1String("en-US"), QLatin1String("en-US-Wavenet-F") },
    DefaultVoice { QLatin1String("en-GB"), QLatin1String("en-GB-Wavenet-A") },
};

/// `{"audioContent": base64}` of a WAV with µ-law.
class WrappedBody final : public SoundBody
{
public:
    Result<QByteArray> take(QByteArrayView bytes) override
    {
        m_json.append(bytes);
        return QByteArray();
    }

    Result<QByteArray> end() override
    {
        const QByteArray content
            = QJsonDocument::fromJson(m_json).object().value(QLatin1String("audioContent")).toString().toLatin1();
        const auto decoded = QByteArray::fromBase64Encoding(content, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return base::Error { base::ErrorCode::Protocol,
                                 QStringLiteral("The answer's audioContent is not sound in base64."),
                                 QString::fromUtf8(m_json.left(100)) };
        Result<QByteArray> sound = m_mulaw.take(*decoded);
        const Result<QByteArray> rest = m_mulaw.end();
        if (!sound || !rest)
            return sound ? rest : sound;
        return *sound + *rest;
    }

    bool mayBe(const QByteArray &) const override { return true; } // end() knows

private:
    QByteArray m_json {};
    MuLawBody m_mulaw {};
};

} // namespace

GoogleSynthesizer::GoogleSynthesizer(QNetworkAccessManager &network, GoogleVoiceSettings settings)
    : HttpVoice(network, settings.provider, settings.url, limits, settings.patience)
    , m_settings(std::move(settings))
{ }

/// Of a language without a default voice here the service takes its own.
Result<HttpVoice::Order> GoogleSynthesizer::orderFor(const QString &text, const QString &language) const
{
    const QString locale = base::languageTag(language);
    QJsonObject voice { { QStringLiteral("languageCode"), locale } };
    if (const QString name = voiceFor(locale, m_settings.voice, defaultVoices); !name.isEmpty()) {
        voice.insert(QStringLiteral("name"), name);
        // The two have to agree: an American name does not go with en-GB.
        if (name.count(QLatin1Char('-')) > 1)
            voice.insert(QStringLiteral("languageCode"), name.section(QLatin1Char('-'), 0, 1));
    }
    const QJsonObject body {
        { QStringLiteral("input"), QJsonObject { { QStringLiteral("text"), text } } },
        { QStringLiteral("voice"), voice },
        { QStringLiteral("audioConfig"),
          QJsonObject { { QStringLiteral("audioEncoding"), QStringLiteral("MULAW") },
                        { QStringLiteral("sampleRateHertz"), media::sampleRate } } },
    };
    return Order { "text:synthesize",
                   { { "Content-Type", "application/json; charset=utf-8" },
                     { "X-Goog-Api-Key", m_settings.key.reveal() } },
                   QJsonDocument(body).toJson(QJsonDocument::Compact) };
}

std::unique_ptr<SoundBody> GoogleSynthesizer::bodyToRead() const
{
    return std::make_unique<WrappedBody>();
}

} // namespace callscope::speech
