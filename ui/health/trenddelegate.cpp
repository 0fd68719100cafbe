#include "ui/health/trenddelegate.h"

#include "ui/common/colors.h"
#include "ui/health/sockethealthmodel.h"

#include <QPainter>
#include <QPainterPath>

namespace callscope::ui {

namespace {

/// Lines of quick sockets stay low instead of showing their noise over the whole height.
constexpr double leastFullScale = 20; ///< milliseconds

QPolygonF lineOf(const QList<double> &trips, const QRectF &room)
{
    const double most = std::max(leastFullScale, *std::max_element(trips.begin(), trips.end()));
    const double step = room.width() / static_cast<double>(SocketHealth::mostRoundTrips - 1);
    double x = room.right() - step * static_cast<double>(trips.size() - 1);
    QPolygonF line;
    for (const double trip : trips) {
        line.append({ x, room.bottom() - trip / most * room.height() });
        x += step;
    }
    return line;
}

} // namespace

void TrendDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option);
    const auto trips = index.data(SocketHealthModel::trendRole).value<QList<double>>();
    const QRect content = contentRect(option);
    const QRectF room = QRectF(content).adjusted(0, content.height() * 0.2, -2, -content.height() * 0.2);
    const bool selected = option.state & QStyle::State_Selected;
    const Colors colors = colorsOf(option.palette);
    const QColor ink = selected ? option.palette.color(QPalette::HighlightedText) : colors.caller;

    painter->save();
    painter->setPen(selected ? ink : colors.grid);
    painter->drawLine(room.bottomLeft(), room.bottomRight());
    if (!trips.isEmpty()) {
        const QPolygonF line = lineOf(trips, room);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(ink, 1.2));
        painter->drawPolyline(line);
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(line.last(), 1.8, 1.8);
    }
    painter->restore();
}

} // namespace callscope::ui
