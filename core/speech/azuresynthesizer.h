#pragma once

#include "core/speech/httpvoice.h"

namespace callscope::speech {

struct AzureVoiceSettings
{
    QString provider = QStringLiteral("azure"); ///< as configured, for logs and errors
    QUrl url {}; ///< empty: that of the region
    QString region {}; ///< "westeurope"
    base::Secret key {};
    QString voice {}; ///< empty, or named after another language than the one spoken: the language's default
    VoicePatience patience {};
};

/// The voices of Azure's speech service over its REST interface; raw µ-law comes as a stream.
class AzureSynthesizer final : public HttpVoice
{
    Q_OBJECT

public:
    static constexpr bool sendsMuLaw = true;
    static constexpr bool streams = true;
    static constexpr bool speaksHebrew = true;
    static constexpr bool speaksEnglish = true;
    /// The service cuts what takes longer than ten minutes to say.
    static constexpr Limits limits { .longestText = 4000 };

    AzureSynthesizer(QNetworkAccessManager &network, AzureVoiceSettings settings);

private:
    base::Result<Order> orderFor(const QString &text, const QString &language) const override;
    std::unique_ptr<SoundBody> bodyToRead() const override;

    AzureVoiceSettings m_settings;
};

} // namespace callscope::speech
