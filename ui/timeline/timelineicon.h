#pragma once

#include <QIcon>

namespace callscope::ui {

enum class TimelineSign { Live, ZoomIn, ZoomOut, WholeCall, PreviousTurn, NextTurn, Table };

/// A line drawing in the colour of button text, whatever the palette is when it is shown and however many pixels.
QIcon timelineIcon(TimelineSign sign);

} // namespace callscope::ui
