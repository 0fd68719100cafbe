#include "core/net/form.h"
#include "core/twilio/signature.h"
#include "core/twilio/webhook.h"
#include "tests/fuzz/fuzz.h"

#include <array>

using namespace callscope;

/// A webhook's target, a line, and its form behind that: a signature made for them is found good, and for no other
/// token.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size);
    const qsizetype line = input.indexOf('\n');
    net::HttpRequest request;
    request.method = "POST";
    const QByteArray first = input.first(std::max<qsizetype>(line, 0));
    const qsizetype fragment = first.indexOf('#'); // which Twilio does not sign, and does not send either
    request.target = '/' + first.first(fragment < 0 ? first.size() : fragment);
    request.headers = { { "Content-Type", "application/x-www-form-urlencoded" } };
    request.body = input.sliced(line + 1);
    const net::FormFields fields = twilio::webhookFields(request);
    (void)twilio::parseIncomingCall(fields);
    (void)twilio::parseCallStatus(fields);
    (void)twilio::parseStreamStatus(fields);
    (void)twilio::parseRecording(fields);

    const QByteArray url = "https://bot.example.com" + request.target;
    const std::array tokens { base::Secret("token") };
    const std::array others { base::Secret("another") };
    const QByteArray good = twilio::signature(tokens[0], url, net::parseForm(request.body));
    request.headers.push_back({ "X-Twilio-Signature", good });
    fuzz::require(twilio::isSigned(good, tokens, url, net::parseForm(request.body)));
    fuzz::require(!twilio::isSigned(good, others, url, net::parseForm(request.body)));
    (void)twilio::webhookSignature(request, "https://bot.example.com", tokens);
    return 0;
}
