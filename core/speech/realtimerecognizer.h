#pragma once

#include "core/base/secret.h"
#include "core/speech/recognizercapabilities.h"
#include "core/speech/streamingrecognizer.h"

#include <QSet>
#include <QStringList>

namespace callscope::speech {

struct RealtimeRecognizerSettings
{
    QString provider = QStringLiteral("openai-realtime"); ///< as configured, for errors
    QUrl url { QStringLiteral("wss://api.openai.com/v1/realtime") }; ///< without a path: /v1/realtime
    base::Secret key {};
    /// Of those that hear while the caller talks; "gpt-4o-transcribe" and "whisper-1" begin when an utterance is over.
    QString model = QStringLiteral("gpt-live-transcribe");
    QStringList languages { QStringLiteral("en-US") }; ///< BCP 47, first the call's; most models take only that one
    QString prompt {}; ///< what the call is about; empty: none
    std::chrono::milliseconds connectWithin { 3000 };
    std::chrono::milliseconds renewAfter { std::chrono::minutes(50) }; ///< OpenAI ends a session after an hour
};

/// Where its WebSocket is opened. OpenAI itself refuses a model in the address of a transcription session; who speaks
/// like it needs it there.
QUrl realtimeUrl(const RealtimeRecognizerSettings &settings);

/// OpenAI's Realtime API as an ear only: a transcription session without turn detection, in which each utterance is
/// committed when the local voice detector ends it. Results are keyed by item; `committed` says which item an utterance
/// is, in the order of the commits.
class RealtimeRecognizer final : public StreamingRecognizer
{
    Q_OBJECT

public:
    static constexpr RecognizerCapabilities capabilities { .takesMuLaw = true,
                                                           .streams = true,
                                                           .finaliseCommand = R"({"type":"input_audio_buffer.commit"})",
                                                           .hearsHebrew = true,
                                                           .hearsEnglish = true };

    explicit RealtimeRecognizer(const RealtimeRecognizerSettings &settings);

protected:
    void greet() override;
    void sendSound(const QByteArray &mulaw) override;
    void sendFinish(StreamedUtterance &utterance) override;
    void sendCancel(StreamedUtterance &utterance) override;
    void take(const QJsonObject &message) override;
    void forgetStream() override;

private:
    void takeCommitted(const QString &item);
    void takeDelta(const QString &item, const QString &delta);
    void takeCompleted(const QJsonObject &message);
    void takeError(const QJsonObject &error);
    void loseUtterance(StreamedUtterance *utterance, const QJsonObject &error);
    base::Error faultOf(const QJsonObject &error) const;
    StreamedUtterance *named(const QString &item);
    StreamedUtterance *unnamed();
    void send(const QString &type, QJsonObject members = {});

    RealtimeRecognizerSettings m_settings;
    QSet<QString> m_dropped {}; ///< items of cancelled utterances
    int m_clearing = 0; ///< clears that are not answered: what has no name yet is of what they clear
};

} // namespace callscope::speech
