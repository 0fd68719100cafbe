#include "core/media/echosearch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace callscope::media {

namespace {

/// Nobody's line gives the bot back louder than it sent: a better match with a quiet stretch is a match with nothing.
constexpr float loudestGain = 1.0F;

/// Decimated energy of a received frame that is too little to say anything about, RMS of about 10.
constexpr float nothingReceived = 40 * 10.0F * 10.0F;

constexpr float lifted = 0.7F;

template <std::size_t Taps>
std::array<float, Taps> lowPass(float cutOff)
{
    std::array<float, Taps> window {};
    float sum = 0;
    for (std::size_t i = 0; i < Taps; ++i) {
        const float x = static_cast<float>(i) - static_cast<float>(Taps - 1) / 2;
        const float sinc = std::sin(2 * std::numbers::pi_v<float> * cutOff * x) / x;
        const float phase = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(Taps - 1);
        window[i] = sinc * (0.54F - 0.46F * std::cos(phase));
        sum += window[i];
    }
    for (float &weight : window)
        weight /= sum;
    return window;
}

} // namespace

std::array<float, EchoDecimator::outputSamples> EchoDecimator::process(std::span<const float> frame)
{
    static const std::array<float, taps> weights = lowPass<taps>(900.0F / 8000.0F);
    std::array<float, taps + outputSamples * factor> sound {};
    std::copy(frame.begin(), frame.end(), std::copy(m_tail.begin(), m_tail.end(), sound.begin()));
    std::copy(frame.end() - taps, frame.end(), m_tail.begin());

    std::array<float, outputSamples> output {};
    for (std::size_t i = 0; i < outputSamples; ++i) {
        float low = 0;
        for (std::size_t tap = 0; tap < taps; ++tap)
            low += weights[tap] * sound[i * factor + factor + tap];
        output[i] = low - lifted * m_last;
        m_last = low;
    }
    return output;
}

void EchoSearch::process(std::span<const float> received, std::span<const float> played)
{
    const auto newlyPlayed = m_playedBand.process(played);
    std::copy(m_played.begin() + frame, m_played.end(), m_played.begin());
    std::copy(newlyPlayed.begin(), newlyPlayed.end(), m_played.end() - frame);

    const auto newlyReceived = m_receivedBand.process(received);
    float receivedEnergy = 0;
    for (const float sample : newlyReceived)
        receivedEnergy += sample * sample;
    const PerDelay common = commonWith(newlyReceived);
    const PerDelay energy = playedEnergy();
    m_recent.add(common, energy, receivedEnergy);
    m_lasting.add(common, energy, receivedEnergy);
}

EchoSearch::PerDelay EchoSearch::commonWith(std::span<const float> received) const
{
    // Eight delays at a time, so that their sums stay in registers: this is the one place where the echo guard's time
    // goes.
    constexpr std::size_t together = 8;
    static_assert(delays % together == 0);
    PerDelay common;
    for (std::size_t k = 0; k < delays; k += together) {
        std::array<float, together> sums {};
        for (std::size_t i = 0; i < frame; ++i) {
            const float *x = m_played.data() + i + 1 + k;
            for (std::size_t lane = 0; lane < together; ++lane)
                sums[lane] += received[i] * x[lane];
        }
        std::copy(sums.begin(), sums.end(), common.begin() + static_cast<std::ptrdiff_t>(k));
    }
    return common;
}

EchoSearch::PerDelay EchoSearch::playedEnergy() const
{
    PerDelay energies;
    double energy = 0; // double: after a loud stretch a float would keep its rounding errors
    for (std::size_t i = 1; i <= frame; ++i)
        energy += double { m_played[i] } * m_played[i];
    for (std::size_t k = 0; k < delays; ++k) {
        energies[k] = static_cast<float>(std::max(energy, 0.0));
        if (k + 1 < delays)
            energy += double { m_played[k + 1 + frame] } * m_played[k + 1 + frame]
                - double { m_played[k + 1] } * m_played[k + 1];
    }
    return energies;
}

EchoSearch::Match EchoSearch::recent() const
{
    return m_recent.best();
}

EchoSearch::Match EchoSearch::lasting() const
{
    return m_lasting.best();
}

double EchoSearch::lastingAt(int delay) const
{
    // The neighbours too: the delay may lie between two of the coarse ones.
    const auto middle = delays - 1 - std::min(static_cast<std::size_t>(delay) / EchoDecimator::factor, delays - 1);
    float most = 0;
    for (std::size_t k = middle > 1 ? middle - 2 : 0; k < std::min(middle + 3, delays); ++k)
        most = std::max(most, m_lasting.explained(k));
    return m_lasting.receivedEnergy < nothingReceived ? 0 : std::min(most / m_lasting.receivedEnergy, 1.0F);
}

void EchoSearch::Sums::add(const PerDelay &newCommon, const PerDelay &newPlayedEnergy, float newReceivedEnergy)
{
    for (std::size_t k = 0; k < delays; ++k) {
        common[k] = memory * common[k] + newCommon[k];
        playedEnergy[k] = memory * playedEnergy[k] + newPlayedEnergy[k];
    }
    receivedEnergy = memory * receivedEnergy + newReceivedEnergy;
}

float EchoSearch::Sums::explained(std::size_t index) const
{
    if (std::abs(common[index]) > loudestGain * playedEnergy[index])
        return 0;
    return common[index] * common[index] / (playedEnergy[index] + 1.0F);
}

EchoSearch::Match EchoSearch::Sums::best() const
{
    if (receivedEnergy < nothingReceived)
        return {};
    std::size_t best = 0;
    float most = 0;
    for (std::size_t k = 0; k < delays; ++k) {
        const float energy = explained(k);
        if (energy > most) {
            most = energy;
            best = k;
        }
    }
    const auto delay = static_cast<int>((delays - 1 - best) * EchoDecimator::factor);
    return { delay, std::min(most / receivedEnergy, 1.0F) };
}

} // namespace callscope::media
