#pragma once

namespace callscope::call {

/// Who has the floor, as a pure state machine: one transition function, no clock, no sound. The call feeds it with what
/// happened and does what it says.
class TurnTaker
{
public:
    enum class State {
        Idle, ///< nobody speaks, nothing is awaited
        CallerSpeaks,
        Understanding, ///< the caller has stopped, the final text is awaited
        Replying, ///< the agent has the turn: thinking or being spoken
        Overlap, ///< the caller started over the bot; not yet known to be more than a noise
    };
    enum class Input {
        SpeechStarted,
        SpeechConfirmed, ///< long enough to be more than a noise
        SpeechEnded,
        Understood, ///< a final text worth an answer
        NothingUnderstood, ///< a final without a word, too short to be a turn
        ReplyBegan, ///< the agent was given the turn by something else: greeting, digit
        ReplyEnded, ///< the caller has heard all of it, or there was nothing to say
    };
    enum class Action {
        None,
        Yield, ///< barge-in: silence the bot now
        Reply, ///< give this utterance to the agent
        Hold, ///< keep this text: the caller is already saying more, both are answered together
    };
    struct Step
    {
        State next = State::Idle;
        Action action = Action::None;
    };

    /// What `input` leads to in `state`. With `bargeIn` off the bot always finishes what it says.
    static Step transition(State state, Input input, bool bargeIn);

    explicit TurnTaker(bool bargeIn)
        : m_bargeIn(bargeIn)
    { }

    Action take(Input input)
    {
        const Step step = transition(m_state, input, m_bargeIn);
        m_state = step.next;
        return step.action;
    }
    State state() const { return m_state; }

private:
    bool m_bargeIn;
    State m_state = State::Idle;
};

} // namespace callscope::call
