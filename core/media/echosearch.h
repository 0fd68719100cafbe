#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace callscope::media {

/// Takes every fourth sample of a sound after a low-pass at 900 Hz, and lifts its highs a little, so that a voice's
/// pitch does not drown the rest. It owns the filter's memory and lives on the thread of its EchoSearch.
class EchoDecimator
{
public:
    static constexpr std::size_t factor = 4;
    static constexpr std::size_t outputSamples = 40; ///< of a 20 ms frame

    std::array<float, outputSamples> process(std::span<const float> frame);

private:
    static constexpr std::size_t taps = 32;

    std::array<float, taps> m_tail {};
    float m_last = 0;
};

/// Finds how late one sound comes back inside another, by normalised cross-correlation over about the last 100 ms, for
/// all delays up to 500 ms at a quarter of the sampling rate. It owns the sums of each delay; one call of 20 ms costs
/// the same always, and allocates nothing. It lives on the thread of its call.
class EchoSearch
{
public:
    struct Match
    {
        int delay = 0; ///< in samples of 8 kHz, a multiple of 4
        double confidence = 0; ///< 0 … 1: the part of the energy at this delay that is common to both
    };

    /// 160 samples each.
    void process(std::span<const float> received, std::span<const float> played);
    Match recent() const;
    Match lasting() const;
    /// Confidence of one delay over the last 500 ms.
    double lastingAt(int delay) const;

private:
    static constexpr std::size_t frame = EchoDecimator::outputSamples;
    static constexpr std::size_t delays = 1000;
    using PerDelay = std::array<float, delays>; ///< the longest delay first, as the sums are made in ascending memory

    struct Sums
    {
        float memory = 0; ///< of each sum, what a frame leaves to the next
        PerDelay common {};
        PerDelay playedEnergy {};
        float receivedEnergy = 0;

        void add(const PerDelay &newCommon, const PerDelay &newPlayedEnergy, float newReceivedEnergy);
        Match best() const;
        float explained(std::size_t index) const;
    };

    PerDelay commonWith(std::span<const float> received) const;
    PerDelay playedEnergy() const;

    EchoDecimator m_receivedBand {};
    EchoDecimator m_playedBand {};
    std::array<float, delays + frame> m_played {}; ///< the newest last
    Sums m_recent { 0.8F };
    Sums m_lasting { 0.96F };
};

} // namespace callscope::media
