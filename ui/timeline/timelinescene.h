#pragma once

#include "ui/common/colors.h"
#include "ui/timeline/markplaces.h"
#include "ui/timeline/wavetiles.h"

namespace callscope::ui {

/// What the timeline shows at one moment. Only refers to it; lives as long as one painting.
struct TimelineScene
{
    const TimelineMarks &marks;
    const TimeWindow &window;
    const TimelineRows &rows;
    const std::array<const media::PeakPyramid *, 2> peaks; ///< caller, bot
    std::array<WaveTiles, 2> &tiles;
    const QPalette &palette;
    std::optional<Stretch> stretch {}; ///< what is looked at
    std::optional<TimeRange> rubber {}; ///< being dragged over
    std::optional<CallTime> playhead {}, hover {}, cursor {};
    std::optional<EventId> current {}; ///< event of the item that the keyboard is on
    bool isRunning = false;
    QString hint {}; ///< why there is no sound

    /// It, or the turn that it belongs to, is looked at.
    bool isChosen(const TimeItem &item) const;
};

/// The bar of a speech or a sentence within its strip.
QRectF barRect(const TimeItem &item, const TimeWindow &window, const TimelineRows &rows);

/// For words at an x, whatever their direction is.
inline constexpr auto absoluteLeft = Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter;

/// `part` of the way from `a` to `b`.
QColor mixed(const QColor &a, const QColor &b, double part);
QColor faded(QColor color, int alpha);

} // namespace callscope::ui
