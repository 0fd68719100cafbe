#pragma once

#include "ui/common/glyphdelegate.h"

namespace callscope::ui {

/// Draws a cell of the list of events; rows of the selected stretch stand on its colour, with a bar at their beginning.
class EventDelegate : public GlyphDelegate
{
    Q_OBJECT

public:
    using GlyphDelegate::GlyphDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace callscope::ui
