#pragma once

#include "core/event/event.h"

#include <span>

namespace callscope::check {

using event::Milliseconds;

/// One utterance of the caller; an event that did not come is null.
struct UtteranceFacts
{
    int number = 0;
    const event::Event *started = nullptr, *ended = nullptr, *final = nullptr;
    Milliseconds length {};
    QString text {};
};

/// One turn of the bot.
struct TurnFacts
{
    int number = 0;
    const event::Event *reply = nullptr, *left = nullptr, *cut = nullptr, *heard = nullptr;
    QString text {};
};

/// Levels of the caller's sound on the 16-bit scale, as MEDIA_RX measured them.
struct LevelFacts
{
    double noise = 0; ///< the median over the seconds of the call, of the quietest 20 ms of each
    double loudest = 0; ///< of the loudest 20 ms
    std::optional<double> threshold {}; ///< the lowest that speech had to pass; empty: nobody listened for speech
    const event::Event *loudestAt = nullptr;
};

/// What the events of one call say, gathered once; pointers are into the events they were gathered from.
struct CallFacts
{
    std::span<const event::Event> events {};

    const event::Event *incoming = nullptr, *webhook = nullptr; ///< CALL_INCOMING and its HTTP_REQUEST
    const event::Event *refused = nullptr; ///< WS_REJECTED
    const event::Event *streamError = nullptr; ///< STREAM_STATUS stream-error
    const event::Event *started = nullptr; ///< WS_START, or what a log that begins later has first of the stream
    const event::Event *stopped = nullptr, *closed = nullptr, *ended = nullptr; ///< WS_STOP, WS_CLOSE, the end
    const event::Event *hungUp = nullptr, *takenOver = nullptr, *recording = nullptr;
    const event::Event *answerMissed
        = nullptr; ///< the last time that the watchdog bridged or gave up a wait for the agent

    const event::Event *firstMedia = nullptr, *lastMedia = nullptr, *firstSent = nullptr, *digit = nullptr;
    Milliseconds heardSound {};
    qint64 framesSent = 0;
    LevelFacts levels {};
    const event::Event *firstMark = nullptr, *markBack = nullptr;
    int marksSent = 0;
    const event::Event *recognizerError = nullptr, *agentError = nullptr, *synthesizerError = nullptr;

    std::vector<UtteranceFacts> utterances {};
    std::vector<TurnFacts> turns {};

    const event::Event *last() const { return events.empty() ? nullptr : &events.back(); }
    /// The stream or the call has ended; false also for a log that was cut off before.
    bool isOver() const { return ended || stopped || (started && closed); }
    /// Where the media stream ended, or the log did.
    const event::Event *streamEnd() const { return stopped ? stopped : closed ? closed : last(); }
};

CallFacts gatherFacts(std::span<const event::Event> events);

/// `event` as what the caller knows it to be.
template <typename Happened>
const Happened &as(const event::Event *event)
{
    return std::get<Happened>(event->payload);
}

/// From one event to another; zero when one of them is missing.
inline Milliseconds between(const event::Event *from, const event::Event *to)
{
    using std::chrono::duration_cast;
    return from && to ? duration_cast<Milliseconds>(to->monotonic - from->monotonic) : Milliseconds(0);
}

} // namespace callscope::check
