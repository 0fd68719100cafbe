#pragma once

#include "ui/common/glyphdelegate.h"

namespace callscope::ui {

/// Draws round trips as a line from 0 up, the newest at the right in any language: it is a time axis. Lives on the GUI
/// thread.
class TrendDelegate : public GlyphDelegate
{
    Q_OBJECT

public:
    using GlyphDelegate::GlyphDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace callscope::ui
