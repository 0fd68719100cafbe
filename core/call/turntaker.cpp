#include "core/call/turntaker.h"

#include <QtGlobal>

namespace callscope::call {

namespace {

using State = TurnTaker::State;
using Input = TurnTaker::Input;
using Action = TurnTaker::Action;
using Step = TurnTaker::Step;

Step fromIdle(Input input)
{
    switch (input) {
    case Input::SpeechStarted:
        return { State::CallerSpeaks };
    case Input::Understood:
        return { State::Replying, Action::Reply };
    case Input::ReplyBegan:
        return { State::Replying };
    case Input::SpeechConfirmed:
    case Input::SpeechEnded:
    case Input::NothingUnderstood:
    case Input::ReplyEnded:
    case Input::TakenOver:
    case Input::GivenBack:
        return { State::Idle };
    }
    Q_UNREACHABLE();
}

Step fromCallerSpeaks(Input input)
{
    switch (input) {
    case Input::SpeechEnded:
        return { State::Understanding };
    case Input::Understood:
        return { State::CallerSpeaks, Action::Hold };
    case Input::ReplyBegan:
        return { State::Overlap };
    case Input::SpeechStarted:
    case Input::SpeechConfirmed:
    case Input::NothingUnderstood:
    case Input::ReplyEnded:
    case Input::TakenOver:
    case Input::GivenBack:
        return { State::CallerSpeaks };
    }
    Q_UNREACHABLE();
}

Step fromUnderstanding(Input input)
{
    switch (input) {
    case Input::SpeechStarted:
        return { State::CallerSpeaks };
    case Input::Understood:
        return { State::Replying, Action::Reply };
    case Input::NothingUnderstood:
        return { State::Idle };
    case Input::ReplyBegan:
        return { State::Replying };
    case Input::SpeechConfirmed:
    case Input::SpeechEnded:
    case Input::ReplyEnded:
    case Input::TakenOver:
    case Input::GivenBack:
        return { State::Understanding };
    }
    Q_UNREACHABLE();
}

Step fromReplying(Input input)
{
    switch (input) {
    case Input::SpeechStarted:
        return { State::Overlap };
    case Input::Understood:
        return { State::Replying, Action::Reply };
    case Input::ReplyEnded:
        return { State::Idle };
    case Input::TakenOver:
        return { State::Replying, Action::Yield };
    case Input::SpeechConfirmed:
    case Input::SpeechEnded:
    case Input::NothingUnderstood:
    case Input::ReplyBegan:
    case Input::GivenBack:
        return { State::Replying };
    }
    Q_UNREACHABLE();
}

Step fromOverlap(Input input, bool bargeIn)
{
    switch (input) {
    case Input::SpeechConfirmed:
        return bargeIn ? Step { State::CallerSpeaks, Action::Yield } : Step { State::Overlap };
    case Input::SpeechEnded:
        return { State::Replying };
    case Input::Understood:
        return { State::Overlap, Action::Hold };
    case Input::ReplyEnded:
        return { State::CallerSpeaks };
    case Input::TakenOver:
        return { State::Overlap, Action::Yield };
    case Input::SpeechStarted:
    case Input::NothingUnderstood:
    case Input::ReplyBegan:
    case Input::GivenBack:
        return { State::Overlap };
    }
    Q_UNREACHABLE();
}

} // namespace

TurnTaker::Step TurnTaker::transition(State state, Answerer answerer, Input input, bool bargeIn)
{
    if (answerer == Answerer::Operator && input == Input::Understood)
        input = Input::NothingUnderstood; // the bot has nothing to do with it
    switch (state) {
    case State::Idle:
        return fromIdle(input);
    case State::CallerSpeaks:
        return fromCallerSpeaks(input);
    case State::Understanding:
        return fromUnderstanding(input);
    case State::Replying:
        return fromReplying(input);
    case State::Overlap:
        return fromOverlap(input, bargeIn);
    }
    Q_UNREACHABLE();
}

TurnTaker::Answerer TurnTaker::nextAnswerer(Answerer answerer, Input input)
{
    if (input == Input::TakenOver)
        return Answerer::Operator;
    return input == Input::GivenBack ? Answerer::Bot : answerer;
}

} // namespace callscope::call
