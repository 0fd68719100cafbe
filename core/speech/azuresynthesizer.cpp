#include "core/speech/azuresynthesizer.h"

#include "core/base/language.h"
#include "core/speech/voicechoice.h"

#include <QXmlStreamWriter>

#include <array>

namespace callscope::speech {

namespace {

constexpr std::array defaultVoices {
    DefaultVoice { QLatin1String("he-IL"), QLatin1String("he-IL-HilaNeural") },
    DefaultVoice { QLatin1String("en-US"), QLatin1String("en-US-JennyNeural") },
    DefaultVoice { QLatin1String("en-GB"), QLatin1String("en-GB-SoniaNeural") },
};

QUrl baseOf(const AzureVoiceSettings &settings)
{
    if (!settings.url.isEmpty())
        return settings.url;
    return QUrl(QStringLiteral("https://%1.tts.speech.microsoft.com").arg(settings.region));
}

QByteArray ssml(const QString &text, const QString &locale, const QString &voice)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartElement(QStringLiteral("speak"));
    xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2001/10/synthesis"));
    xml.writeAttribute(QStringLiteral("version"), QStringLiteral("1.0"));
    xml.writeAttribute(QStringLiteral("xml:lang"), locale);
    xml.writeStartElement(QStringLiteral("voice"));
    xml.writeAttribute(QStringLiteral("name"), voice);
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeEndElement();
    return bytes;
}

} // namespace

AzureSynthesizer::AzureSynthesizer(QNetworkAccessManager &network, AzureVoiceSettings settings)
    : HttpVoice(network, settings.provider, baseOf(settings), limits, settings.patience)
    , m_settings(std::move(settings))
{ }

base::Result<HttpVoice::Order> AzureSynthesizer::orderFor(const QString &text, const QString &language) const
{
    const QString locale = base::languageTag(language);
    const QString voice = voiceFor(locale, m_settings.voice, defaultVoices);
    if (voice.isEmpty())
        return base::Error { base::ErrorCode::InvalidInput,
                             QStringLiteral("%1 has no voice for %2: configure one.").arg(provider(), locale) };
    return Order { "cognitiveservices/v1",
                   { { "Content-Type", "application/ssml+xml" },
                     { "X-Microsoft-OutputFormat", "raw-8khz-8bit-mono-mulaw" },
                     { "User-Agent", "Callscope" }, // the service insists on one
                     { "Ocp-Apim-Subscription-Key", m_settings.key.reveal() } },
                   ssml(text, locale, voice) };
}

std::unique_ptr<SoundBody> AzureSynthesizer::bodyToRead() const
{
    return std::make_unique<MuLawBody>();
}

} // namespace callscope::speech
