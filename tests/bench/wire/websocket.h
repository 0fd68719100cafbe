#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

/// As much of RFC 6455 as the load generator and the raw loop need: whole text messages, pings and the close.
namespace callscope::bench {

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// What stands before a payload.
struct FrameHead
{
    Opcode opcode = Opcode::Text;
    bool isFinal = true, isMasked = false;
    std::uint32_t mask = 0; ///< as it stands in memory
    std::size_t headSize = 0;
    std::uint64_t payloadSize = 0;
};

constexpr std::size_t mostHeadSize = 14;
/// More than any message of a media stream; a peer that claims more is wrong.
constexpr std::uint64_t mostPayloadSize = 1 << 20;

/// Nothing: its end has not come yet.
inline std::optional<FrameHead> readFrameHead(std::string_view bytes)
{
    const auto byte = [bytes](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
    if (bytes.size() < 2)
        return std::nullopt;
    FrameHead head;
    head.opcode = static_cast<Opcode>(byte(0) & 0x0f);
    head.isFinal = (byte(0) & 0x80) != 0;
    head.isMasked = (byte(1) & 0x80) != 0;
    head.payloadSize = byte(1) & 0x7f;
    const std::size_t sizeBytes = head.payloadSize == 126 ? 2 : head.payloadSize == 127 ? 8 : 0;
    head.headSize = 2 + sizeBytes + (head.isMasked ? 4 : 0);
    if (bytes.size() < head.headSize)
        return std::nullopt;
    if (sizeBytes != 0)
        head.payloadSize = 0;
    for (std::size_t at = 2; at < 2 + sizeBytes; ++at)
        head.payloadSize = (head.payloadSize << 8) | byte(at);
    if (head.isMasked)
        std::memcpy(&head.mask, bytes.data() + 2 + sizeBytes, 4);
    return head;
}

/// Of a final frame with up to 65,535 bytes. Gives back the end of what was written.
inline char *writeFrameHead(char *out, Opcode opcode, std::size_t payloadSize, std::optional<std::uint32_t> mask)
{
    const int maskBit = mask ? 0x80 : 0;
    *out++ = static_cast<char>(0x80 | static_cast<int>(opcode));
    if (payloadSize < 126) {
        *out++ = static_cast<char>(maskBit | static_cast<int>(payloadSize));
    } else {
        *out++ = static_cast<char>(maskBit | 126);
        *out++ = static_cast<char>(payloadSize >> 8);
        *out++ = static_cast<char>(payloadSize);
    }
    if (mask) {
        std::memcpy(out, &*mask, 4);
        out += 4;
    }
    return out;
}

/// Masks or unmasks, eight bytes at a time.
inline void applyMask(const char *from, char *to, std::size_t count, std::uint32_t mask)
{
    const std::uint64_t wide = mask | (std::uint64_t { mask } << 32);
    std::size_t at = 0;
    for (; at + 8 <= count; at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, from + at, 8);
        eight ^= wide;
        std::memcpy(to + at, &eight, 8);
    }
    for (; at < count; ++at)
        to[at] = static_cast<char>(from[at] ^ static_cast<char>(mask >> (8 * (at & 3))));
}

/// The server's answer to an upgrade, whose head ends with an empty line.
std::string switchingProtocols(std::string_view request);

} // namespace callscope::bench
