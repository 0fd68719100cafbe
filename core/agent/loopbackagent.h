#pragma once

#include "core/agent/agent.h"

namespace callscope::agent {

/// A line test: the call gives each caller frame straight back, so this agent has nothing to say and owns nothing.
/// Lives on the call's thread.
class LoopbackAgent final : public Agent
{
    Q_OBJECT

public:
    using Agent::Agent;

    QString provider() const override { return QStringLiteral("loopback"); }
    bool returnsAudio() const override { return true; }

    void greet(int turn) override;
    void hear(int turn, const Utterance &utterance) override;
    void press(int turn, QChar digit) override;
    void interrupted(int turn, const callscope::agent::Heard &heard) override;
};

} // namespace callscope::agent
