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
        ReplyBegan, ///< something else began a turn: greeting, digit, an operator's sentence
        ReplyEnded, ///< the caller has heard all of it, or there was nothing to say
        TakenOver, ///< an operator talks with the caller from now on
        GivenBack,
    };
    /// Who answers what the caller says. An operator does it in his own time: nothing is awaited of him.
    enum class Answerer { Bot, Operator };
    enum class Action {
        None,
        Yield, ///< barge-in, or taken over: silence the bot now
        Reply, ///< give this utterance to the agent
        Hold, ///< keep this text: the caller is already saying more, both are answered together
    };
    struct Step
    {
        State next = State::Idle;
        Action action = Action::None;
    };

    /// What `input` leads to in `state`. With `bargeIn` off the bot always finishes what it says.
    static Step transition(State state, Answerer answerer, Input input, bool bargeIn);
    /// Who answers after `input`.
    static Answerer nextAnswerer(Answerer answerer, Input input);

    explicit TurnTaker(bool bargeIn)
        : m_bargeIn(bargeIn)
    { }

    Action take(Input input)
    {
        const Step step = transition(m_state, m_answerer, input, m_bargeIn);
        m_state = step.next;
        m_answerer = nextAnswerer(m_answerer, input);
        return step.action;
    }
    State state() const { return m_state; }
    Answerer answerer() const { return m_answerer; }

private:
    bool m_bargeIn;
    State m_state = State::Idle;
    Answerer m_answerer = Answerer::Bot;
};

} // namespace callscope::call
