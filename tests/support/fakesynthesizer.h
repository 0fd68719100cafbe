#pragma once

#include "core/media/mulaw.h"
#include "core/speech/synthesizer.h"

#include <cmath>
#include <memory>
#include <numbers>

namespace callscope::tests {

/// A voice of pure tone: 60 ms of it for each character of the sentence, so that tests can tell lengths and find it
/// again.
class FakeSynthesizer final : public speech::Synthesizer
{
    Q_OBJECT

public:
    struct Script
    {
        bool fails = false;
        bool silent = false; ///< never answers
        double hertz = 440, rms = 2500;
        QStringList spoken;
        int cancelled = 0;
    };

    explicit FakeSynthesizer(std::shared_ptr<Script> script)
        : m_script(std::move(script))
    { }

    static std::chrono::milliseconds lengthOf(const QString &text)
    {
        return std::chrono::milliseconds(60 * text.size());
    }

    QString provider() const override { return QStringLiteral("tone"); }

    void speak(int request, const QString &text, const QString &) override
    {
        m_script->spoken << text;
        if (m_script->silent)
            return;
        QMetaObject::invokeMethod(
            this,
            [this, request, text, generation = m_generation] {
                if (generation == m_generation)
                    answer(request, text);
            },
            Qt::QueuedConnection);
    }

    void cancel() override
    {
        ++m_script->cancelled;
        ++m_generation;
    }

private:
    void answer(int request, const QString &text)
    {
        if (m_script->fails) {
            Q_EMIT failed(request, { base::ErrorCode::Unavailable, QStringLiteral("scripted failure") });
            return;
        }
        Q_EMIT audioReady(request, tone(media::samplesIn(lengthOf(text))));
        Q_EMIT finished(request);
    }

    QByteArray tone(std::int64_t count) const
    {
        media::Samples samples(static_cast<size_t>(count));
        for (size_t i = 0; i < samples.size(); ++i) {
            const double phase = 2 * std::numbers::pi * m_script->hertz * static_cast<double>(i) / media::sampleRate;
            samples[i] = static_cast<media::Sample>(m_script->rms * std::numbers::sqrt2 * std::sin(phase));
        }
        return media::encodeMuLaw(samples);
    }

    std::shared_ptr<Script> m_script;
    int m_generation = 0;
};

} // namespace callscope::tests
