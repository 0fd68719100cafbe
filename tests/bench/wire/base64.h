#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace callscope::bench {

inline constexpr std::string_view base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::size_t base64Size(std::size_t bytes)
{
    return (bytes + 2) / 3 * 4;
}

/// Writes base64Size(count) letters to `out`. Gives back the end of them.
inline char *writeBase64(const std::uint8_t *bytes, std::size_t count, char *out)
{
    const auto put = [&out](std::uint32_t triple) {
        for (const int shift : { 18, 12, 6, 0 })
            *out++ = base64Letters[(triple >> shift) & 63];
    };
    std::size_t at = 0;
    for (; at + 3 <= count; at += 3)
        put((std::uint32_t { bytes[at] } << 16) | (std::uint32_t { bytes[at + 1] } << 8) | bytes[at + 2]);
    if (const std::size_t rest = count - at; rest != 0) {
        put((std::uint32_t { bytes[at] } << 16) | (rest == 2 ? std::uint32_t { bytes[at + 1] } << 8 : 0));
        std::fill(out - (3 - rest), out, '=');
    }
    return out;
}

/// What each letter stands for; 0x80 and more: it is none.
constexpr std::array<std::uint8_t, 256> base64Values()
{
    std::array<std::uint8_t, 256> values {};
    values.fill(0xff);
    for (std::size_t value = 0; value < base64Letters.size(); ++value)
        values[static_cast<std::uint8_t>(base64Letters[value])] = static_cast<std::uint8_t>(value);
    return values;
}

/// Bytes written to `out`, which takes up to two more; -1: this is no base64.
inline int readBase64(std::string_view text, std::uint8_t *out)
{
    static constexpr std::array<std::uint8_t, 256> values = base64Values();
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::uint32_t all = text.size() % 4 == 1 ? 0x80 : 0;
    const auto take = [&out, &all](const char *letters) {
        const auto value
            = [letters](int at) { return std::uint32_t { values[static_cast<std::uint8_t>(letters[at])] }; };
        const std::uint32_t a = value(0), b = value(1), c = value(2), d = value(3);
        const std::uint32_t triple = (a << 18) | (b << 12) | (c << 6) | d;
        all |= a | b | c | d;
        *out++ = static_cast<std::uint8_t>(triple >> 16);
        *out++ = static_cast<std::uint8_t>(triple >> 8);
        *out++ = static_cast<std::uint8_t>(triple);
    };
    std::size_t at = 0;
    for (; at + 4 <= text.size(); at += 4)
        take(text.data() + at);
    if (at < text.size()) {
        std::array<char, 4> last { 'A', 'A', 'A', 'A' };
        std::copy(text.begin() + at, text.end(), last.begin());
        take(last.data());
    }
    return (all & 0x80) != 0 ? -1 : static_cast<int>(text.size() * 3 / 4);
}

} // namespace callscope::bench
