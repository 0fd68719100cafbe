#include "ui/audio/arrivals.h"

#include <algorithm>

namespace callscope::ui {

void Arrivals::note(media::Lane lane, std::chrono::milliseconds late)
{
    auto &known = m_late[static_cast<std::size_t>(lane)];
    known.push_back(late);
    if (known.size() > remembered)
        known.erase(known.begin());
}

std::chrono::milliseconds Arrivals::playDelay() const
{
    auto all = m_late[0];
    all.insert(all.end(), m_late[1].begin(), m_late[1].end());
    if (all.empty())
        return mostBuffer;
    std::sort(all.begin(), all.end());
    // Single pieces with an odd time must not move the whole call.
    const auto usual = all[all.size() / 10];
    const auto latest = all[all.size() - 1 - all.size() / 20];
    return usual + std::clamp(latest - usual + media::frameLength, leastBuffer, mostBuffer);
}

} // namespace callscope::ui
