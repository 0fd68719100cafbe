#pragma once

#include "core/speech/decodingthread.h"
#include "core/speech/recognizer.h"

#include <chrono>
#include <deque>
#include <memory>
#include <vector>

namespace callscope::speech {

class PocketSphinxSession;

/// The embedded ear of one call: it owns the utterances that are not yet answered, with the sound of them that waits to
/// be decoded, and lives on the call's thread; decoding is done by its session on a decoding thread, one utterance
/// after the other. English only. Partials are what free speech heard, also with a grammar.
class PocketSphinxRecognizer final : public Recognizer
{
    Q_OBJECT

public:
    PocketSphinxRecognizer(std::shared_ptr<DecodingThread> thread, std::chrono::milliseconds longestBacklog);
    ~PocketSphinxRecognizer() override;

    QString provider() const override;
    void useGrammar(const QByteArray &jsgf) override;
    void begin(int utterance) override;
    /// With more than `longestBacklog` of it not yet decoded, the utterance fails as Overloaded.
    void feed(std::span<const qint16> samples) override;
    /// Not decoded `longestBacklog` later, the utterance fails as Overloaded.
    void finish() override;
    void cancel() override;

Q_SIGNALS:
    /// The grammar of `useGrammar` cannot be used; the call goes on with free speech.
    void grammarRefused(const callscope::base::Error &error);

private:
    struct Utterance
    {
        int number = 0;
        quint64 job = 0;
        QByteArray grammar;
        std::vector<qint16> waiting {};
        bool isFinished = false;
        bool isLost = false; ///< its `failed` is on the way
    };
    using Utterances = std::deque<Utterance>;

    Utterance *running();
    Utterances::iterator find(quint64 job);
    bool isDecoded(quint64 job) const;
    void send();
    void drop(Utterances::iterator utterance);
    void remove(Utterances::iterator utterance);
    void onTaken(quint64 job, const QString &news);
    void onUnderstood(quint64 job, const Transcript &transcript);
    void onLost(quint64 job, const base::Error &error);
    std::chrono::milliseconds backlogOf(const Utterance &utterance) const;
    void overload(quint64 job);
    void tellLost(quint64 job, const base::Error &error);

    std::shared_ptr<DecodingThread> m_thread;
    std::chrono::milliseconds m_longestBacklog;
    PocketSphinxSession *m_session; ///< deleted on its own thread
    QByteArray m_grammar {}; ///< for the utterances that begin from now on
    QByteArray m_sessionGrammar {};
    Utterances m_utterances {}; ///< the first is decoded; all but the last are finished
    quint64 m_job = 0; ///< counts utterances, so that answers to a cancelled one are told from those to the next
    qsizetype m_decoding = 0; ///< samples of the first utterance that the session has
    bool m_isDecoding = false;
};

} // namespace callscope::speech
