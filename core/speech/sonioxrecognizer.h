#pragma once

#include "core/base/secret.h"
#include "core/speech/recognizercapabilities.h"
#include "core/speech/streamingrecognizer.h"

#include <QStringList>

namespace callscope::speech {

struct SonioxSettings
{
    QString provider = QStringLiteral("soniox"); ///< as configured, for errors
    QUrl url { QStringLiteral("wss://stt-rt.soniox.com/transcribe-websocket") }; ///< without a path: that one
    base::Secret key {};
    QString model = QStringLiteral("stt-rt-v5");
    QStringList languages { QStringLiteral("he-IL"),
                            QStringLiteral("en-US") }; ///< BCP 47; likely ones, first the call's
    QStringList terms {}; ///< words that callers are likely to say
    std::chrono::milliseconds trailingSilence { 450 }; ///< that an utterance ends with
    std::chrono::milliseconds connectWithin { 3000 };
    std::chrono::milliseconds keepAliveAfter { 6000 }; ///< Soniox hangs up after 20 s without a word
};

/// Soniox' streaming speech-to-text: several languages in one connection. Tokens say which stretch of the connection's
/// sound they are of; `<fin>` answers each finalize, in order.
class SonioxRecognizer final : public StreamingRecognizer
{
    Q_OBJECT

public:
    static constexpr RecognizerCapabilities capabilities { .takesMuLaw = true,
                                                           .streams = true,
                                                           .finaliseCommand = R"({"type":"finalize"})",
                                                           .hearsHebrew = true,
                                                           .hearsEnglish = true,
                                                           .mixesLanguages = true };

    explicit SonioxRecognizer(const SonioxSettings &settings);

protected:
    void greet() override;
    void sendSound(const QByteArray &mulaw) override;
    void sendFinish(StreamedUtterance &utterance) override;
    void keepAlive() override;
    void take(const QJsonObject &message) override;

private:
    void takeToken(const QJsonObject &token);
    StreamedUtterance *utteranceOf(const QJsonObject &token);
    bool completeOldest();
    void completeUntil(qint64 heard);

    SonioxSettings m_settings;
};

} // namespace callscope::speech
