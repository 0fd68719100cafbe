#pragma once

#include "core/media/format.h"

namespace callscope::speech {

/// Takes the silence off both ends of one spoken sentence while it streams through: pauses inside are kept, and 100 ms
/// at the end, so that sentences do not run into each other. Lives on the thread of whoever feeds it.
class SilenceTrimmer
{
public:
    explicit SilenceTrimmer(int samplingRate);

    /// What is known to be inside the sentence.
    media::Samples process(std::span<const media::Sample> samples);
    /// The pause after it.
    media::Samples finish();

private:
    std::size_t m_longestTail;
    media::Samples m_quiet {};
    bool m_begun = false;
};

} // namespace callscope::speech
