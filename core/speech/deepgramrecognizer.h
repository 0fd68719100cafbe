#pragma once

#include "core/base/secret.h"
#include "core/speech/recognizercapabilities.h"
#include "core/speech/streamingrecognizer.h"

#include <QStringList>

namespace callscope::speech {

struct DeepgramSettings
{
    QString provider = QStringLiteral("deepgram"); ///< as configured, for errors
    QUrl url { QStringLiteral("wss://api.deepgram.com/v1/listen") }; ///< without a path: /v1/listen
    base::Secret key {};
    QString model = QStringLiteral("nova-3");
    QString language = QStringLiteral("en-US"); ///< BCP 47; one in a connection
    QStringList keyterms {}; ///< words that callers are likely to say
    std::chrono::milliseconds connectWithin { 3000 };
    std::chrono::milliseconds keepAliveAfter { 4000 }; ///< Deepgram hangs up after 10 s without a word
};

/// Deepgram's streaming speech-to-text (`/v1/listen`). A result says which stretch of the connection's sound it is of,
/// and by that it is known whose it is: Deepgram does not answer every Finalize.
class DeepgramRecognizer final : public StreamingRecognizer
{
    Q_OBJECT

public:
    static constexpr RecognizerCapabilities capabilities { .takesMuLaw = true,
                                                           .streams = true,
                                                           .finaliseCommand = R"({"type":"Finalize"})",
                                                           .hearsHebrew = true,
                                                           .hearsEnglish = true };

    explicit DeepgramRecognizer(const DeepgramSettings &settings);

protected:
    void sendSound(const QByteArray &mulaw) override;
    void sendFinish(StreamedUtterance &utterance) override;
    /// What is left of it must not run into the next.
    void sendCancel(StreamedUtterance &utterance) override;
    void keepAlive() override;
    void take(const QJsonObject &message) override;

private:
    void takeResult(const QJsonObject &result);
    void completeBefore(const StreamedUtterance &later);
};

} // namespace callscope::speech
