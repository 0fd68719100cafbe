#pragma once

#include "core/gateway/gateway.h"
#include "core/simulate/simulatedcall.h"
#include "core/store/recorder.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"

#include <QTemporaryDir>

/// Calls through a whole gateway with scripted providers, each leaving a record on disk.
namespace callscope::tests {

/// What the providers of a gateway do; the defaults make a good call.
struct ProviderScripts
{
    std::shared_ptr<FakeRecognizer::Script> ear = std::make_shared<FakeRecognizer::Script>();
    std::shared_ptr<FakeSynthesizer::Script> voice = std::make_shared<FakeSynthesizer::Script>();
    /// Makes the agent of one call.
    std::function<std::unique_ptr<agent::Agent>()> agent {};
};

/// A gateway on a free port with a recorder. Lives on the test's thread.
class RecordingGateway
{
public:
    explicit RecordingGateway(ProviderScripts scripts);

    bool listen() { return bool(m_gateway.listen()); }
    /// A caller who listens for `duration`.
    simulate::CallScript caller(std::chrono::milliseconds duration) const;
    quint16 port() const { return m_gateway.port(); }
    /// Writes the records to their end; no event is recorded after it.
    bool finish() { return m_recorder.finish(std::chrono::seconds(30)); }
    QString recordOf(const base::CallSid &callSid) const;
    bool hasEnded(const base::CallSid &callSid) const { return m_ended.contains(callSid); }

private:
    call::CallParts parts() const;

    QTemporaryDir m_folder {};
    base::SystemClock m_clock {};
    event::EventStream m_events { m_clock };
    ProviderScripts m_scripts;
    gateway::Gateway m_gateway;
    store::Recorder m_recorder;
    QSet<base::CallSid> m_ended {};
    QObject m_context {};
};

/// An agent that does as it is told: greets, answers after a while, repeats nothing of its own, or is silent.
class TimedAgent final : public agent::Agent
{
    Q_OBJECT

public:
    struct Script
    {
        QString greeting = QStringLiteral("Hello, how can I help you?"); ///< empty: none
        std::chrono::milliseconds greetsAfter { 0 }, answersAfter { 0 };
        bool silent = false, fails = false;
        QString answer = QStringLiteral("Thank you, that is done.");
    };

    explicit TimedAgent(Script script)
        : m_script(std::move(script))
    { }

    QString provider() const override { return QStringLiteral("timed"); }
    void greet(int turn) override;
    void hear(int turn, const agent::Utterance &utterance) override;
    void press(int turn, QChar digit) override;
    void interrupted(int, const agent::Heard &) override { }

private:
    void say(int turn, const QString &text, std::chrono::milliseconds after);

    Script m_script;
};

} // namespace callscope::tests
