#include "core/simulate/delaytally.h"

#include <algorithm>
#include <bit>

namespace callscope::simulate {

namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;

/// Each doubling of the delay is cut into so many places; below it each microsecond has one.
constexpr std::uint64_t parts = 32;
constexpr nanoseconds longest = std::chrono::minutes(1);

std::size_t placeOf(nanoseconds delay)
{
    const auto time = static_cast<std::uint64_t>(std::chrono::floor<microseconds>(delay).count());
    const int doublings = std::max(0, static_cast<int>(std::bit_width(time)) - static_cast<int>(std::bit_width(parts)));
    return static_cast<std::size_t>(parts * static_cast<std::uint64_t>(doublings) + (time >> doublings));
}

/// Past the last delay that has this place.
nanoseconds endOf(std::size_t place)
{
    const std::uint64_t doublings = place < 2 * parts ? 0 : place / parts - 1;
    return microseconds((place - parts * doublings + 1) << doublings);
}

} // namespace

void DelayTally::count(nanoseconds delay)
{
    delay = std::clamp(delay, nanoseconds(0), longest);
    const std::size_t place = placeOf(delay);
    if (place >= m_counts.size())
        m_counts.resize(place + 1);
    ++m_counts[place];
    ++m_size;
    m_longest = std::max(m_longest, delay);
}

void DelayTally::add(const DelayTally &other)
{
    m_counts.resize(std::max(m_counts.size(), other.m_counts.size()));
    for (std::size_t i = 0; i < other.m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
    m_size += other.m_size;
    m_longest = std::max(m_longest, other.m_longest);
}

nanoseconds DelayTally::percentile(int percent) const
{
    const std::uint64_t rank = (m_size * static_cast<std::uint64_t>(percent) + 99) / 100;
    std::uint64_t seen = 0;
    for (std::size_t place = 0; place < m_counts.size(); ++place) {
        seen += m_counts[place];
        if (seen >= rank && seen > 0)
            return std::min(endOf(place), m_longest);
    }
    return m_longest;
}

} // namespace callscope::simulate
