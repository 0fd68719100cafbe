#pragma once

#include "core/speech/recognizer.h"

#include <QQueue>

namespace callscope::tests {

/// An ear that understands what the test says it will: one scripted text for each utterance, a partial after a quarter
/// of a second of sound. It keeps what it was fed.
class FakeRecognizer final : public speech::Recognizer
{
    Q_OBJECT

public:
    struct Script
    {
        QQueue<QString> texts; ///< one for each utterance; empty queue: nothing is understood
        QString language = QStringLiteral("en-US");
        bool silent = false; ///< never answers
        bool fails = false;
        int begun = 0, finished = 0, cancelled = 0;
        qsizetype fedSamples = 0; ///< of the running or last utterance
        QByteArray grammar;
    };

    explicit FakeRecognizer(std::shared_ptr<Script> script)
        : m_script(std::move(script))
    { }

    QString provider() const override { return QStringLiteral("scripted"); }
    void useGrammar(const QByteArray &jsgf) override { m_script->grammar = jsgf; }

    void begin(int utterance) override
    {
        ++m_script->begun;
        m_script->fedSamples = 0;
        m_utterance = utterance;
        m_partialTold = false;
    }

    void feed(std::span<const qint16> samples) override
    {
        m_script->fedSamples += std::ssize(samples);
        if (m_partialTold || m_script->fedSamples < 2000 || m_script->texts.isEmpty() || m_script->silent)
            return;
        m_partialTold = true;
        const speech::Transcript partial { m_script->texts.head().section(QLatin1Char(' '), 0, 0), m_script->language };
        later([this, utterance = m_utterance, partial] { Q_EMIT partialReady(utterance, partial); });
    }

    void finish() override
    {
        ++m_script->finished;
        if (m_script->silent)
            return;
        const QString text = m_script->texts.isEmpty() ? QString() : m_script->texts.dequeue();
        later([this, utterance = m_utterance, text] {
            if (m_script->fails)
                Q_EMIT failed(utterance, { base::ErrorCode::Overloaded, QStringLiteral("scripted failure") });
            else
                Q_EMIT finalReady(utterance, { text, m_script->language, 0.9 });
        });
    }

    void cancel() override { ++m_script->cancelled; }

private:
    template <typename Task>
    void later(Task task)
    {
        QMetaObject::invokeMethod(this, task, Qt::QueuedConnection);
    }

    std::shared_ptr<Script> m_script;
    int m_utterance = 0;
    bool m_partialTold = false;
};

} // namespace callscope::tests
