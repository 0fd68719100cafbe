#include "core/simulate/playoutwatch.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

constexpr std::chrono::milliseconds shortestPause { 150 };

} // namespace

void PlayoutWatch::noteArrival(std::chrono::milliseconds queued)
{
    m_mostQueued = std::max(m_mostQueued, queued);
    if (m_dryFor.count() > 0 && m_dryFor < shortestPause)
        ++m_dryGaps;
    m_dryFor = {};
}

void PlayoutWatch::notePlayed(std::chrono::milliseconds length, bool whole)
{
    m_dryFor = whole ? std::chrono::milliseconds(0) : m_dryFor + length;
}

} // namespace callscope::simulate
