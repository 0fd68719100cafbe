#include "core/media/format.h"

#include <cmath>

namespace callscope::media {

double rms(std::span<const Sample> samples)
{
    if (samples.empty())
        return 0;
    std::int64_t energy = 0;
    for (const Sample sample : samples)
        energy += std::int32_t { sample } * sample;
    return std::sqrt(static_cast<double>(energy) / static_cast<double>(samples.size()));
}

} // namespace callscope::media
