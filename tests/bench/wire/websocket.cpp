#include "tests/bench/wire/websocket.h"

#include "tests/bench/wire/base64.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace callscope::bench {

namespace {

constexpr std::string_view guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Of the header that starts with `name`, which has small letters and its colon; empty: there is none.
std::string_view header(std::string_view request, std::string_view name)
{
    const auto isSame = [](char one, char other) { return std::tolower(static_cast<unsigned char>(one)) == other; };
    const auto found = std::search(request.begin(), request.end(), name.begin(), name.end(), isSame);
    if (found == request.end())
        return {};
    std::string_view value = request.substr(static_cast<std::size_t>(found - request.begin()) + name.size());
    value = value.substr(0, value.find("\r\n"));
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return value;
}

} // namespace

std::string switchingProtocols(std::string_view request)
{
    const std::string accepted = std::string(header(request, "\r\nsec-websocket-key:")).append(guid);
    std::array<std::uint8_t, SHA_DIGEST_LENGTH> digest {};
    SHA1(reinterpret_cast<const unsigned char *>(accepted.data()), accepted.size(), digest.data());
    std::string proof(base64Size(digest.size()), '\0');
    writeBase64(digest.data(), digest.size(), proof.data());

    std::string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    answer.append("Sec-WebSocket-Accept: ").append(proof).append("\r\n");
    if (!header(request, "\r\nsec-websocket-protocol:").empty())
        answer.append("Sec-WebSocket-Protocol: audio.twilio.com\r\n");
    return answer.append("\r\n");
}

} // namespace callscope::bench
