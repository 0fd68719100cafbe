#include "tests/bench/loopbackcall.h"

#include "core/agent/loopbackagent.h"
#include "core/twilio/twilioside.h"
#include "tests/bench/spokenline.h"

namespace callscope::bench {

twilio::StartMessage startMessage()
{
    twilio::StartMessage start;
    start.sequence = 1;
    start.streamSid = *base::StreamSid::parse(streamSid);
    start.accountSid = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
    start.callSid = *base::CallSid::parse(callSid);
    start.tracks = QStringList { QStringLiteral("inbound") };
    start.encoding = QStringLiteral("audio/x-mulaw");
    start.sampleRate = 8000;
    start.channels = 1;
    return start;
}

LoopbackCall::LoopbackCall()
    : LoopbackCall({ nullptr, nullptr, std::make_unique<agent::LoopbackAgent>() })
{ }

LoopbackCall::LoopbackCall(call::CallParts parts, const call::CallSettings &settings)
{
    QObject::connect(&m_events, &event::EventStream::published, &m_events, [this] { ++m_published; });
    auto socket = std::make_unique<SilentSocket>();
    m_socket = socket.get();
    auto stream = std::make_unique<twilio::MediaStream>(std::move(socket), m_clock);
    m_socket->says(twilio::twilioMessage(startMessage()));
    m_call = std::make_unique<call::Call>(std::move(stream), startMessage(), std::move(parts), settings, m_clock,
                                          m_events, m_lanes);
    m_call->begin();
}

void LoopbackCall::passFrame(const QByteArray &message)
{
    m_clock.advance(media::frameLength);
    m_call->tick();
    m_socket->says(message);
}

} // namespace callscope::bench
