#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/media/resampler.h"
#include "core/provider/streamedreply.h"
#include "core/speech/recognizer.h"
#include "core/speech/recognizercapabilities.h"

#include <QElapsedTimer>
#include <QUrl>

#include <list>
#include <memory>

namespace callscope::speech {

struct TranscriptionSettings
{
    QString provider = QStringLiteral("openai"); ///< as configured, for errors
    /// Base URL; "/audio/transcriptions" is added unless it, or whisper.cpp's "/inference", stands there.
    QUrl url { QStringLiteral("https://api.openai.com/v1") };
    base::Secret key {}; ///< empty: no Authorization is sent
    QString model = QStringLiteral("whisper-1"); ///< empty: the server has but one
    QString language = QStringLiteral("en-US"); ///< BCP 47; always sent: servers suppose English, or guess
    QString prompt {}; ///< what the call is about; empty: none
    std::chrono::milliseconds answerWithin { 10000 };
    std::chrono::milliseconds quickAnswer { 1500 }; ///< after a partial that took longer, no more in its utterance
};

/// Speech-to-text over HTTP as OpenAI has it (`/v1/audio/transcriptions`), also of whisper.cpp, speaches and those who
/// serve ivrit.ai's models: an utterance is sent whole when it is over, as a 16 kHz WAV. Its partials are answers to
/// what has been said so far, as long as the server is quick. Cancelled, a request is given up. What Whisper makes of
/// silence ("Thank you for watching") is dropped. `network` must outlive it. Lives on the call's thread.
class TranscriptionRecognizer final : public Recognizer
{
    Q_OBJECT

public:
    static constexpr RecognizerCapabilities capabilities { .hearsHebrew = true, .hearsEnglish = true };

    // When a running utterance is asked for, in times of sound.
    static constexpr std::chrono::milliseconds soundBeforePartial { 1000 };
    static constexpr std::chrono::milliseconds soundBetweenPartials { 1200 };
    static constexpr int mostPartials = 8;

    static constexpr std::chrono::milliseconds shortestSpeech { 300 }; ///< what is shorter is not worth a request
    static constexpr std::chrono::milliseconds shortestSent { 1100 }; ///< Whisper needs that much: the rest is silence
    static constexpr std::chrono::milliseconds longestSpeech { 120000 };

    TranscriptionRecognizer(QNetworkAccessManager &network, const TranscriptionSettings &settings);

    QString provider() const override { return m_settings.provider; }
    /// Free speech only.
    void useGrammar(const QByteArray &) override { }
    void warmUp() override;
    void begin(int utterance) override;
    void feed(std::span<const qint16> samples) override;
    void finish() override;
    void cancel() override;

private:
    struct Utterance
    {
        int number = 0;
        media::Resampler widener { media::sampleRate, 16000 };
        media::Samples wide {}; ///< 16 kHz
        qsizetype heard = 0, heardAtPartial = 0; ///< samples of 8 kHz
        double loudest = 0; ///< RMS of the loudest frame
        int partials = 0;
        bool isFinished = false;
        bool isSlow = false; ///< an answer took too long, or did not come: no more partials
        bool isOver = false; ///< its end is on the way
        QElapsedTimer asked {};
        QByteArray answer {};
        std::unique_ptr<provider::StreamedReply> reply {};
    };

    Utterance *running();
    Utterance *numbered(int utterance);
    bool wantsPartial(const Utterance &utterance) const;
    void askForPartial(int number);
    void ask(Utterance &utterance);
    void takeAnswer(int number);
    void takeFailure(int number, const base::Error &error);
    void end(int number, const base::Result<Transcript> &result);
    void endLater(Utterance &utterance, const base::Result<Transcript> &result);

    QNetworkAccessManager &m_network;
    TranscriptionSettings m_settings;
    QUrl m_url;
    std::list<std::unique_ptr<Utterance>> m_utterances {}; ///< the last may be running
};

} // namespace callscope::speech
