#pragma once

#include "core/media/mulaw.h"
#include "core/speech/deepgramrecognizer.h"
#include "core/speech/realtimerecognizer.h"
#include "core/speech/sonioxrecognizer.h"
#include "tests/core/speech/recognizerresults.h"
#include "tests/support/deepgramserver.h"
#include "tests/support/realtimetranscriptionserver.h"
#include "tests/support/sonioxserver.h"

#include <QTest>

#include <cmath>
#include <memory>

namespace callscope::tests {

inline const QByteArray goodKey = "s3cret-key";

/// A tone: sound of which every sample is different enough to be told from the next.
inline media::Samples toneOf(std::chrono::milliseconds length, double step = 0.1)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<media::Sample>(8000 * std::sin(static_cast<double>(i) * step));
    return samples;
}

inline void say(speech::Recognizer &ear, int utterance, const media::Samples &sound)
{
    ear.begin(utterance);
    feedFrames(ear, sound);
    ear.finish();
}

/// One of the ears that stream, at its service.
struct StreamingRig
{
    virtual ~StreamingRig() = default;
    virtual ScriptedSocket &socket() = 0;
    virtual speech::Recognizer &ear() = 0;
    /// What the service answers the next utterance with.
    virtual void willSay(const QString &text) = 0;
    /// µ-law of all utterances that it has.
    virtual QByteArray heard() const = 0;
    /// Utterances it has been told to finish.
    virtual int finished() const = 0;
    /// From now on it answers when it is told to.
    virtual void holdAnswers() = 0;
    virtual void answerOldest(const QString &text) = 0;
    /// The oldest gets no answer at all, as happens where there is next to no sound.
    virtual void passOverOldest() = 0;
};

/// Of a service that is told to finalise.
template <typename Server, typename Ear, typename Settings>
struct FinalizingRig : StreamingRig
{
    FinalizingRig(const QByteArray &key, std::chrono::milliseconds keepAlive, Settings settings = {})
        : recognizer(at(server.socket.url(), key, keepAlive, std::move(settings)))
        , results(recognizer)
    { }
    static Settings at(const QUrl &url, const QByteArray &key, std::chrono::milliseconds keepAlive, Settings settings)
    {
        settings.url = url;
        settings.key = base::Secret(key);
        settings.keepAliveAfter = keepAlive;
        return settings;
    }
    ScriptedSocket &socket() override { return server.socket; }
    speech::Recognizer &ear() override { return recognizer; }
    void willSay(const QString &text) override { server.finals.enqueue(text); }
    QByteArray heard() const override { return server.socket.binary(); }
    int finished() const override { return server.finalizes(); }
    void holdAnswers() override { server.answersFinalize = false; }
    void answerOldest(const QString &text) override { server.sendFinalized(text); }
    void passOverOldest() override { server.passOverFinalize(); }

    Server server { goodKey };
    Ear recognizer;
    RecognizerResults results;
};

struct DeepgramRig final : FinalizingRig<DeepgramServer, speech::DeepgramRecognizer, speech::DeepgramSettings>
{
    explicit DeepgramRig(const QByteArray &key = goodKey, std::chrono::milliseconds keepAlive = std::chrono::seconds(4))
        : FinalizingRig(key, keepAlive, { .key = {}, .language = QStringLiteral("he-IL") })
    { }
};

struct SonioxRig final : FinalizingRig<SonioxServer, speech::SonioxRecognizer, speech::SonioxSettings>
{
    explicit SonioxRig(const QByteArray &key = goodKey, std::chrono::milliseconds keepAlive = std::chrono::seconds(6))
        : FinalizingRig(key, keepAlive)
    { }
};

struct RealtimeRig final : StreamingRig
{
    explicit RealtimeRig(const QByteArray &key = goodKey,
                         std::chrono::milliseconds renewAfter = std::chrono::minutes(50))
        : recognizer({ .url = server.socket.url(),
                       .key = base::Secret(key),
                       .languages = { QStringLiteral("he-IL") },
                       .renewAfter = renewAfter })
        , results(recognizer)
    { }
    ScriptedSocket &socket() override { return server.socket; }
    speech::Recognizer &ear() override { return recognizer; }
    void willSay(const QString &text) override { server.finals.enqueue(text); }
    QByteArray heard() const override { return server.committed().join() + server.buffered(); }
    int finished() const override { return static_cast<int>(server.committed().size()); }
    void holdAnswers() override { server.answersCommits = false; }
    void answerOldest(const QString &text) override { server.complete(server.committedItem(++answered), text); }
    void passOverOldest() override { ++answered; }

    int answered = 0;
    RealtimeTranscriptionServer server { goodKey };
    speech::RealtimeRecognizer recognizer;
    RecognizerResults results;
};

inline std::unique_ptr<StreamingRig> makeRig(const QByteArray &service, const QByteArray &key = goodKey)
{
    if (service == "deepgram")
        return std::make_unique<DeepgramRig>(key);
    if (service == "soniox")
        return std::make_unique<SonioxRig>(key);
    return std::make_unique<RealtimeRig>(key);
}

} // namespace callscope::tests
