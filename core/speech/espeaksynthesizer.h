#pragma once

#include "core/speech/espeaksession.h"
#include "core/speech/espeakthread.h"
#include "core/speech/synthesizer.h"

#include <deque>
#include <memory>

namespace callscope::speech {

/// The embedded voice of one call: it owns the call's waiting sentences and lives on the call's thread. Only one of
/// them at a time is with the voice's thread, so that calls take turns sentence by sentence.
class EspeakSynthesizer final : public Synthesizer
{
    Q_OBJECT

public:
    explicit EspeakSynthesizer(std::shared_ptr<EspeakThread> thread);
    ~EspeakSynthesizer() override;

    QString provider() const override;
    void speak(int request, const QString &text, const QString &language) override;
    void cancel() override;

private:
    struct Waiting
    {
        int request;
        QString text;
        QString language;
    };
    void next();
    void onSpoke(quint64 job, const QByteArray &mulaw);
    void onDone(quint64 job);
    void onLost(quint64 job, const base::Error &error);

    std::shared_ptr<EspeakThread> m_thread;
    EspeakSession *m_session; ///< deleted on its own thread
    std::deque<Waiting> m_waiting {}; ///< the first one is being spoken
    EspeakSession::Abandoned m_abandoned {}; ///< of the sentence being spoken; null: none is
    quint64 m_job = 0; ///< counts sentences, so that sound of a cancelled one is told from the next one's
};

} // namespace callscope::speech
