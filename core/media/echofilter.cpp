#include "core/media/echofilter.h"

#include <algorithm>
#include <cmath>

namespace callscope::media {

namespace {

constexpr double memory = 0.9;

/// Added to the diagonal as part of it and as energy, so that a quiet or narrow sound leaves the taps small.
constexpr double looseness = 1e-4;
constexpr double quietEnergy = 160 * 5.0 * 5.0;

double product(const float *a, const float *b, std::size_t count)
{
    float sums[4] = {};
    for (std::size_t i = 0; i < count; i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane)
            sums[lane] += a[i + lane] * b[i + lane];
    }
    return double { sums[0] } + sums[1] + sums[2] + sums[3];
}

double level(double energy, std::size_t count)
{
    return std::sqrt(std::max(energy, 0.0) / static_cast<double>(count));
}

} // namespace

EchoFilter::EchoFilter(int delay)
    : m_delay(std::max(delay, static_cast<int>(early)))
{ }

EchoFilter::Fit EchoFilter::process(std::span<const float> received, std::span<const float> played)
{
    // Tap j looks at the sound early - j samples later than the delay says, so that both sides of it are covered.
    const float *aligned = played.data() + played.size() - received.size() - static_cast<std::size_t>(m_delay) + early;
    learn(received, aligned);
    const Taps weights = solution();

    double echoEnergy = 0;
    double residualEnergy = 0;
    for (std::size_t i = 0; i < received.size(); ++i) {
        double echo = 0;
        for (std::size_t tap = 0; tap < taps; ++tap)
            echo += weights[tap]
                * static_cast<double>(aligned[static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(tap)]);
        const double residual = static_cast<double>(received[i]) - echo;
        echoEnergy += echo * echo;
        residualEnergy += residual * residual;
    }
    const double receivedEnergy = product(received.data(), received.data(), received.size());
    return { level(receivedEnergy, received.size()), level(residualEnergy, received.size()),
             level(echoEnergy, received.size()) };
}

void EchoFilter::learn(std::span<const float> received, const float *aligned)
{
    const std::size_t count = received.size();
    // The sums of neighbouring taps share all but their first and last products.
    std::array<Taps, taps> own {};
    for (std::size_t j = 0; j < taps; ++j)
        own[0][j] = product(aligned, aligned - j, count);
    for (std::size_t i = 1; i < taps; ++i) {
        for (std::size_t j = i; j < taps; ++j) {
            const float *a = aligned - i;
            const float *b = aligned - j;
            own[i][j] = own[i - 1][j - 1] + double { a[0] } * b[0] - double { a[count] } * b[count];
        }
    }
    for (std::size_t i = 0; i < taps; ++i) {
        m_common[i] = memory * m_common[i] + product(received.data(), aligned - i, count);
        for (std::size_t j = i; j < taps; ++j)
            m_own[i][j] = memory * m_own[i][j] + own[i][j];
    }
}

EchoFilter::Taps EchoFilter::solution() const
{
    // Cholesky: m_own + looseness = lower × lowerᵀ. Only the upper half of m_own is kept, so it is read as [j][i].
    std::array<Taps, taps> lower {};
    const double loose = looseness * m_own[0][0] + quietEnergy;
    for (std::size_t i = 0; i < taps; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = m_own[j][i] + (i == j ? loose : 0);
            for (std::size_t k = 0; k < j; ++k)
                sum -= lower[i][k] * lower[j][k];
            lower[i][j] = i == j ? std::sqrt(std::max(sum, loose)) : sum / lower[j][j];
        }
    }
    Taps weights = m_common;
    for (std::size_t i = 0; i < taps; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            weights[i] -= lower[i][k] * weights[k];
        weights[i] /= lower[i][i];
    }
    for (std::size_t i = taps; i-- > 0;) {
        for (std::size_t k = i + 1; k < taps; ++k)
            weights[i] -= lower[k][i] * weights[k];
        weights[i] /= lower[i][i];
    }
    return weights;
}

} // namespace callscope::media
