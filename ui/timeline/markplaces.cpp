#include "ui/timeline/markplaces.h"

#include <cmath>

namespace callscope::ui {

namespace {

constexpr double farthestPush = 0.8; // of a glyph's width
/// Placing begins at such a distance before what is seen, counted from the begin of the call, so that what shares a
/// place stays together while the window moves.
constexpr double stride = 512;

double glyphSize(const QRect &row)
{
    return row.height() * 0.72;
}

double anchored(double x, const TimeWindow &window)
{
    const double callZero = window.xOf(CallTime(0));
    return callZero + (std::floor((x - callZero) / stride) - 1) * stride;
}

} // namespace

const QRect &rowOf(ItemKind kind, const TimelineRows &rows)
{
    const bool isSignal
        = kind == ItemKind::Digit || kind == ItemKind::Gap || kind == ItemKind::Problem || kind == ItemKind::Remark;
    return isSignal && !rows.signalMarks.isEmpty() ? rows.signalMarks : rows.turnMarks;
}

std::vector<MarkPlace> placeMarks(const TimelineMarks &marks, const TimeWindow &window, const TimelineRows &rows,
                                  const QRect &row, double fromX, double toX)
{
    if (row.isEmpty())
        return {};
    const double size = glyphSize(row), top = row.center().y() + 0.5 - size / 2;
    const double start = anchored(fromX, window);
    const auto [first, end] = marks.near({ window.timeAt(start), window.timeAt(toX + size) });
    std::vector<MarkPlace> places;
    for (int index = first; index < end; ++index) {
        const TimeItem &item = marks.item(index);
        const double left = window.xOf(item.range.begin) - size / 2;
        if (isBar(item.kind) || rowOf(item.kind, rows) != row || left + size < start)
            continue;
        const double free = places.empty() ? left : places.back().box.right() + 1;
        if (free - left > size * farthestPush) {
            MarkPlace &shared = places.back();
            shared.sharing.push_back(index);
            shared.item = marks.item(shared.item).kind < item.kind ? index : shared.item;
        } else {
            places.push_back({ index, QRectF(std::max(left, free), top, size, size), 0, { index } });
        }
    }
    std::erase_if(places, [=](const MarkPlace &place) { return place.box.right() < fromX - stride / 2; });
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i].room = (i + 1 < places.size() ? places[i + 1].box.left() : window.width()) - places[i].box.right();
    return places;
}

} // namespace callscope::ui
