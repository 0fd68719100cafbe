#include "ui/calls/leveldelegate.h"

#include "ui/calls/callmodel.h"
#include "ui/common/colors.h"

#include <QPainter>

namespace callscope::ui {

namespace {

struct Lights
{
    QColor caller, bot, unlit;
};

/// The voices' own colours would drown in the ground of a selected row; upper and lower still tell them apart.
Lights lightsFor(const QStyleOptionViewItem &option)
{
    const Colors colors = colorsOf(option.palette);
    if (!(option.state & QStyle::State_Selected))
        return { colors.caller, colors.bot, colors.grid };
    QColor lit = option.palette.color(QPalette::HighlightedText), unlit = lit;
    unlit.setAlphaF(0.3F);
    return { lit, lit, unlit };
}

/// `part` of the bar is lit, from its leading end.
void paintBar(QPainter *painter, const QRect &bar, double part, const QColor &lit, const QColor &unlit,
              Qt::LayoutDirection d)
{
    painter->fillRect(bar, unlit);
    const QRect filled(bar.left(), bar.top(), static_cast<int>(bar.width() * part), bar.height());
    painter->fillRect(QStyle::visualRect(d, bar, filled), lit);
}

} // namespace

void LevelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option);
    const QVariant value = index.data(CallModel::levelsRole);
    if (!value.isValid())
        return;
    const QPointF levels = value.toPointF();
    const Lights lights = lightsFor(option);
    const QRect content = contentRect(option);
    const int height = std::max(2, content.height() / 4), gap = std::max(1, height / 3);
    const QRect upper(content.left(), content.center().y() - gap / 2 - height, content.width(), height);
    const QRect lower = upper.translated(0, height + gap);
    paintBar(painter, upper, levels.x(), lights.caller, lights.unlit, option.direction);
    paintBar(painter, lower, levels.y(), lights.bot, lights.unlit, option.direction);
}

} // namespace callscope::ui
