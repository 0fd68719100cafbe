#include "core/check/incomingcall.h"

#include "core/simulate/twimlreader.h"

namespace callscope::check {

IncomingCall ring(Probe &probe, Signing signing)
{
    const simulate::CallIdentity caller = probe.newCaller();
    const ProbeRequest request { .path = probe.options().routes.incomingCall,
                                 .fields = simulate::voiceFields(caller, "ringing"),
                                 .signing = signing };
    IncomingCall call { request, probe.request(request) };
    if (call.answer && call.answer->status == 200)
        probe.hangUp(caller);
    return call;
}

std::optional<QByteArray> streamUrlOf(const QByteArray &twiml)
{
    for (const simulate::Verb &verb : simulate::readTwiml(twiml).verbs) {
        if (const auto *connect = std::get_if<simulate::ConnectStream>(&verb))
            return connect->stream.url.toUtf8();
    }
    return std::nullopt;
}

} // namespace callscope::check
