#include "core/media/voicedetector.h"

#include <algorithm>

namespace callscope::media {

namespace {

constexpr double overNoise = 1.6; // providers.md 7.2

/// In a second of steady noise the loud tenth is less than this many times the quiet tenth; in a second of speech,
/// more.
constexpr double steadySpread = 1.6;
constexpr std::size_t recentFrames = 50;

/// With less than a second heard, a steady sound louder than any line's noise is somebody speaking, not the line.
constexpr std::size_t youngFrames = 50;
constexpr double loudestYoungThreshold = 800;

std::int64_t framesIn(std::chrono::milliseconds length)
{
    return (length + frameLength - std::chrono::milliseconds(1)) / frameLength;
}

struct Tenths
{
    double quiet = 0; ///< 10th percentile
    double loud = 0; ///< 90th
};

/// Leaves `levels` in another order.
Tenths tenths(std::span<float> levels)
{
    const std::size_t tenth = levels.size() / 10;
    const auto quiet = levels.begin() + static_cast<std::ptrdiff_t>(tenth);
    const auto loud = levels.end() - 1 - static_cast<std::ptrdiff_t>(tenth);
    std::nth_element(levels.begin(), quiet, levels.end());
    const double quietLevel = *quiet;
    std::nth_element(quiet, loud, levels.end());
    return { quietLevel, *loud };
}

} // namespace

VoiceDetector::VoiceDetector(VoiceDetectorSettings settings)
    : m_settings(settings)
    , m_threshold(settings.rmsFloor)
{ }

VoiceDetector::Change VoiceDetector::process(double level)
{
    remember(level);
    m_threshold = std::max(m_settings.rmsFloor, lineThreshold());
    const bool loud = level > m_threshold;
    m_quietFrames = loud ? 0 : m_quietFrames + 1;
    return m_inSpeech ? processSpeech(loud) : processQuiet(loud);
}

VoiceDetector::Change VoiceDetector::processQuiet(bool loud)
{
    if (m_lead == 0)
        m_framesSinceOnset = 0;
    ++m_framesSinceOnset;
    m_lead = loud ? m_lead + 1 : std::max(m_lead - 1, 0);
    if (!loud || m_lead < framesIn(m_settings.toStart))
        return Change::None;
    m_inSpeech = true;
    m_startThreshold = m_threshold;
    m_lead = 0;
    m_speechFrames = m_framesSinceOnset;
    return Change::Started;
}

VoiceDetector::Change VoiceDetector::processSpeech(bool loud)
{
    ++m_framesSinceOnset;
    if (loud)
        m_speechFrames = m_framesSinceOnset;
    if (m_quietFrames < framesIn(m_settings.endOfUtterance))
        return Change::None;
    m_inSpeech = false;
    return Change::Ended;
}

std::chrono::milliseconds VoiceDetector::speechLength() const
{
    return m_speechFrames * frameLength;
}

std::chrono::milliseconds VoiceDetector::quietLength() const
{
    return m_quietFrames * frameLength;
}

void VoiceDetector::reset()
{
    m_inSpeech = false;
    m_lead = 0;
    m_framesSinceOnset = 0;
    m_speechFrames = 0;
    m_quietFrames = 0;
}

void VoiceDetector::remember(double level)
{
    m_levels[m_next] = static_cast<float>(level);
    m_next = (m_next + 1) % historyFrames;
    m_known = std::min(m_known + 1, historyFrames);
}

double VoiceDetector::lineThreshold() const
{
    Levels levels = m_levels;
    // Of a running utterance 4 s have to be known: what was not heard yet counts as silence (it is zero), so that a
    // sound from the first frame on is not taken for the line it is heard on.
    const std::span<float> considered = std::span(levels).first(m_inSpeech ? historyFrames : m_known);
    const double threshold = overNoise * tenths(considered).quiet;
    if (m_inSpeech)
        return isVarying() ? std::min(threshold, m_startThreshold) : threshold;
    return m_known < youngFrames ? std::min(threshold, loudestYoungThreshold) : threshold;
}

bool VoiceDetector::isVarying() const
{
    std::array<float, recentFrames> recent {};
    for (std::size_t i = 0; i < recentFrames; ++i)
        recent[i] = m_levels[(m_next + historyFrames - 1 - i) % historyFrames];
    const Tenths spread = tenths(recent);
    return spread.loud > steadySpread * spread.quiet;
}

} // namespace callscope::media
