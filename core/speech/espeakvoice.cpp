#include "core/speech/espeakvoice.h"

#include "core/speech/espeaksynthesizer.h"

namespace callscope::speech {

EspeakVoice::EspeakVoice(std::optional<HebrewLexicon> lexicon)
    : m_thread(std::make_shared<EspeakThread>(std::move(lexicon)))
{ }

void EspeakVoice::prepareHebrew()
{
    QMetaObject::invokeMethod(
        &m_thread->engine(), [] { (void)HebrewLexicon::shipped(); }, Qt::QueuedConnection);
}

std::unique_ptr<Synthesizer> EspeakVoice::synthesizer()
{
    return std::make_unique<EspeakSynthesizer>(m_thread);
}

base::Result<QByteArray> EspeakVoice::synthesize(const QString &text, const QString &language)
{
    QByteArray sound;
    base::Outcome outcome = base::Done {};
    EspeakEngine *engine = &m_thread->engine();
    QMetaObject::invokeMethod(
        engine,
        [&] {
            outcome = engine->speak(text, language, [&sound](const QByteArray &mulaw) {
                sound += mulaw;
                return true;
            });
        },
        Qt::BlockingQueuedConnection);
    if (!outcome)
        return outcome.error();
    return sound;
}

} // namespace callscope::speech
