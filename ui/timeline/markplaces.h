#pragma once

#include "ui/timeline/timelinemarks.h"
#include "ui/timeline/timelinerows.h"
#include "ui/timeline/timewindow.h"

#include <QRectF>

#include <vector>

namespace callscope::ui {

/// Where one mark is drawn in its row.
struct MarkPlace
{
    int item = 0; ///< index in TimelineMarks: the weightiest of those that share the place
    QRectF box {}; ///< of its glyph
    double room = 0; ///< behind the glyph, up to the next one
    std::vector<int> sharing {}; ///< indices of all that are here, in order
};

/// The row of a kind of mark.
const QRect &rowOf(ItemKind kind, const TimelineRows &rows);

/// The marks of that row between two places: each stands at its moment, or pushed a little behind the one before it,
/// or shares its place. Their number grows with the width, not with that of the marks.
std::vector<MarkPlace> placeMarks(const TimelineMarks &marks, const TimeWindow &window, const TimelineRows &rows,
                                  const QRect &row, double fromX, double toX);

} // namespace callscope::ui
