#pragma once

#include "core/media/echofilter.h"
#include "core/media/echosearch.h"
#include "core/media/format.h"

#include <array>
#include <optional>

namespace callscope::media {

/// Tells the bot's own voice, come back over the line, from the caller's. It compares each 20 ms that came in with what
/// was just played (up to 500 ms back), learns delay and gain of the echo, and gives the level of what is left.
/// It owns the last 660 ms of both sounds, allocates nothing, and lives on the thread of its call.
class EchoGuard
{
public:
    struct Verdict
    {
        double level = 0; ///< RMS of the frame as received
        double callerLevel = 0; ///< RMS of what is not explained by echo: what the voice detector should see
        bool suppressed = false; ///< a good part of the frame was taken for echo
    };

    /// One 20 ms frame from the caller, and what was playing at the caller's ear in the same 20 ms. Consecutive calls
    /// take consecutive sound on both sides: place `played` by the media timestamp, as arrival times would make the
    /// delay jump.
    Verdict process(std::span<const Sample> received, std::span<const Sample> played);

    /// Of the echo, once it has been found.
    std::optional<std::chrono::milliseconds> delay() const;
    std::optional<double> gainDecibels() const;

private:
    static constexpr std::size_t trialFrames = 3;
    static constexpr std::size_t historyFrames = 25 + trialFrames + 2;

    struct Trial
    {
        EchoFilter filter;
        EchoFilter::Fit fit;
    };

    void remember(std::span<const Sample> received, std::span<const Sample> played);
    bool isQuiet() const;
    EchoFilter::Fit bestFit(double level);
    bool isKnown(int delay) const;
    bool isClearlyBetter(const EchoSearch::Match &match) const;
    Trial trial(int delay) const;
    EchoFilter::Fit follow(const Trial &trial);
    bool isLeftover(const EchoFilter::Fit &fit);
    bool mayBeFirstHiss(double level) const;
    double playedLevelAt(int delay) const;
    double playedEnergy(std::size_t samplesBack) const;
    std::span<const float> receivedFrame(std::size_t framesBack) const;
    std::span<const float> playedUpTo(std::size_t framesBack) const;
    void learnGain(const EchoFilter::Fit &fit);
    void learnNoise(double level);

    EchoSearch m_search {};
    std::array<float, trialFrames * frameSamples> m_received {}; ///< the newest last
    std::array<float, historyFrames * frameSamples> m_played {}; ///< the newest last
    std::array<double, historyFrames> m_playedHisses {}; ///< the levels of its frames that are a hiss, or 0
    std::size_t m_framesSinceSound = historyFrames; ///< since the bot was last heard
    std::size_t m_framesOfSound = 0; ///< since its first sound after being quiet
    std::optional<EchoFilter> m_filter {}; ///< of the delay that is followed
    bool m_onTrial = false; ///< another delay explained the last frame better
    double m_leftoverEnergy = 0; ///< of what the filter leaves, summed
    double m_leftoverPlayed = 1; ///< of what was played in the same frames
    double m_echoEnergy = 0;
    double m_playedEnergy = 0;
    double m_noise = 0; ///< RMS of the line while nobody speaks
};

} // namespace callscope::media
