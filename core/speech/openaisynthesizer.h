#pragma once

#include "core/speech/httpvoice.h"

namespace callscope::speech {

struct OpenAiVoiceSettings
{
    QString provider = QStringLiteral("openai"); ///< as configured, for logs and errors
    QUrl url { QStringLiteral("https://api.openai.com/v1") };
    base::Secret key {}; ///< empty: none is sent, as servers of one's own want it
    QString model = QStringLiteral("gpt-4o-mini-tts");
    QString voice = QStringLiteral("marin");
    /// Of the PCM that comes, Hz; over 0 it is asked for too, which speaches knows and OpenAI refuses. 0: 24000.
    int sampleRate = 0;
    VoicePatience patience {};
};

/// The voices behind `/v1/audio/speech`: OpenAI's, and those of servers that speak like it (speaches with Piper and
/// Kokoro). Raw PCM comes as a stream and is brought to the telephone's rate here.
class OpenAiSynthesizer final : public HttpVoice
{
    Q_OBJECT

public:
    static constexpr bool sendsMuLaw = false;
    static constexpr bool streams = true;
    static constexpr bool speaksHebrew = true;
    static constexpr bool speaksEnglish = true;
    static constexpr int defaultRate = 24000;
    static constexpr Limits limits { .longestText = 4096 };

    OpenAiSynthesizer(QNetworkAccessManager &network, OpenAiVoiceSettings settings);

private:
    base::Result<Order> orderFor(const QString &text, const QString &language) const override;
    std::unique_ptr<SoundBody> bodyToRead() const override;

    OpenAiVoiceSettings m_settings;
};

} // namespace callscope::speech
