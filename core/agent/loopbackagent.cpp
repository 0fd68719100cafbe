#include "core/agent/loopbackagent.h"

namespace callscope::agent {

void LoopbackAgent::greet(int turn)
{
    Q_EMIT replied(turn);
}

void LoopbackAgent::hear(int turn, const Utterance &)
{
    Q_EMIT replied(turn);
}

void LoopbackAgent::press(int turn, QChar)
{
    Q_EMIT replied(turn);
}

void LoopbackAgent::interrupted(int, const Heard &)
{
    // It says nothing, so there is nothing to forget.
}

} // namespace callscope::agent
