#include "ui/audio/speedchanger.h"

#include <SoundTouch.h>

#include <algorithm>
#include <cmath>

namespace callscope::ui {

namespace {

constexpr float fullScale = 32768;

media::Sample toSample(float value)
{
    return static_cast<media::Sample>(std::lround(std::clamp(value * fullScale, -fullScale, fullScale - 1)));
}

} // namespace

SpeedChanger::SpeedChanger()
    : m_stretcher(std::make_unique<soundtouch::SoundTouch>())
{
    m_stretcher->setSampleRate(media::sampleRate);
    m_stretcher->setChannels(2);
    // What its authors advise for speech.
    m_stretcher->setSetting(SETTING_SEQUENCE_MS, 40);
    m_stretcher->setSetting(SETTING_SEEKWINDOW_MS, 15);
    m_stretcher->setSetting(SETTING_OVERLAP_MS, 8);
}

SpeedChanger::~SpeedChanger() = default;

void SpeedChanger::setSpeed(double speed)
{
    m_stretcher->setTempo(speed);
}

void SpeedChanger::put(std::span<const media::Sample> interleaved)
{
    m_floats.resize(interleaved.size());
    std::transform(interleaved.begin(), interleaved.end(), m_floats.begin(),
                   [](media::Sample sample) { return static_cast<float>(sample) / fullScale; });
    m_stretcher->putSamples(m_floats.data(), static_cast<unsigned>(interleaved.size() / 2));
}

bool SpeedChanger::take(std::span<media::Sample> interleaved)
{
    const auto frames = static_cast<unsigned>(interleaved.size() / 2);
    if (m_stretcher->numSamples() < frames)
        return false;
    m_floats.resize(interleaved.size());
    m_stretcher->receiveSamples(m_floats.data(), frames);
    std::transform(m_floats.begin(), m_floats.end(), interleaved.begin(), toSample);
    return true;
}

void SpeedChanger::clear()
{
    m_stretcher->clear();
}

} // namespace callscope::ui
