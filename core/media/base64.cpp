#include "core/media/base64.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace callscope::media {

namespace {

constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t none = 0xFF000000; ///< more than three bytes can hold

using Table = std::array<std::uint32_t, 256>;

/// The value of each letter at its place in the three bytes, so that four look-ups and three ORs make them.
constexpr std::array<Table, 4> valuesByPlace = [] {
    std::array<Table, 4> tables {};
    for (std::size_t place = 0; place < tables.size(); ++place) {
        tables[place].fill(none);
        for (std::uint32_t value = 0; value < 64; ++value)
            tables[place][static_cast<std::uint8_t>(letters[value])] = value << (18 - 6 * place);
    }
    return tables;
}();

/// The two letters of each twelve bits: half as many look-ups as one at a time.
constexpr std::array<std::array<char, 2>, 4096> letterPairs = [] {
    std::array<std::array<char, 2>, 4096> pairs {};
    for (std::size_t bits = 0; bits < pairs.size(); ++bits)
        pairs[bits] = { letters[bits >> 6], letters[bits & 63] };
    return pairs;
}();

inline std::uint32_t threeBytesOf(const char *text)
{
    const auto at = [text](std::size_t place) { return valuesByPlace[place][static_cast<std::uint8_t>(text[place])]; };
    return at(0) | at(1) | at(2) | at(3);
}

void put(std::uint32_t bits, char *to, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        to[i] = static_cast<char>(bits >> (16 - 8 * i) & 0xFF);
}

/// The last four letters: one or two of them may be padding.
bool decodeEnd(const char *text, char *to, int bytes)
{
    char filled[4] = { text[0], text[1], text[2], text[3] };
    for (int i = bytes + 1; i < 4; ++i)
        filled[i] = 'A';
    const std::uint32_t bits = threeBytesOf(filled);
    const std::uint32_t beside = (1U << (24 - 8 * bytes)) - 1;
    if (bits & none || bits & beside)
        return false;
    put(bits, to, bytes);
    return true;
}

} // namespace

char *encodeBase64(QByteArrayView bytes, char *to)
{
    const auto *from = reinterpret_cast<const std::uint8_t *>(bytes.data());
    qsizetype left = bytes.size();
    for (; left >= 3; left -= 3, from += 3, to += 4) {
        const std::uint32_t bits = std::uint32_t { from[0] } << 16 | std::uint32_t { from[1] } << 8 | from[2];
        std::memcpy(to, &letterPairs[bits >> 12], 2);
        std::memcpy(to + 2, &letterPairs[bits & 0xFFF], 2);
    }
    if (left == 0)
        return to;
    const std::uint32_t bits = std::uint32_t { from[0] } << 16 | (left == 2 ? std::uint32_t { from[1] } << 8 : 0);
    std::memcpy(to, &letterPairs[bits >> 12], 2);
    to[2] = left == 2 ? letters[bits >> 6 & 63] : '=';
    to[3] = '=';
    return to + 4;
}

bool decodeBase64(QByteArrayView text, QByteArray &into)
{
    if (text.size() % 4 != 0)
        return false;
    const qsizetype padding = text.endsWith("==") ? 2 : text.endsWith('=') ? 1 : 0;
    into.resize(text.size() / 4 * 3 - padding);
    const char *from = text.data();
    char *to = into.data();
    const qsizetype whole = into.size() / 3;
    std::uint32_t seen = 0;
    for (qsizetype i = 0; i < whole; ++i, from += 4, to += 3) {
        const std::uint32_t bits = threeBytesOf(from);
        seen |= bits;
        to[0] = static_cast<char>(bits >> 16);
        to[1] = static_cast<char>(bits >> 8);
        to[2] = static_cast<char>(bits);
    }
    if (seen & none)
        return false;
    return padding == 0 || decodeEnd(from, to, static_cast<int>(3 - padding));
}

} // namespace callscope::media
