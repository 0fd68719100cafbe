#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace callscope::simulate {

/// Many delays in little memory: how many there were of each length, to 3 % of it. Plain; tallies can be added up.
class DelayTally
{
public:
    /// What is below zero counts as zero, and what is over a minute as a minute.
    void count(std::chrono::nanoseconds delay);
    void add(const DelayTally &other);

    std::uint64_t size() const { return m_size; }
    /// The delay that `percent` of them do not exceed (nearest rank); zero of none. That of 100 is exact.
    std::chrono::nanoseconds percentile(int percent) const;

private:
    std::vector<std::uint32_t> m_counts {}; ///< up to the longest
    std::uint64_t m_size = 0;
    std::chrono::nanoseconds m_longest { 0 };
};

} // namespace callscope::simulate
