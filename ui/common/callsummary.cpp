#include "ui/common/callsummary.h"

#include "core/base/callstatus.h"

namespace callscope::ui {

namespace {

/// Visits one payload: each overload is what that event changes.
struct Folder
{
    CallSummary &summary;

    void operator()(const event::CallIncoming &incoming) const
    {
        summary.from = incoming.from;
        summary.to = incoming.to;
        summary.direction = incoming.direction;
    }
    void operator()(const event::StreamStarted &) const { enter(CallState::Connected); }
    void operator()(const event::StreamStopped &) const { enter(CallState::Stopped); }
    void operator()(const event::WebSocketClosed &) const
    {
        if (summary.state == CallState::Connected)
            enter(CallState::Interrupted);
        summary.levels = {};
    }
    /// A call that the gateway never took, or no longer knows, gets no CALL_END.
    void operator()(const event::CallStatusReported &reported) const
    {
        if (summary.state == CallState::Announced && base::isFinalCallStatus(reported.status))
            end(reported.status);
    }
    void operator()(const event::CallEnded &ended) const { end(ended.cause); }
    void operator()(const event::ReplyLeft &reply) const
    {
        summary.turns = std::max(summary.turns, reply.turn);
        if (reply.utterance && reply.voiceToVoice)
            summary.worstLatency = std::max(summary.worstLatency.value_or(*reply.voiceToVoice), *reply.voiceToVoice);
    }
    void operator()(const event::TakenOver &) const { summary.botMuted = true; }
    void operator()(const event::GivenBack &) const { summary.botMuted = false; }
    void operator()(const auto &) const { }

    void end(const QString &cause) const
    {
        enter(CallState::Ended);
        summary.endCause = cause;
        summary.length = summary.newest;
        summary.levels = {};
    }

    /// What is told late, after the end, brings no call back.
    void enter(CallState state) const
    {
        if (summary.state != CallState::Ended)
            summary.state = state;
    }
};

/// Visits one payload: whether it tells of something that went wrong.
struct Judge
{
    bool operator()(const event::SignatureRejected &) const { return true; }
    bool operator()(const event::WebSocketRejected &) const { return true; }
    bool operator()(const event::MediaGapFound &) const { return true; }
    bool operator()(const event::ProtocolErrorFound &) const { return true; }
    bool operator()(const event::ProviderFailed &) const { return true; }
    bool operator()(const event::WatchdogActed &) const { return true; }
    bool operator()(const event::RecordTruncated &) const { return true; }
    bool operator()(const event::FallbackRecorded &) const { return true; }
    bool operator()(const event::HttpRequested &request) const { return request.status >= 400; }
    bool operator()(const event::StreamStatusReported &status) const { return !status.streamError.isEmpty(); }
    bool operator()(const event::CallStatusReported &status) const { return !status.errorCode.isEmpty(); }
    bool operator()(const event::WebSocketClosed &closed) const { return closed.code != 1000; }
    bool operator()(const auto &) const { return false; }
};

} // namespace

bool isProblem(const event::Event &event)
{
    return std::visit(Judge {}, event.payload);
}

void fold(CallSummary &summary, const event::Event &event)
{
    const auto time = std::chrono::duration_cast<CallTime>(event.monotonic - summary.zero);
    summary.newest = std::max(summary.newest, time);
    std::visit(Folder { summary }, event.payload);
    if (isProblem(event)) {
        ++summary.errors;
        summary.lastError = QString::fromLatin1(event.name());
    }
}

} // namespace callscope::ui
