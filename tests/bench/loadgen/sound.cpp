#include "tests/bench/loadgen/sound.h"

#include "tests/bench/wire/mulaw.h"

namespace callscope::bench {

namespace {

constexpr std::uint8_t minusZero = 0x7f, plusZero = 0xff;

/// Decoded and encoded again, minus zero comes back as plus zero: a caller who sends it could not tell echo from fault.
std::uint8_t codeOf(double sample)
{
    const std::uint8_t code = muLawOf(static_cast<std::int16_t>(sample));
    return code == minusZero ? plusZero : code;
}

} // namespace

std::uint32_t Dice::next()
{
    m_state ^= m_state << 13;
    m_state ^= m_state >> 17;
    m_state ^= m_state << 5;
    return m_state;
}

Sound::Sound(Dice &dice)
{
    double pitch = 0;
    for (auto &payload : m_payloads) {
        std::array<std::uint8_t, frameBytes> frame {};
        pitch += 0.013;
        for (std::size_t i = 0; i < frame.size(); ++i) {
            const double noise = static_cast<double>(dice.next() % 4000) - 2000;
            frame[i] = codeOf(6000 * std::sin(pitch * static_cast<double>(i) + pitch) + noise);
        }
        writeBase64(frame.data(), frame.size(), payload.data());
    }
}

std::string_view Sound::payload(std::size_t call, std::size_t number) const
{
    return { m_payloads[(call * 31 + number) % variants].data(), letters };
}

} // namespace callscope::bench
