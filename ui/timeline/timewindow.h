#pragma once

#include "ui/common/calltime.h"

namespace callscope::ui {

/// Which part of a call's time is on how many pixels: the one place that turns times into x and back. Left is earlier,
/// in every language. While it follows, the newest moment stays near the right edge. A plain value.
class TimeWindow
{
public:
    static constexpr double finest = 1; ///< milliseconds a pixel
    static constexpr CallTime usualSpan { 30'000 }; ///< of a running call
    static constexpr CallTime leastSpan { 4'000 }; ///< that a whole call is spread to
    static constexpr int leading = 8; ///< pixels before call time 0

    double xOf(CallTime time) const { return (static_cast<double>(time.count()) - m_origin) / m_perPixel; }
    CallTime timeAt(double x) const;
    double millisecondsPerPixel() const { return m_perPixel; }
    /// Time at x = 0, in milliseconds: before the call when it begins within the window.
    double origin() const { return m_origin; }
    int width() const { return m_width; }
    TimeRange visible() const { return { timeAt(0), timeAt(m_width) }; }
    CallTime extent() const { return m_extent; }
    bool isFollowing() const { return m_isFollowing; }

    void setWidth(int width);
    /// The newest moment of the call.
    void setExtent(CallTime extent);
    void follow();
    void release() { m_isFollowing = false; }
    /// Towards later times; towards earlier ones releases following.
    void pan(double pixels);
    /// More than 1 comes nearer. The time at `x` stays where it is, unless the window follows.
    void zoom(double factor, double x);
    void showSpan(CallTime span);
    /// The whole call, also when it grows, until another part is asked for.
    void showAll();
    /// Moves as little as needed until the range is in the window; then it follows no longer.
    void reveal(TimeRange range);

private:
    double trailing() const;
    double span() const { return m_perPixel * m_width; }
    double farthest() const;
    void fit();
    void settle();

    int m_width = 1;
    double m_perPixel = 30, m_origin = 0;
    CallTime m_extent { 0 };
    bool m_isFollowing = false, m_isWhole = false;
};

/// The distance of the ticks of a time axis: a round time that takes at least `leastPixels`.
CallTime tickStep(double millisecondsPerPixel, double leastPixels);
/// Into how many parts finer ticks divide such a step.
int tickParts(CallTime step);

} // namespace callscope::ui
