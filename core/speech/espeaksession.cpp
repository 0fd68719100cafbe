#include "core/speech/espeaksession.h"

namespace callscope::speech {

EspeakSession::EspeakSession(EspeakEngine *engine)
    : m_engine(engine)
{ }

void EspeakSession::speak(quint64 job, const QString &text, const QString &language, const Abandoned &abandoned)
{
    const auto pass = [this, job, &abandoned](const QByteArray &mulaw) {
        if (*abandoned)
            return false;
        Q_EMIT spoke(job, mulaw);
        return true;
    };
    const base::Outcome outcome = *abandoned ? base::Outcome(base::Done {}) : m_engine->speak(text, language, pass);
    if (outcome)
        Q_EMIT done(job);
    else
        Q_EMIT lost(job, outcome.error());
}

} // namespace callscope::speech
