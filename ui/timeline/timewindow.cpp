#include "ui/timeline/timewindow.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace callscope::ui {

CallTime TimeWindow::timeAt(double x) const
{
    return CallTime(std::llround(m_origin + x * m_perPixel));
}

void TimeWindow::setWidth(int width)
{
    m_width = std::max(1, width);
    if (m_isWhole)
        fit();
    settle();
}

void TimeWindow::setExtent(CallTime extent)
{
    const bool fits = (static_cast<double>(extent.count()) - m_origin) / m_perPixel <= m_width - trailing();
    m_extent = extent;
    if (m_isWhole && !(fits && m_isFollowing))
        fit();
    settle();
}

void TimeWindow::follow()
{
    m_isFollowing = true;
    settle();
}

void TimeWindow::pan(double pixels)
{
    m_isFollowing = m_isFollowing && pixels >= 0;
    m_isWhole = false;
    m_origin += pixels * m_perPixel;
    settle();
}

void TimeWindow::zoom(double factor, double x)
{
    const double coarsest = std::max<double>(leastSpan.count(), 1.5 * static_cast<double>(m_extent.count())) / m_width;
    m_isWhole = false;
    const double fixed = m_origin + x * m_perPixel;
    m_perPixel = std::clamp(m_perPixel / factor, finest, std::max(finest, coarsest));
    m_origin = fixed - x * m_perPixel;
    settle();
}

void TimeWindow::showSpan(CallTime span)
{
    m_isWhole = false;
    m_perPixel = std::max(finest, static_cast<double>(span.count()) / m_width);
    settle();
}

void TimeWindow::showAll()
{
    m_isWhole = true;
    fit();
    settle();
}

/// A call that grows gets some more room, so that it is not drawn at another scale with each new moment.
void TimeWindow::fit()
{
    const double room = std::max(1.0, m_width - leading - trailing());
    const double length = static_cast<double>(m_extent.count()) * (m_isFollowing ? 1.25 : 1);
    m_perPixel = std::max(finest, std::max<double>(leastSpan.count(), length) / room);
    m_origin = -leading * m_perPixel;
}

void TimeWindow::reveal(TimeRange range)
{
    const double begin = static_cast<double>(range.begin.count()), end = static_cast<double>(range.end.count());
    const double margin = span() / 12;
    if (begin >= m_origin && end <= m_origin + span())
        return;
    m_isFollowing = m_isWhole = false;
    const bool isLong = end - begin > span() - 2 * margin;
    m_origin = isLong || begin < m_origin ? begin - margin : end + margin - span();
    settle();
}

/// Room behind the newest moment, for what is written there.
double TimeWindow::trailing() const
{
    return std::max(24.0, m_width / 20.0);
}

/// The latest origin there is use for.
double TimeWindow::farthest() const
{
    return static_cast<double>(m_extent.count()) + trailing() * m_perPixel - span();
}

void TimeWindow::settle()
{
    const double earliest = -leading * m_perPixel;
    m_origin = m_isFollowing ? farthest() : std::min(m_origin, farthest());
    m_origin = std::max(m_origin, earliest);
}

CallTime tickStep(double millisecondsPerPixel, double leastPixels)
{
    static constexpr std::array<qint64, 21> steps { 10,        20,        50,        100,     200,     500,
                                                    1'000,     2'000,     5'000,     10'000,  15'000,  30'000,
                                                    60'000,    120'000,   300'000,   600'000, 900'000, 1'800'000,
                                                    3'600'000, 7'200'000, 21'600'000 };
    const auto least = static_cast<qint64>(std::ceil(millisecondsPerPixel * leastPixels));
    const auto found = std::lower_bound(steps.begin(), steps.end(), least);
    return CallTime(found != steps.end() ? *found : steps.back());
}

int tickParts(CallTime step)
{
    for (const int parts : { 5, 4, 3 }) {
        const qint64 part = step.count() / parts;
        const bool isRound = step.count() % parts == 0 && (part < 1000 ? part % 2 == 0 : part % 1000 == 0);
        if (isRound)
            return parts;
    }
    return 2;
}

} // namespace callscope::ui
