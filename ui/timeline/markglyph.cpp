#include "ui/timeline/markglyph.h"

#include <QPainter>
#include <QPainterPath>

namespace callscope::ui {

namespace {

/// A path from points in a square of 0 to 1.
QPainterPath shape(const QRectF &box, std::initializer_list<QPointF> points, bool closed = true)
{
    QPainterPath path;
    for (const QPointF &point : points) {
        const QPointF place(box.x() + point.x() * box.width(), box.y() + point.y() * box.height());
        if (path.elementCount() == 0)
            path.moveTo(place);
        else
            path.lineTo(place);
    }
    if (closed)
        path.closeSubpath();
    return path;
}

QPainterPath lightning(const QRectF &box)
{
    return shape(box, { { .62, 0 }, { .16, .56 }, { .46, .56 }, { .34, 1 }, { .84, .40 }, { .52, .40 } });
}

QPainterPath triangleDown(const QRectF &box)
{
    return shape(box, { { .12, .18 }, { .88, .18 }, { .5, .86 } });
}

QPainterPath triangleUp(const QRectF &box)
{
    return shape(box, { { .5, .04 }, { .98, .92 }, { .02, .92 } });
}

QPainterPath closingBracket(const QRectF &box)
{
    return shape(box, { { .28, .08 }, { .66, .08 }, { .66, .92 }, { .28, .92 } }, false);
}

QPainterPath cross(const QRectF &box)
{
    QPainterPath path = shape(box, { { .2, .2 }, { .8, .8 } }, false);
    path.addPath(shape(box, { { .8, .2 }, { .2, .8 } }, false));
    return path;
}

/// A line that is broken in its middle.
QPainterPath brokenLine(const QRectF &box)
{
    QPainterPath path = shape(box, { { .02, .5 }, { .3, .5 } }, false);
    path.addPath(shape(box, { { .3, .16 }, { .3, .84 } }, false));
    path.addPath(shape(box, { { .7, .16 }, { .7, .84 } }, false));
    path.addPath(shape(box, { { .7, .5 }, { .98, .5 } }, false));
    return path;
}

QPainterPath bubble(const QRectF &box)
{
    return shape(box, { { .04, .1 }, { .96, .1 }, { .96, .7 }, { .5, .7 }, { .26, .98 }, { .26, .7 }, { .04, .7 } });
}

void writeInside(QPainter &painter, const QRectF &box, const QString &text, double size)
{
    QFont font = painter.font();
    font.setPixelSize(std::max(1, int(box.height() * size)));
    font.setBold(true);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, text);
}

void paintKey(QPainter &painter, const QRectF &box, const QString &digit)
{
    const QRectF key = box.adjusted(.5, .5, -.5, -.5);
    painter.drawRoundedRect(key, box.width() / 5, box.width() / 5);
    writeInside(painter, key, digit, .78);
}

void paintProblem(QPainter &painter, const QRectF &box, const QColor &color)
{
    painter.fillPath(triangleUp(box), color);
    painter.setPen(color.lightness() > 140 ? Qt::black : Qt::white);
    writeInside(painter, box.adjusted(0, box.height() * .2, 0, 0), QStringLiteral("!"), .7);
}

} // namespace

QColor markColor(ItemKind kind, const Colors &colors)
{
    switch (kind) {
    case ItemKind::Speech:
    case ItemKind::EndOfUtterance:
    case ItemKind::Digit:
        return colors.caller;
    case ItemKind::Sentence:
    case ItemKind::MarkSent:
    case ItemKind::MarkHeard:
        return colors.bot;
    case ItemKind::MarkUnheard:
    case ItemKind::Clear:
    case ItemKind::BargeIn:
    case ItemKind::Gap:
        return colors.warning;
    case ItemKind::Remark:
        return colors.operatorVoice;
    case ItemKind::Problem:
        return colors.problem;
    }
    Q_UNREACHABLE();
}

void paintGlyph(QPainter &painter, const TimeItem &item, const QRectF &box, const Colors &colors)
{
    const QColor color = markColor(item.kind, colors);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, std::max(1.2, box.width() / 9), Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
    switch (item.kind) {
    case ItemKind::BargeIn:
        painter.fillPath(lightning(box), color);
        break;
    case ItemKind::MarkHeard:
        painter.fillPath(triangleDown(box), color);
        break;
    case ItemKind::MarkUnheard:
        painter.drawPath(triangleDown(box));
        painter.drawPath(shape(box, { { .05, .95 }, { .95, .05 } }, false));
        break;
    case ItemKind::MarkSent:
        painter.drawPath(triangleDown(box));
        break;
    case ItemKind::EndOfUtterance:
        painter.drawPath(closingBracket(box));
        break;
    case ItemKind::Clear:
        painter.drawPath(cross(box));
        break;
    case ItemKind::Gap:
        painter.drawPath(brokenLine(box));
        break;
    case ItemKind::Remark:
        painter.fillPath(bubble(box), color);
        break;
    case ItemKind::Digit:
        paintKey(painter, box, item.text);
        break;
    case ItemKind::Problem:
        paintProblem(painter, box, color);
        break;
    case ItemKind::Speech:
    case ItemKind::Sentence:
        break; // bars, not glyphs
    }
    painter.restore();
}

} // namespace callscope::ui
