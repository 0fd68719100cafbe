#include "core/gateway/limits.h"

namespace callscope::gateway {

net::HttpLimits httpLimits(const config::Limits &limits)
{
    net::HttpLimits http;
    http.handshakeWithin = limits.handshake;
    http.headWithin = limits.head;
    http.bodyWithin = limits.body;
    http.requestLine = limits.requestLineBytes;
    http.head = limits.headBytes;
    http.headers = limits.headers;
    http.body = limits.bodyBytes;
    http.connections = limits.connections;
    http.fromOneAddress = limits.fromOneAddress;
    http.notUpgraded = limits.withoutWebSocket;
    return http;
}

twilio::StreamLimits streamLimits(const config::Limits &limits)
{
    twilio::StreamLimits stream;
    stream.startWithin = limits.start;
    stream.messagesPerSecond = limits.messagesPerSecond;
    stream.messageBurst = limits.messageBurst;
    stream.pongBytesPerSecond = limits.pongBytesPerSecond;
    stream.pongByteBurst = 4 * limits.pongBytesPerSecond;
    stream.idle = limits.idle;
    stream.pingEvery = limits.ping;
    stream.protocolErrors = limits.protocolErrors;
    stream.dropAudioOver = limits.dropSoundBytes;
    stream.closeOver = limits.closeBytes;
    return stream;
}

} // namespace callscope::gateway
