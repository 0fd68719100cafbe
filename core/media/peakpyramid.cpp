#include "core/media/peakpyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace callscope::media {

namespace {

constexpr std::size_t fanOut = 4;
constexpr qint64 mostPeaks = samplesIn(std::chrono::hours(24)) / samplesPerPeak;
constexpr std::size_t rememberedPuts = 64;

quint16 rounded(double rms)
{
    return static_cast<quint16>(std::lround(std::min(rms, double(std::numeric_limits<quint16>::max()))));
}

/// Adds up peaks of any level, each for as many finest ones as it stands for.
class Sum
{
public:
    void add(const Peak &peak, double weight)
    {
        m_peak.least = m_empty ? peak.least : std::min(m_peak.least, peak.least);
        m_peak.most = m_empty ? peak.most : std::max(m_peak.most, peak.most);
        m_squares += weight * peak.rms * peak.rms;
        m_weight += weight;
        m_empty = false;
    }
    Peak peak() const
    {
        return m_empty ? Peak {} : Peak { m_peak.least, m_peak.most, rounded(std::sqrt(m_squares / m_weight)) };
    }

private:
    Peak m_peak {};
    double m_squares = 0, m_weight = 0;
    bool m_empty = true;
};

} // namespace

Peak peakOf(std::span<const Sample> samples)
{
    if (samples.empty())
        return {};
    const auto [least, most] = std::minmax_element(samples.begin(), samples.end());
    return { *least, *most, rounded(rms(samples)) };
}

void PeakPyramid::put(qint64 first, std::span<const Peak> peaks)
{
    const qint64 begin = std::clamp<qint64>(first, 0, mostPeaks);
    const qint64 room = mostPeaks - begin;
    const qint64 cut = first < 0 ? (first < -std::ssize(peaks) ? std::ssize(peaks) : -first) : 0;
    const qint64 count = std::min(std::ssize(peaks) - cut, room);
    if (count <= 0)
        return;
    const auto kept = peaks.subspan(static_cast<std::size_t>(cut), static_cast<std::size_t>(count));
    const auto end = static_cast<std::size_t>(begin + count);
    std::vector<Peak> &finest = m_levels.front();
    if (finest.size() < end)
        finest.resize(end);
    std::copy(kept.begin(), kept.end(), finest.begin() + begin);
    m_unsettled = m_unsettled == Run {}
        ? Run { begin, begin + count }
        : Run { std::min(m_unsettled.first, begin), std::max(m_unsettled.end, begin + count) };
    m_puts.push_back({ begin, begin + count });
    if (m_puts.size() > rememberedPuts)
        m_puts.pop_front();
    ++m_revision;
}

/// A level is there as soon as the one below it has more than one peak; what is new is silence.
void PeakPyramid::grow(std::size_t size) const
{
    for (std::size_t level = 0;; ++level) {
        if (level == m_levels.size())
            m_levels.emplace_back();
        if (m_levels[level].size() < size)
            m_levels[level].resize(size);
        if (size <= 1)
            return;
        size = (size + fanOut - 1) / fanOut;
    }
}

/// Brings the coarser levels above finest peaks up to date, once somebody looks: most calls are never looked at. A
/// parent whose children are not all there yet takes the missing ones for silence.
void PeakPyramid::settle() const
{
    const Run run = std::exchange(m_unsettled, {});
    if (run == Run {})
        return;
    grow(m_levels.front().size());
    auto first = static_cast<std::size_t>(run.first), end = static_cast<std::size_t>(run.end);
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        first /= fanOut;
        end = (end + fanOut - 1) / fanOut;
        const std::vector<Peak> &finer = m_levels[level - 1];
        for (std::size_t parent = first; parent < end; ++parent) {
            Sum sum;
            for (std::size_t child = parent * fanOut; child < (parent + 1) * fanOut; ++child)
                sum.add(child < finer.size() ? finer[child] : Peak {}, 1);
            m_levels[level][parent] = sum.peak();
        }
    }
}

qint64 PeakPyramid::size() const
{
    return std::ssize(m_levels.front());
}

/// Walks up from both ends: at each level only those peaks that do not fill a parent are looked at.
Peak PeakPyramid::over(qint64 fromSample, qint64 toSample) const
{
    constexpr qint64 mostSamples = mostPeaks * samplesPerPeak;
    const qint64 wantedFirst = std::clamp<qint64>(fromSample, 0, mostSamples) / samplesPerPeak;
    const qint64 wantedEnd = (std::clamp<qint64>(toSample, 0, mostSamples) + samplesPerPeak - 1) / samplesPerPeak;
    settle();
    Sum sum;
    if (wantedEnd > std::max(size(), wantedFirst))
        sum.add({}, static_cast<double>(wantedEnd - std::max(size(), wantedFirst)));
    auto first = static_cast<std::size_t>(std::min(wantedFirst, size()));
    auto end = static_cast<std::size_t>(std::min(wantedEnd, size()));
    double weight = 1;
    for (std::size_t level = 0; first < end; ++level, weight *= fanOut) {
        const std::vector<Peak> &peaks = m_levels[level];
        for (; first < end && first % fanOut != 0; ++first)
            sum.add(peaks[first], weight);
        for (; first < end && end % fanOut != 0; --end)
            sum.add(peaks[end - 1], weight);
        first /= fanOut;
        end /= fanOut;
    }
    return sum.peak();
}

PeakPyramid::Run PeakPyramid::changedSince(quint64 revision) const
{
    if (revision >= m_revision)
        return {};
    const quint64 missed = m_revision - revision;
    if (missed > m_puts.size())
        return { 0, size() };
    Run all = m_puts.back();
    for (auto put = m_puts.end() - static_cast<std::ptrdiff_t>(missed); put != m_puts.end(); ++put)
        all = { std::min(all.first, put->first), std::max(all.end, put->end) };
    return all;
}

} // namespace callscope::media
