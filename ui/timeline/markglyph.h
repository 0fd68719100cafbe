#pragma once

#include "ui/common/colors.h"
#include "ui/timeline/timeitem.h"

#include <QRectF>

class QPainter;

namespace callscope::ui {

/// The colour of a kind of mark; its shape says the same.
QColor markColor(ItemKind kind, const Colors &colors);

/// Draws the shape of a mark into a square box: no two kinds have the same.
void paintGlyph(QPainter &painter, const TimeItem &item, const QRectF &box, const Colors &colors);

} // namespace callscope::ui
