#include "ui/timeline/timelinescene.h"

namespace callscope::ui {

bool TimelineScene::isChosen(const TimeItem &item) const
{
    if (!stretch)
        return false;
    if (stretch->event && item.event == stretch->event)
        return true;
    return isBar(item.kind) && stretch->turn && marks.stretchOf(item).turn == stretch->turn;
}

QRectF barRect(const TimeItem &item, const TimeWindow &window, const TimelineRows &rows)
{
    const QRect strip = item.kind == ItemKind::Speech ? rows.callerStrip : rows.botStrip;
    const double left = window.xOf(item.range.begin), right = window.xOf(item.range.end);
    return QRectF(left, strip.top() + 1, std::max(2.0, right - left), strip.height() - 2);
}

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

QColor mixed(const QColor &a, const QColor &b, double part)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * part),
                            float(a.greenF() + (b.greenF() - a.greenF()) * part),
                            float(a.blueF() + (b.blueF() - a.blueF()) * part));
}

} // namespace callscope::ui
