#pragma once

#include "core/base/secret.h"
#include "core/provider/clientsocket.h"
#include "core/speech/remotevoice.h"

#include <QTimer>

#include <map>
#include <memory>

class QJsonObject;

namespace callscope::speech {

struct SonioxVoiceSettings
{
    QString provider = QStringLiteral("soniox"); ///< as configured, for logs and errors
    QUrl url { QStringLiteral("wss://tts-rt.soniox.com/tts-websocket") };
    base::Secret key {};
    QString model = QStringLiteral("tts-rt-v2");
    QString voice = QStringLiteral("Maya"); ///< speaks every language
    std::chrono::milliseconds connectWithin { 3000 };
    std::chrono::milliseconds firstSoundWithin { 4000 }; ///< from a text to its first sound
    std::chrono::milliseconds idleWithin { 10000 }; ///< between two pieces of sound
    std::chrono::milliseconds keepAliveEvery { 10000 }; ///< the service hangs up after 20 s
};

/// The voices of Soniox over a WebSocket that stays open during the call: a stream of its own for each text. It owns
/// the socket and lives on the call's thread.
class SonioxSynthesizer final : public RemoteVoice
{
    Q_OBJECT

public:
    static constexpr bool sendsMuLaw = true;
    static constexpr bool streams = true;
    static constexpr bool speaksHebrew = true;
    static constexpr bool speaksEnglish = true;
    /// A stream may last two minutes, and a text of that length takes some eighty seconds.
    static constexpr Limits limits { .longestText = 1200 };
    /// What an account has by default, over all its sockets.
    static constexpr std::size_t mostStreams = 3;

    explicit SonioxSynthesizer(SonioxVoiceSettings settings);

    void warmUp() override;
    void speak(int request, const QString &text, const QString &language) override;
    void cancel() override;

private:
    void begin(const Piece &piece) override;
    /// A stream whose text is whole cannot be stopped: what it still sends is not taken.
    void abandon(quint64) override { }
    bool hasRoom() const override;
    void read(const QByteArray &message);
    void hear(quint64 number, const QJsonObject &message);
    void stop(quint64 number, const base::Error &error);
    void lose(const base::Error &error);
    void send(const QJsonObject &message);

    SonioxVoiceSettings m_settings;
    provider::ClientSocket m_socket;
    QTimer m_keepAlive {};
    /// The streams that the service has not ended, also those that nobody wants any more: they count for it. Each with
    /// the timer of its silence.
    std::map<quint64, std::unique_ptr<QTimer>> m_streams {};
    bool m_isProved = false; ///< the socket has carried a whole text: when it drops, another one may do so too
};

} // namespace callscope::speech
