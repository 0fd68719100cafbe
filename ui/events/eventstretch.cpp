#include "ui/events/eventstretch.h"

#include <cmath>

namespace callscope::ui {

namespace {

constexpr CallTime moment { 1 };

/// Visits a payload: how long before and after its time that goes which it describes.
struct Extent
{
    CallTime before { 0 }, after { 0 };

    void operator()(const event::HttpRequested &request)
    {
        before = CallTime(static_cast<CallTime::rep>(std::lround(request.milliseconds)));
    }
    void operator()(const event::MediaReceived &media) { before = media.audio; }
    void operator()(const event::MediaSent &media) { before = media.audio; }
    void operator()(const event::MediaGapFound &gap) { before = gap.length; }
    void operator()(const event::SpeechEnded &speech) { before = speech.length; }
    void operator()(const event::FinalRecognized &final) { before = final.latency; }
    void operator()(const event::SpeechSynthesized &speech) { after = speech.length; }
    void operator()(const event::BargedIn &bargeIn) { before = bargeIn.heard; }
    void operator()(const event::EchoSuppressed &echo) { before = echo.length; }
    void operator()(const event::ReplyLeft &reply) { before = reply.voiceToVoice.value_or(CallTime(0)); }
    void operator()(const event::MarkReceived &mark) { before = mark.twilioBuffer.value_or(CallTime(0)); }
    void operator()(const auto &) { }
};

std::optional<int> turnOf(const event::Event &event)
{
    return std::visit(
        [](const auto &happened) -> std::optional<int> {
            if constexpr (requires { std::optional<int>(happened.turn); })
                return happened.turn;
            else
                return std::nullopt;
        },
        event.payload);
}

/// CALL_END and others count turns; what they have is no number of one.
bool namesATurn(const event::Event &event)
{
    return turnOf(event).value_or(0) > 0;
}

} // namespace

Stretch stretchOf(EventId id, const event::Event &event, CallTime time)
{
    Extent extent;
    std::visit(extent, event.payload);
    const CallTime begin = std::max(CallTime(0), time - std::max(extent.before, CallTime(0)));
    const CallTime end = time + std::max(extent.after, moment);
    return { { begin, end }, namesATurn(event) ? turnOf(event) : std::nullopt, id };
}

} // namespace callscope::ui
