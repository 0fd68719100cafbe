#include "core/simulate/recording.h"

namespace callscope::simulate {

Recording::Recording(const Record &verb, double silenceRms)
    : m_verb(verb)
    , m_silenceRms(silenceRms)
{ }

bool Recording::take(std::span<const media::Sample> frame)
{
    m_sound.insert(m_sound.end(), frame.begin(), frame.end());
    const auto count = static_cast<std::int64_t>(frame.size());
    m_silence = media::rms(frame) < m_silenceRms ? m_silence + count : 0;
    const bool silent = m_verb.timeout.count() > 0 && media::lengthOf(m_silence) >= m_verb.timeout;
    return silent || media::lengthOf(static_cast<std::int64_t>(m_sound.size())) >= m_verb.maxLength;
}

bool Recording::press(QChar key)
{
    if (!m_verb.finishOnKey.contains(key))
        return false;
    m_digits = key;
    return true;
}

media::Samples Recording::sound() const
{
    return { m_sound.begin(), m_sound.end() - static_cast<std::ptrdiff_t>(m_silence) };
}

std::chrono::seconds Recording::duration() const
{
    return std::chrono::ceil<std::chrono::seconds>(
        media::lengthOf(static_cast<std::int64_t>(m_sound.size()) - m_silence));
}

} // namespace callscope::simulate
