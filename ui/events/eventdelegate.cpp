#include "ui/events/eventdelegate.h"

#include "ui/common/colors.h"
#include "ui/events/eventmodel.h"

#include <QPainter>

namespace callscope::ui {

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool inStretch = index.data(EventModel::InStretchRole).toBool();
    const Colors colors = colorsOf(option.palette);
    if (inStretch && !(option.state & QStyle::State_Selected))
        painter->fillRect(option.rect, colors.selection);
    GlyphDelegate::paint(painter, option, index);
    if (!inStretch || index.column() != 0)
        return;
    const int width = std::max(2, option.fontMetrics.height() / 6);
    const QRect bar(option.rect.left(), option.rect.top(), width, option.rect.height());
    painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar), colors.caller);
}

} // namespace callscope::ui
