#include "core/speech/promptsynthesizer.h"

#include <QPointer>

namespace callscope::speech {

void PromptSynthesizer::speak(int request, const QString &text, const QString &)
{
    QMetaObject::invokeMethod(
        this,
        [this, request, text, generation = m_generation] {
            if (generation == m_generation)
                play(request, text);
        },
        Qt::QueuedConnection);
}

void PromptSynthesizer::play(int request, const QString &text)
{
    const std::optional<QByteArray> sound = m_prompts->soundOf(text);
    if (!sound) {
        Q_EMIT failed(request,
                      { base::ErrorCode::NotFound,
                        QStringLiteral("%1 has no recording of this sentence.").arg(m_provider), text });
        return;
    }
    const QPointer<PromptSynthesizer> alive(this); // who hears it may cancel, or let go of the voice
    const int generation = m_generation;
    Q_EMIT audioReady(request, *sound);
    if (alive && generation == m_generation)
        Q_EMIT finished(request);
}

} // namespace callscope::speech
