#pragma once

#include "tests/bench/wire/base64.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace callscope::bench {

/// xorshift: quick, and the same in each run.
class Dice
{
public:
    std::uint32_t next();

private:
    std::uint32_t m_state = 0x12345678;
};

/// 256 different frames of 20 ms, tone and noise, as base64 of µ-law.
class Sound
{
public:
    static constexpr std::size_t frameBytes = 160, letters = base64Size(frameBytes);

    explicit Sound(Dice &dice);

    /// Of frame `number` of a call; neighbours differ, and so do calls.
    std::string_view payload(std::size_t call, std::size_t number) const;

private:
    static constexpr std::size_t variants = 256;
    std::array<std::array<char, letters>, variants> m_payloads {};
};

} // namespace callscope::bench
