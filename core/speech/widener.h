#pragma once

#include "core/media/resampler.h"

#include <optional>

namespace callscope::speech {

/// Makes of telephone sound (8 kHz) what a wideband model can hear (16 kHz): brings speech to one level and gives the
/// empty upper half of the band a faint mirror image of the lower. It owns the state of one utterance and lives on the
/// thread of whoever feeds it.
class Widener
{
public:
    /// Nothing comes out until the level is known, 700 ms into the utterance (its 300 ms of pre-roll included).
    media::Samples process(std::span<const media::Sample> narrow);
    /// The rest; after it the object is ready for another utterance.
    media::Samples finish();

private:
    media::Samples widen(std::span<const media::Sample> narrow);
    void mirror(media::Samples &wide);

    media::Resampler m_resampler { media::sampleRate, 2 * media::sampleRate };
    media::Samples m_start {}; ///< what came before the level was known
    std::optional<double> m_gain {};
    bool m_odd = false;
};

} // namespace callscope::speech
