#pragma once

#include "core/simulate/callstreams.h"
#include "core/simulate/recording.h"
#include "core/simulate/twimlreader.h"

namespace callscope::simulate {

/// Follows TwiML verb by verb, as Twilio does on an answered call: prompts, streams, recordings, and the next document.
/// It owns prompts, recording and streams and lives on the thread of its call.
class TwimlRunner : public QObject
{
    Q_OBJECT

public:
    explicit TwimlRunner(const Surroundings &surroundings, QObject *parent = nullptr);

    /// Leaves what runs and goes on with the document at `url` (public, absolute).
    void fetch(const QByteArray &url, HttpMethod method, const net::FormFields &extra = {});
    /// Leaves what runs and goes on with a document that came inline through REST.
    void runInline(const QByteArray &document);
    /// The call is over: streams are stopped, nothing more is run.
    void hangUp();

    /// The next 20 ms at the caller's ear, µ-law.
    QByteArray playFrame();
    /// What the line brings from the caller in the same 20 ms; `ear` goes to those who stream the outbound track.
    void sendFrame(std::span<const media::Sample> line, const QByteArray &ear);
    void pressKey(QChar key);
    /// The connection of the stream that has the call breaks.
    void cutStream() { m_streams.cutConnect(); }

    /// A caller with nothing more to say may hang up: a stream or a pause runs, no prompt, no recording, no request.
    bool isConversing() const;
    const CallStreams &streams() const { return m_streams; }

Q_SIGNALS:
    /// The first document is there and does not begin with Reject.
    void answered();
    /// The document is at its end, hung up, or could not be followed.
    void finished(const QString &why);
    void streamEnded();

private:
    void takeAnswer(const WebhookAnswer &answer);
    void runDocument(const QByteArray &url, const QByteArray &document);
    void beginDocument(const QByteArray &url, std::vector<Verb> verbs);
    void leaveVerb();
    void runNext();
    void run(const Say &say);
    void run(const Play &play);
    void run(const Pause &pause);
    void run(const Record &record);
    void run(const Redirect &redirect);
    void run(const Hangup &hangup);
    void run(const Reject &reject);
    void run(const ConnectStream &connect);
    void run(const StartStream &start);
    void run(const StopStream &stop);

    void playThenNext(const QByteArray &sound, int loop);
    void fetchSound(const QByteArray &url, const std::function<void(const QByteArray &)> &play);
    bool checkAction(const QString &action);
    QByteArray absolute(const QString &reference) const;
    void finishRecording();
    void reportRecording(const Record &verb, const net::FormFields &kept);

    void endConnect(bool wasOpen);
    void takeFallback(const QString &whyNot);
    void finish(const QString &why);

    Surroundings m_around;
    QByteArray m_documentUrl {}; ///< empty for one that came inline
    std::vector<Verb> m_verbs {};
    std::size_t m_next = 0;
    int m_generation = 0; ///< answers to what an abandoned document asked are passed over
    bool m_answered = false, m_over = false, m_pausing = false;
    bool m_fallenBack = false; ///< Twilio asks the fallback once

    FarQueue m_prompt {};
    std::optional<Record> m_recordVerb {}; ///< also while its beep plays
    std::optional<Recording> m_recording {};
    std::optional<ConnectStream> m_connectVerb {};
    CallStreams m_streams;
};

} // namespace callscope::simulate
