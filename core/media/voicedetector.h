#pragma once

#include "core/media/format.h"

#include <array>

namespace callscope::media {

struct VoiceDetectorSettings
{
    double rmsFloor = 210; ///< VAD_RMS
    std::chrono::milliseconds endOfUtterance { 450 }; ///< EOU_MS
    std::chrono::milliseconds toStart { 60 };
};

/// Finds where speech begins and ends in the levels of 20 ms frames. The threshold is
/// max(rmsFloor, 1.6 × the 10th percentile of the last 4 s), so that a noisy line still ends a turn; it never rises out
/// of reach of levels that vary as speech does. It owns the levels of the last 4 s, and lives on the thread of its
/// call.
class VoiceDetector
{
public:
    enum class Change { None, Started, Ended };

    explicit VoiceDetector(VoiceDetectorSettings settings = {});

    /// `level` is the frame's RMS on the 16-bit scale (with echo already taken off). Speech starts when frames over the
    /// threshold are `toStart` ahead of frames under it, so a short gap inside a word does not begin the count anew.
    Change process(double level);
    bool inSpeech() const { return m_inSpeech; }
    double threshold() const { return m_threshold; }
    /// From the first to the last frame over the threshold, of the running or last utterance.
    std::chrono::milliseconds speechLength() const;
    /// How long the level has been under the threshold.
    std::chrono::milliseconds quietLength() const;
    /// Forgets a running utterance, keeps what was learnt about the line.
    void reset();

private:
    static constexpr std::size_t historyFrames = 200;
    using Levels = std::array<float, historyFrames>;

    void remember(double level);
    double lineThreshold() const;
    bool isVarying() const;
    Change processQuiet(bool loud);
    Change processSpeech(bool loud);

    VoiceDetectorSettings m_settings {};
    Levels m_levels {}; ///< a ring
    std::size_t m_known = 0; ///< how many of them have been heard
    std::size_t m_next = 0;
    double m_threshold = 0;
    double m_startThreshold = 0; ///< what the running utterance began over
    bool m_inSpeech = false;
    int m_lead = 0; ///< loud frames ahead of quiet ones while no speech is on
    std::int64_t m_framesSinceOnset = 0;
    std::int64_t m_speechFrames = 0;
    std::int64_t m_quietFrames = 0;
};

} // namespace callscope::media
