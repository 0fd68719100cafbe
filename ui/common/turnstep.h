#pragma once

#include "ui/common/turns.h"

#include <algorithm>

namespace callscope::ui {

/// What one event changes in a TurnList. Visits its payload: each overload gives back the first turn that it changed.
struct TurnList::Step
{
    using Changed = std::optional<int>;

    TurnList &list;
    const base::StreamSid &stream;
    CallTime time;

    Turn &turn(int index) const { return list.m_turns[static_cast<std::size_t>(index)]; }
    bool sawBegin() const { return !stream.isEmpty() && list.m_stream == stream; }
    /// The moment at a place of the stream; it cannot be later than the event that tells it.
    std::optional<CallTime> moment(std::chrono::milliseconds at) const;

    Changed operator()(const event::StreamStarted &) const;
    Changed operator()(const event::StreamStopped &) const { return leave(); }
    Changed operator()(const event::WebSocketClosed &) const { return leave(); }
    Changed operator()(const event::CallEnded &) const { return leave(); }

    Changed operator()(const event::SpeechStarted &started) const;
    Changed operator()(const event::SpeechEnded &ended) const;
    Changed operator()(const event::PartialRecognized &partial) const;
    Changed operator()(const event::FinalRecognized &final) const;
    Changed operator()(const event::AgentReplied &replied) const;
    Changed operator()(const event::OperatorSaid &said) const;
    Changed operator()(const event::SpeechSynthesized &made) const;
    Changed operator()(const event::ReplyLeft &left) const;
    Changed operator()(const event::MarkReceived &mark) const;
    Changed operator()(const event::BargedIn &barged) const;
    Changed operator()(const event::ClearSent &) const;
    Changed operator()(const event::TakenOver &) const;
    Changed operator()(const event::GivenBack &) const;
    Changed operator()(const auto &) const { return std::nullopt; }

    int speak(int utterance, CallTime begin) const;
    void hush(int index) const;
    /// The bot's sound goes no further.
    Changed silence() const;
    Changed leave() const;
    /// The bot speaks in the order of its turns: what has not left before a later one, or before the line was gone, was
    /// given up in silence, because the caller spoke again or no sound could be made.
    Changed giveUp(int before) const;
    /// An answer may also have changed turns before its own: those that it answers too.
    Changed firstOf(int index, std::optional<int> utterance) const;
    /// What goes on is as long as the newest event of its stream tells; sound ends with what was made of it.
    Changed grow() const;
};

/// The first of two turns, where any is given.
inline std::optional<int> earlier(std::optional<int> one, std::optional<int> other)
{
    return one && other ? std::min(one, other) : one ? one : other;
}

} // namespace callscope::ui
