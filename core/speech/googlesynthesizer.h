#pragma once

#include "core/speech/httpvoice.h"

namespace callscope::speech {

struct GoogleVoiceSettings
{
    QString provider = QStringLiteral("google"); ///< as configured, for logs and errors
    QUrl url { QStringLiteral("https://texttospeech.googleapis.com/v1") };
    base::Secret key {};
    QString voice {}; ///< empty, or named after another language than the one spoken: the language's default
    VoicePatience patience {};
};

/// The voices of Google Cloud over REST, which gives the sound of a text only as a whole.
class GoogleSynthesizer final : public HttpVoice
{
    Q_OBJECT

public:
    static constexpr bool sendsMuLaw = true;
    static constexpr bool streams = false;
    static constexpr bool speaksHebrew = true;
    static constexpr bool speaksEnglish = true;
    static constexpr Limits limits { .longestText = 5000, .measure = TextMeasure::Bytes };

    GoogleSynthesizer(QNetworkAccessManager &network, GoogleVoiceSettings settings);

private:
    base::Result<Order> orderFor(const QString &text, const QString &language) const override;
    std::unique_ptr<SoundBody> bodyToRead() const override;

    GoogleVoiceSettings m_settings;
};

} // namespace callscope::speech
