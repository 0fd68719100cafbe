#pragma once

#include "core/speech/prompts.h"
#include "core/speech/synthesizer.h"

namespace callscope::speech {

/// Plays recorded prompts to one call, whose thread it lives on. A sentence that nobody has recorded fails with
/// NotFound at once, so that the next voice can speak it: that is no fault of the prompts.
class PromptSynthesizer final : public Synthesizer
{
    Q_OBJECT

public:
    PromptSynthesizer(QString provider, std::shared_ptr<const Prompts> prompts)
        : m_provider(std::move(provider))
        , m_prompts(std::move(prompts))
    { }

    QString provider() const override { return m_provider; }
    /// The language does not matter: the text is the prompt's or it is not.
    void speak(int request, const QString &text, const QString &language) override;
    void cancel() override { ++m_generation; }

private:
    void play(int request, const QString &text);

    QString m_provider;
    std::shared_ptr<const Prompts> m_prompts;
    int m_generation = 0; ///< counts cancellations
};

} // namespace callscope::speech
