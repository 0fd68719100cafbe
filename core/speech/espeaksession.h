#pragma once

#include "core/speech/espeakengine.h"

#include <atomic>
#include <memory>

namespace callscope::speech {

/// The far end of one EspeakSynthesizer; lives on the voice's thread and holds nothing but its way back to the call.
class EspeakSession : public QObject
{
    Q_OBJECT

public:
    /// Set by the call when it no longer wants the sound.
    using Abandoned = std::shared_ptr<std::atomic_bool>;

    explicit EspeakSession(EspeakEngine *engine);

    /// Ends with `done` or `lost`, also when abandoned.
    void speak(quint64 job, const QString &text, const QString &language, const Abandoned &abandoned);

Q_SIGNALS:
    void spoke(quint64 job, const QByteArray &mulaw);
    void done(quint64 job);
    void lost(quint64 job, const callscope::base::Error &error);

private:
    EspeakEngine *m_engine;
};

} // namespace callscope::speech
