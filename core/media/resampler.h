#pragma once

#include "core/media/format.h"

#include <memory>

struct SpeexResamplerState_;

namespace callscope::media {

/// Brings one mono sound from one sampling rate to another, piece by piece, with speexdsp. It owns the filter's state
/// and lives on the thread of whoever feeds it.
class Resampler
{
public:
    /// Rates in Hz, both over zero. With equal rates the samples pass unchanged.
    Resampler(int fromRate, int toRate);

    /// Any length. The filter's delay is taken off, so output lags behind input by up to some milliseconds.
    Samples process(std::span<const Sample> input);
    /// What the filter still holds: with it the whole output is as long as the whole input, to within one sample.
    /// After it the resampler is ready for another sound.
    Samples finish();

private:
    struct Destroy
    {
        void operator()(SpeexResamplerState_ *state) const;
    };

    void start();
    Samples convert(std::span<const Sample> input);

    int m_fromRate = 0;
    int m_toRate = 0;
    std::unique_ptr<SpeexResamplerState_, Destroy> m_state {}; ///< null while rates are equal
    std::int64_t m_consumed = 0;
    std::int64_t m_produced = 0;
};

} // namespace callscope::media
