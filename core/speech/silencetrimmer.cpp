#include "core/speech/silencetrimmer.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace callscope::speech {

namespace {

constexpr int quietest = 50; // espeak-ng's own silence is 0, its softest consonants reach some hundreds

bool isSound(media::Sample sample)
{
    return std::abs(static_cast<int>(sample)) > quietest;
}

} // namespace

SilenceTrimmer::SilenceTrimmer(int samplingRate)
    : m_longestTail(static_cast<std::size_t>(samplingRate / 10))
{ }

media::Samples SilenceTrimmer::process(std::span<const media::Sample> samples)
{
    const auto lastSound = std::find_if(samples.rbegin(), samples.rend(), isSound).base();
    if (lastSound == samples.begin()) {
        if (m_begun)
            m_quiet.insert(m_quiet.end(), samples.begin(), samples.end());
        return {};
    }
    const auto firstKept = m_begun ? samples.begin() : std::find_if(samples.begin(), samples.end(), isSound);
    m_begun = true;
    media::Samples kept = std::exchange(m_quiet, media::Samples(lastSound, samples.end()));
    kept.insert(kept.end(), firstKept, lastSound);
    return kept;
}

media::Samples SilenceTrimmer::finish()
{
    m_begun = false;
    m_quiet.resize(std::min(m_quiet.size(), m_longestTail));
    return std::exchange(m_quiet, {});
}

} // namespace callscope::speech
