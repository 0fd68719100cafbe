#include "core/media/resampler.h"

#include <QtGlobal>

#include <speex/speex_resampler.h>

#include <algorithm>

namespace callscope::media {

namespace {

/// Measured in tst_resampler: from 7 on nothing over the new band's edge comes through that µ-law would not hide.
constexpr int quality = 7;

} // namespace

void Resampler::Destroy::operator()(SpeexResamplerState_ *state) const
{
    speex_resampler_destroy(state);
}

Resampler::Resampler(int fromRate, int toRate)
    : m_fromRate(fromRate)
    , m_toRate(toRate)
{
    Q_ASSERT(fromRate > 0 && toRate > 0);
    start();
}

void Resampler::start()
{
    m_consumed = 0;
    m_produced = 0;
    if (m_fromRate == m_toRate)
        return;
    int error = RESAMPLER_ERR_SUCCESS;
    m_state.reset(
        speex_resampler_init(1, static_cast<unsigned>(m_fromRate), static_cast<unsigned>(m_toRate), quality, &error));
    Q_ASSERT_X(m_state, "Resampler", speex_resampler_strerror(error));
    speex_resampler_skip_zeros(m_state.get());
}

Samples Resampler::process(std::span<const Sample> input)
{
    m_consumed += std::ssize(input);
    if (!m_state)
        return Samples(input.begin(), input.end());
    Samples output = convert(input);
    m_produced += std::ssize(output);
    return output;
}

Samples Resampler::finish()
{
    if (!m_state)
        return {};
    const std::int64_t whole = (m_consumed * m_toRate + m_fromRate / 2) / m_fromRate;
    const auto missing = static_cast<std::size_t>(std::max<std::int64_t>(whole - m_produced, 0));
    // One sample more than the delay: rounding inside the filter may hold the last one back.
    const Samples silence(static_cast<std::size_t>(speex_resampler_get_input_latency(m_state.get()))
                          + static_cast<std::size_t>(m_fromRate / m_toRate) + 1);
    Samples output = convert(silence);
    output.resize(missing);
    start();
    return output;
}

Samples Resampler::convert(std::span<const Sample> input)
{
    const std::size_t most
        = input.size() * static_cast<std::size_t>(m_toRate) / static_cast<std::size_t>(m_fromRate) + 2;
    Samples output(most);
    auto inputLength = static_cast<spx_uint32_t>(input.size());
    auto outputLength = static_cast<spx_uint32_t>(most);
    speex_resampler_process_int(m_state.get(), 0, input.data(), &inputLength, output.data(), &outputLength);
    Q_ASSERT(inputLength == input.size());
    output.resize(outputLength);
    return output;
}

} // namespace callscope::media
