#pragma once

#include "core/speech/decoderpool.h"
#include "core/speech/hearing.h"

namespace callscope::speech {

/// The far end of one PocketSphinxRecognizer: it owns the utterance that is decoded for one call and lives on a
/// decoding thread. It is given one piece of sound at a time and says when it has taken it, so that no queue grows
/// here.
class PocketSphinxSession : public QObject
{
    Q_OBJECT

public:
    explicit PocketSphinxSession(DecoderPool *pool);
    ~PocketSphinxSession() override;

    /// For the utterances after the running one; empty: free speech.
    void useGrammar(const QByteArray &jsgf);
    /// A new `job` begins an utterance. Each piece ends with `taken`, `understood` (after the last one) or `lost`.
    void hear(quint64 job, const std::vector<qint16> &samples, bool last);
    void drop();

Q_SIGNALS:
    void taken(quint64 job, const QString &news);
    void understood(quint64 job, const callscope::speech::Transcript &transcript);
    void lost(quint64 job, const callscope::base::Error &error);
    void grammarRefused(const callscope::base::Error &error);

private:
    bool start();
    std::unique_ptr<PocketSphinxDecoder> grammarDecoder();
    void decode(const std::vector<qint16> &samples, bool last);

    DecoderPool *m_pool;
    QByteArray m_grammar {};
    quint64 m_job = 0;
    std::optional<Hearing> m_hearing {};
};

} // namespace callscope::speech
