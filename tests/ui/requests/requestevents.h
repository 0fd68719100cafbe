#pragma once

#include "core/event/event.h"

namespace callscope::tests {

inline base::CallSid callSid(char digit)
{
    return *base::CallSid::parse("CA" + QByteArray(32, digit));
}

/// The events that the page shows, as a gateway tells them; times count from an arbitrary moment.
class RequestEvents
{
public:
    event::Event make(event::Payload payload, const base::CallSid &call = callSid('a'))
    {
        event::Event event;
        event.sequence = ++m_sequence;
        event.utc = base::Utc(std::chrono::seconds(1'767'225'600) + m_sequence * std::chrono::milliseconds(250));
        event.monotonic = base::Monotonic(m_sequence * std::chrono::milliseconds(250));
        event.callSid = call;
        event.payload = std::move(payload);
        return event;
    }

    static event::HttpRequested webhook(const QString &path, int status = 200,
                                        const QString &signature = QStringLiteral("valid"))
    {
        event::HttpRequested request;
        request.method = QStringLiteral("POST");
        request.path = path;
        request.peer = QStringLiteral("127.0.0.1");
        request.status = status;
        request.milliseconds = 3.5;
        request.requestBytes = 512;
        request.responseBytes = 633;
        request.signature = signature;
        request.requestHeaders = { { QStringLiteral("Host"), QStringLiteral("bot.example.com") },
                                   { QStringLiteral("User-Agent"), QStringLiteral("TwilioProxy/1.1") },
                                   { QStringLiteral("Accept"), QStringLiteral("*/*") },
                                   { QStringLiteral("X-Home-Region"), QStringLiteral("us1") } };
        request.form = { { QStringLiteral("CallSid"), QString::fromLatin1(callSid('a').bytes()) },
                         { QStringLiteral("From"), QStringLiteral("+972501234567") },
                         { QStringLiteral("To"), QStringLiteral("+97237654321") },
                         { QStringLiteral("CallStatus"), QStringLiteral("ringing") },
                         { QStringLiteral("Direction"), QStringLiteral("inbound") },
                         { QStringLiteral("FromCity"), QString() } };
        request.responseHeaders = { { QStringLiteral("Content-Type"), QStringLiteral("text/xml; charset=utf-8") },
                                    { QStringLiteral("Content-Length"), QStringLiteral("633") } };
        request.responseBody = QStringLiteral(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Connect action=\"https://bot.example.com/webhook/"
            "stream_ended\"><Stream url=\"wss://bot.example.com/ws/twilio-media\" statusCallback=\"https://"
            "bot.example.com/webhook/stream_status\"><Parameter name=\"token\" value=\"(hidden)\"/></Stream>"
            "</Connect></Response>");
        return request;
    }

private:
    quint64 m_sequence = 0;
};

} // namespace callscope::tests
