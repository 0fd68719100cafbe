#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/event/payloads.h"

#include <QMetaType>

#include <type_traits>
#include <utility>
#include <variant>

namespace callscope::event {

/// All that can happen.
using Alternatives
    = std::variant<CallIncoming, CallStatusReported, CallEnded, HttpRequested, StreamStatusReported, SignatureRejected,
                   WebSocketOpened, WebSocketRejected, StreamStarted, StreamStopped, WebSocketClosed, MediaReceived,
                   MediaGapFound, MediaSent, MarkSent, MarkReceived, ClearSent, DigitPressed, PingSent, PongReceived,
                   ProtocolErrorFound, SpeechStarted, SpeechEnded, PartialRecognized, FinalRecognized,
                   SpeechSynthesized, BargedIn, EchoSuppressed, AgentReplied, AgentActed, ReplyLeft, ProviderFailed,
                   ProviderSwitched, WatchdogActed, RecordTruncated, RecordResumed, FallbackRecorded, RecordingReady,
                   ListenStarted, ListenStopped, OperatorSaid, TakenOver, GivenBack, HungUp>;

/// One of all that can happen. What the compiler makes for so many alternatives (copying, moving, ending) and the
/// overload that picks one are seconds in each file that touches an event; here they are made once, in event.cpp, and
/// named.
struct Payload : Alternatives
{
    Payload();
    Payload(const Payload &other);
    Payload(Payload &&other) noexcept;
    Payload &operator=(const Payload &other);
    Payload &operator=(Payload &&other) noexcept;
    ~Payload();

    template <typename Happened>
    requires(!std::is_same_v<Happened, Payload>) Payload(Happened happened)
        : Alternatives(std::in_place_type<Happened>, std::move(happened))
    { }

    // The alternatives have neither, which Qt's meta types would find out by a failing build.
    friend bool operator==(const Payload &, const Payload &) = delete;
    friend bool operator<(const Payload &, const Payload &) = delete;

    /// The name in logs: "STT_FINAL".
    const char *name() const;
};

/// One thing that happened, when, and on which call. `callSid` and `streamSid` are empty where none is known.
struct Event
{
    quint64 sequence = 0; ///< from 1, without gaps, for the life of the gateway
    base::Utc utc {};
    base::Monotonic monotonic {};
    base::CallSid callSid {};
    base::StreamSid streamSid {};
    Payload payload {};

    /// The name in logs: "STT_FINAL".
    const char *name() const { return payload.name(); }
};

} // namespace callscope::event

Q_DECLARE_METATYPE(callscope::event::Event)
