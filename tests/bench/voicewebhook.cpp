#include "tests/bench/voicewebhook.h"

#include "core/twilio/signature.h"

namespace callscope::bench {

base::Secret authToken()
{
    return base::Secret(QByteArrayLiteral("0123456789abcdef0123456789abcdef"));
}

const net::FormFields &voiceFields()
{
    static const net::FormFields fields {
        { "AccountSid", "AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e" },
        { "ApiVersion", "2010-04-01" },
        { "CallSid", "CAfeedfacefeedfacefeedfacefeedface" },
        { "CallStatus", "ringing" },
        { "CallToken", "%7B%22parentCallInfoToken%22%3A%22eyJhbGciOiJFUzI1NiJ9%22%7D" },
        { "Called", "+15005550006" },
        { "CalledCity", "PETAH TIKVA" },
        { "CalledCountry", "IL" },
        { "Caller", "+972501234567" },
        { "CallerCountry", "IL" },
        { "Direction", "inbound" },
        { "From", "+972501234567" },
        { "FromCountry", "IL" },
        { "To", "+15005550006" },
        { "ToCountry", "US" },
    };
    return fields;
}

net::HttpRequest voiceWebhook()
{
    net::HttpRequest request;
    request.method = "POST";
    request.target = webhookTarget;
    request.body = net::encodeForm(voiceFields());
    const QByteArray url = QByteArray(publicBaseUrl) + webhookTarget;
    request.headers = { { "Host", "gw.callscope.example" },
                        { "User-Agent", "TwilioProxy/1.1" },
                        { "Content-Length", QByteArray::number(request.body.size()) },
                        { "Accept", "*/*" },
                        { "Content-Type", "application/x-www-form-urlencoded; charset=UTF-8" },
                        { "I-Twilio-Idempotency-Token", "4b1b3f0e-5f1c-4c43-9a3b-2b8f5d9d8e11" },
                        { "X-Home-Region", "us1" },
                        { "X-Twilio-Signature", twilio::signature(authToken(), url, voiceFields()) },
                        { "X-Forwarded-Proto", "https" } };
    return request;
}

QByteArray voiceWebhookBytes()
{
    const net::HttpRequest request = voiceWebhook();
    QByteArray bytes = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const net::Header &header : request.headers)
        bytes += header.name + ": " + header.value + "\r\n";
    return bytes + "\r\n" + request.body;
}

} // namespace callscope::bench
