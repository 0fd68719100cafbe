#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/event/payloads.h"

#include <QMetaType>

#include <variant>

namespace callscope::event {

using Payload = std::variant<CallIncoming, CallStatusReported, CallEnded, HttpRequested, StreamStatusReported,
                             SignatureRejected, WebSocketOpened, WebSocketRejected, StreamStarted, StreamStopped,
                             WebSocketClosed, MediaReceived, MediaGapFound, MediaSent, MarkSent, MarkReceived,
                             ClearSent, DigitPressed, PingSent, PongReceived, ProtocolErrorFound, SpeechStarted,
                             SpeechEnded, PartialRecognized, FinalRecognized, SpeechSynthesized, BargedIn,
                             EchoSuppressed, AgentReplied, ReplyLeft, ProviderFailed, FallbackRecorded, RecordingReady,
                             ListenStarted, ListenStopped, OperatorSaid, TakenOver, GivenBack, HungUp>;

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
    const char *name() const
    {
        return std::visit([](const auto &happened) -> const char * { return happened.name; }, payload);
    }
};

} // namespace callscope::event

Q_DECLARE_METATYPE(callscope::event::Event)
