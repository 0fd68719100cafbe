#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace callscope::media {

/// Takes the echo of one delay out of the received sound: least squares over 32 taps (4 ms) around the delay, with a
/// memory of about 200 ms, so that the caller's own voice hardly moves it. It owns the sums of the equations, allocates
/// nothing, and lives on the thread of its call.
class EchoFilter
{
public:
    static constexpr std::size_t taps = 32;
    /// Samples that have to lie before the frame in `played`, beyond the delay.
    static constexpr std::size_t margin = taps;
    /// How many taps look at later sound than the delay says: a room answers after the first arrival, rarely before.
    static constexpr std::size_t early = 10;

    struct Fit
    {
        double received = 0; ///< RMS of the frame
        double residual = 0; ///< RMS of what is left
        double echo = 0; ///< RMS of what was taken out
    };

    /// In samples.
    explicit EchoFilter(int delay = 0);

    int delay() const { return m_delay; }
    /// `received` is a frame of 160; `played` ends where the frame ends and reaches back over the delay and `margin`.
    Fit process(std::span<const float> received, std::span<const float> played);

private:
    using Taps = std::array<double, taps>;

    void learn(std::span<const float> received, const float *aligned);
    Taps solution() const;

    int m_delay = 0;
    std::array<Taps, taps> m_own {}; ///< played with played
    Taps m_common {}; ///< received with played
};

} // namespace callscope::media
