#include "core/simulate/livemouth.h"

#include <algorithm>

namespace callscope::simulate {

void LiveMouth::push(std::span<const media::Sample> samples)
{
    m_queue.insert(m_queue.end(), samples.begin(), samples.end());
    const auto most = static_cast<std::size_t>(media::samplesIn(mostQueued));
    if (m_queue.size() > most)
        m_queue.erase(m_queue.begin(), m_queue.end() - static_cast<std::ptrdiff_t>(most));
}

media::Samples LiveMouth::nextFrame()
{
    media::Samples frame(media::frameSamples, 0);
    m_flowing = m_flowing || m_queue.size() >= static_cast<std::size_t>(media::samplesIn(cushion));
    if (!m_flowing)
        return frame;
    const auto count = std::min<std::size_t>(frame.size(), m_queue.size());
    const auto end = m_queue.begin() + static_cast<std::ptrdiff_t>(count);
    std::copy(m_queue.begin(), end, frame.begin());
    m_queue.erase(m_queue.begin(), end);
    m_flowing = !m_queue.empty();
    return frame;
}

} // namespace callscope::simulate
