#pragma once

#include "ui/common/glyphdelegate.h"

namespace callscope::ui {

/// Draws the level meter of a running call: the caller's bar above the bot's. Lives on the GUI thread.
class LevelDelegate : public GlyphDelegate
{
    Q_OBJECT

public:
    using GlyphDelegate::GlyphDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace callscope::ui
