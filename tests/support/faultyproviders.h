#pragma once

#include "core/agent/agent.h"
#include "core/media/mulaw.h"
#include "core/speech/recognizer.h"
#include "core/speech/synthesizer.h"

#include <QString>

/// Ears, voices and minds that fail where a test says they do, and work there else.
namespace callscope::tests {

struct Fault
{
    enum class Point {
        None, ///< works
        AtOnce, ///< with the first thing asked of it
        InTheMiddle, ///< of the utterance, with a partial told; after half the sentence's sound; after one sentence
        AtTheEnd, ///< when all that was missing is its end
        StallsAtOnce, ///< tells nothing, ever
        StallsInTheMiddle, ///< tells what InTheMiddle tells, then nothing
    };
    Point point = Point::None;
    base::ErrorCode code = base::ErrorCode::Unavailable;
    int times = 1'000'000; ///< it fails so often, then it works

    /// Whoever is asked once more tells by this how to answer.
    Point next() { return times-- > 0 ? point : Point::None; }
    base::Error error() const { return { code, QStringLiteral("scripted fault"), {} }; }
};

/// Hears "words of NAME".
class FaultyRecognizer final : public speech::Recognizer
{
    Q_OBJECT

public:
    FaultyRecognizer(QString name, Fault fault)
        : m_name(std::move(name))
        , m_fault(fault)
    { }

    QString provider() const override { return m_name; }
    void useGrammar(const QByteArray &) override { }

    void begin(int utterance) override
    {
        m_utterance = utterance;
        m_isOver = m_hasPartial = false;
        m_fed = 0;
        m_point = m_fault.next();
        if (m_point == Fault::Point::AtOnce)
            fail();
    }

    void feed(std::span<const qint16> samples) override
    {
        m_fed += std::ssize(samples);
        if (m_isOver || m_hasPartial || m_fed < 4000 || m_point == Fault::Point::StallsAtOnce)
            return;
        m_hasPartial = true;
        later([this, utterance = m_utterance] {
            Q_EMIT partialReady(utterance, { QStringLiteral("words"), QStringLiteral("en-US") });
        });
        if (m_point == Fault::Point::InTheMiddle)
            fail();
    }

    void finish() override
    {
        using enum Fault::Point;
        if (m_isOver || m_point == StallsAtOnce || m_point == StallsInTheMiddle)
            return;
        if (m_point == AtTheEnd)
            return fail();
        later([this, utterance = m_utterance] {
            Q_EMIT finalReady(utterance, { QStringLiteral("words of ") + m_name, QStringLiteral("en-US"), 0.9 });
        });
    }

    void cancel() override { m_isOver = true; }

private:
    template <typename Task>
    void later(Task task)
    {
        QMetaObject::invokeMethod(this, task, Qt::QueuedConnection);
    }
    void fail()
    {
        m_isOver = true;
        later([this, utterance = m_utterance] { Q_EMIT failed(utterance, m_fault.error()); });
    }

    QString m_name;
    Fault m_fault;
    Fault::Point m_point = Fault::Point::None; ///< of this utterance
    int m_utterance = 0;
    qsizetype m_fed = 0;
    bool m_isOver = false, m_hasPartial = false;
};

/// Speaks each sentence as a second of sound, in ten pieces.
class FaultySynthesizer final : public speech::Synthesizer
{
    Q_OBJECT

public:
    FaultySynthesizer(QString name, Fault fault)
        : m_name(std::move(name))
        , m_fault(fault)
    { }

    QString provider() const override { return m_name; }

    void speak(int request, const QString &, const QString &) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, request, generation = m_generation] {
                if (generation == m_generation)
                    answer(request);
            },
            Qt::QueuedConnection);
    }

    void cancel() override { ++m_generation; }

private:
    static constexpr int pieces = 10;

    void answer(int request)
    {
        using enum Fault::Point;
        const Fault::Point point = m_fault.next();
        if (point == StallsAtOnce)
            return;
        const bool tellsHalf = point == InTheMiddle || point == StallsInTheMiddle;
        const int told = point == AtOnce ? 0 : tellsHalf ? pieces / 2 : pieces;
        for (int piece = 0; piece < told; ++piece)
            Q_EMIT audioReady(request, QByteArray(800, '\x20'));
        if (point == None)
            Q_EMIT finished(request);
        else if (point != StallsInTheMiddle)
            Q_EMIT failed(request, m_fault.error());
    }

    QString m_name;
    Fault m_fault;
    int m_generation = 0;
};

/// Answers with two sentences, and greets with none.
class FaultyAgent final : public agent::Agent
{
    Q_OBJECT

public:
    FaultyAgent(QString name, Fault fault)
        : m_name(std::move(name))
        , m_fault(fault)
    { }

    QString provider() const override { return m_name; }
    void greet(int turn) override { Q_EMIT replied(turn); }
    void press(int turn, QChar) override { answer(turn); }
    void hear(int turn, const agent::Utterance &) override { answer(turn); }
    void interrupted(int, const agent::Heard &) override { }

private:
    void answer(int turn)
    {
        QMetaObject::invokeMethod(
            this, [this, turn] { answerNow(turn); }, Qt::QueuedConnection);
    }

    void answerNow(int turn)
    {
        using enum Fault::Point;
        const Fault::Point point = m_fault.next();
        if (point == StallsAtOnce)
            return;
        const bool tellsOne = point == InTheMiddle || point == StallsInTheMiddle;
        const int told = point == AtOnce ? 0 : tellsOne ? 1 : 2;
        for (int sentence = 0; sentence < told; ++sentence)
            Q_EMIT sentenceReady(turn, QStringLiteral("an answer of ") + m_name, QStringLiteral("en-US"));
        if (point == None)
            Q_EMIT replied(turn);
        else if (point != StallsInTheMiddle)
            Q_EMIT failed(turn, m_fault.error());
    }

    QString m_name;
    Fault m_fault;
};

} // namespace callscope::tests
