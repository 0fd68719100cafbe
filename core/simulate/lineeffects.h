#pragma once

#include "core/simulate/callscript.h"

#include <random>

namespace callscope::simulate {

/// The telephone line between the caller and Twilio: what the ear hears comes back late and weaker, and there is noise.
/// Plain, one a call.
class LineEffects
{
public:
    LineEffects(const LineConditions &conditions, quint32 seed);

    /// What Twilio gets in one frame, of what mouth and ear had in it; good until the next. Both have the same length
    /// in every call.
    const media::Samples &process(const media::Samples &mouth, std::span<const media::Sample> ear);

private:
    double m_gain = 0;
    media::Samples m_echo {}; ///< what the ear heard and has not come back yet, oldest first
    media::Samples m_line {}; ///< memory for the next frame
    double m_noiseRms = 0;
    std::mt19937 m_random;
    std::normal_distribution<double> m_noise { 0, 1 };
};

} // namespace callscope::simulate
