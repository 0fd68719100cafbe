#pragma once

#include "core/speech/decodingthread.h"
#include "core/speech/recognizer.h"

#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace callscope::speech {

class PocketSphinxSession;

/// The embedded ear of one call: it owns the sound that waits to be decoded and lives on the call's thread; decoding is
/// done by its session on a decoding thread. English only. Partials are what free speech heard, also with a grammar.
class PocketSphinxRecognizer final : public Recognizer
{
    Q_OBJECT

public:
    PocketSphinxRecognizer(std::shared_ptr<DecodingThread> thread, std::chrono::milliseconds longestBacklog);
    ~PocketSphinxRecognizer() override;

    QString provider() const override;
    void useGrammar(const QByteArray &jsgf) override;
    void begin(int utterance) override;
    void feed(std::span<const qint16> samples) override;
    /// Not decoded `longestBacklog` later, the utterance fails as Overloaded.
    void finish() override;
    void cancel() override;

Q_SIGNALS:
    /// The grammar of `useGrammar` cannot be used; the call goes on with free speech.
    void grammarRefused(const callscope::base::Error &error);

private:
    enum class State { Idle, Listening, Finishing };

    void send();
    void onTaken(quint64 job, const QString &news);
    void onUnderstood(quint64 job, const Transcript &transcript);
    void onLost(quint64 job, const base::Error &error);
    void overload();
    void stop();

    std::shared_ptr<DecodingThread> m_thread;
    std::chrono::milliseconds m_longestBacklog;
    PocketSphinxSession *m_session; ///< deleted on its own thread
    QTimer m_patience {};
    State m_state = State::Idle;
    int m_utterance = 0;
    quint64 m_job = 0; ///< counts utterances, so that answers to a cancelled one are told from those to the next
    std::vector<qint16> m_waiting {};
    qsizetype m_decoding = 0; ///< samples of the piece that the session has
    bool m_isDecoding = false;
};

} // namespace callscope::speech
