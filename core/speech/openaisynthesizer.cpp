#include "core/speech/openaisynthesizer.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::speech {

OpenAiSynthesizer::OpenAiSynthesizer(QNetworkAccessManager &network, OpenAiVoiceSettings settings)
    : HttpVoice(network, settings.provider, settings.url, limits, settings.patience)
    , m_settings(std::move(settings))
{ }

/// The service hears from the text which language it is.
base::Result<HttpVoice::Order> OpenAiSynthesizer::orderFor(const QString &text, const QString &) const
{
    QJsonObject body { { QStringLiteral("model"), m_settings.model },
                       { QStringLiteral("voice"), m_settings.voice },
                       { QStringLiteral("input"), text },
                       { QStringLiteral("response_format"), QStringLiteral("pcm") } };
    if (m_settings.sampleRate > 0)
        body.insert(QStringLiteral("sample_rate"), m_settings.sampleRate);
    Order order { "audio/speech",
                  { { "Content-Type", "application/json" } },
                  QJsonDocument(body).toJson(QJsonDocument::Compact) };
    if (!m_settings.key.isEmpty())
        order.headers.push_back({ "Authorization", "Bearer " + m_settings.key.reveal() });
    return order;
}

std::unique_ptr<SoundBody> OpenAiSynthesizer::bodyToRead() const
{
    return std::make_unique<PcmBody>(m_settings.sampleRate > 0 ? m_settings.sampleRate : defaultRate);
}

} // namespace callscope::speech
