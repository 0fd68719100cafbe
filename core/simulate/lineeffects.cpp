#include "core/simulate/lineeffects.h"

#include <algorithm>
#include <cmath>

namespace callscope::simulate {

LineEffects::LineEffects(const LineConditions &conditions, quint32 seed)
    : m_noiseRms(conditions.noiseRms)
    , m_random(seed)
{
    if (!conditions.echo)
        return;
    m_gain = std::pow(10.0, conditions.echo->decibels / 20);
    m_echo.assign(static_cast<std::size_t>(media::samplesIn(conditions.echo->delay)), 0);
}

const media::Samples &LineEffects::process(const media::Samples &mouth, std::span<const media::Sample> ear)
{
    if (m_gain <= 0 && m_noiseRms <= 0)
        return mouth;
    if (m_gain > 0)
        m_echo.insert(m_echo.end(), ear.begin(), ear.end());
    m_line.resize(mouth.size());
    for (std::size_t i = 0; i < mouth.size(); ++i) {
        double sample = mouth[i];
        if (m_gain > 0)
            sample += m_gain * m_echo[i];
        if (m_noiseRms > 0)
            sample += m_noiseRms * m_noise(m_random);
        m_line[i] = static_cast<media::Sample>(std::lround(std::clamp(sample, -32768.0, 32767.0)));
    }
    if (m_gain > 0)
        m_echo.erase(m_echo.begin(), m_echo.begin() + static_cast<std::ptrdiff_t>(mouth.size()));
    return m_line;
}

} // namespace callscope::simulate
