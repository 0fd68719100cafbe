#include "ui/timeline/markpainter.h"

#include "ui/timeline/markglyph.h"

#include <cmath>

namespace callscope::ui {

MarkPainter::MarkPainter(QPainter &painter, const TimelineScene &scene, const QRect &exposed)
    : m_painter(painter)
    , m_scene(scene)
    , m_rows(scene.rows)
    , m_exposed(exposed)
    , m_colors(colorsOf(scene.palette))
    , m_text(scene.palette.color(QPalette::Text))
{ }

void MarkPainter::paintInLanes(const TimeItem &item)
{
    if (item.kind == ItemKind::Gap)
        paintGap(item);
    else
        paintGuide(item);
}

void MarkPainter::paintGap(const TimeItem &item)
{
    const double left = m_scene.window.xOf(item.range.begin), right = m_scene.window.xOf(item.range.end);
    const QRectF hole(left, m_rows.callerWave.top() + 1, std::max(2.0, right - left), m_rows.callerWave.height() - 1);
    m_painter.fillRect(hole, faded(m_colors.warning, 36));
    m_painter.fillRect(hole, QBrush(faded(m_colors.warning, 150), Qt::FDiagPattern));
}

/// A line through the lanes that the mark is about.
void MarkPainter::paintGuide(const TimeItem &item)
{
    const bool crossesAll = item.kind == ItemKind::BargeIn || item.kind == ItemKind::Problem;
    const bool crossesCaller = item.kind == ItemKind::EndOfUtterance || item.kind == ItemKind::Digit;
    const bool crossesBot = item.kind == ItemKind::Clear || item.kind == ItemKind::Remark;
    if (!crossesAll && !crossesCaller && !crossesBot)
        return;
    const int x = static_cast<int>(std::floor(m_scene.window.xOf(item.range.begin)));
    const int top = crossesBot ? m_rows.botWave.top() : m_rows.callerStrip.top();
    const int bottom = crossesCaller ? m_rows.callerWave.bottom() : m_rows.botStrip.bottom();
    const QColor color = markColor(item.kind, m_colors);
    m_painter.setPen(m_scene.isChosen(item) ? QPen(color, 2)
                                            : QPen(faded(color, crossesAll ? 200 : 140), 1,
                                                   item.kind == ItemKind::BargeIn ? Qt::SolidLine : Qt::DashLine));
    m_painter.drawLine(x, top, x, bottom);
}

void MarkPainter::paintRow(const QRect &row)
{
    for (const MarkPlace &place :
         placeMarks(m_scene.marks, m_scene.window, m_rows, row, m_exposed.left(), m_exposed.right() + 1)) {
        const TimeItem &item = m_scene.marks.item(place.item);
        const bool isCurrent = std::any_of(place.sharing.begin(), place.sharing.end(), [this](int index) {
            return m_scene.current && m_scene.marks.item(index).event == m_scene.current;
        });
        if (m_scene.isChosen(item) || isCurrent) {
            m_painter.setPen(isCurrent ? QPen(m_text, 1) : QPen(Qt::NoPen));
            m_painter.setBrush(m_scene.isChosen(item) ? m_colors.selection : QColor(Qt::transparent));
            m_painter.drawRoundedRect(place.box.adjusted(-2.5, -1.5, 2.5, 1.5), 3, 3);
            m_painter.setBrush(Qt::NoBrush);
        }
        paintGlyph(m_painter, item, place.box, m_colors);
        paintLabel(place, row);
    }
}

void MarkPainter::paintLabel(const MarkPlace &place, const QRect &row)
{
    const TimeItem &item = m_scene.marks.item(place.item);
    const QString own = item.kind == ItemKind::Problem ? item.name
        : item.kind == ItemKind::Remark                ? (item.text.isEmpty() ? item.name : item.text)
        : item.kind == ItemKind::MarkSent || item.kind == ItemKind::MarkHeard || item.kind == ItemKind::MarkUnheard
        ? item.text
        : QString();
    const QString more = place.sharing.size() > 1 ? QStringLiteral("+%1").arg(place.sharing.size() - 1) : QString();
    const QString label = more.isEmpty() ? own : own.isEmpty() ? more : more + u' ' + own;
    const int room = static_cast<int>(place.room) - 8;
    const QFontMetrics metrics = m_painter.fontMetrics();
    const bool isShort = item.kind != ItemKind::Remark && item.kind != ItemKind::Problem;
    if (label.isEmpty() || room < (isShort ? metrics.horizontalAdvance(label) : 4 * metrics.averageCharWidth()))
        return;
    m_painter.setPen(m_colors.faint);
    const int longest = 24 * metrics.averageCharWidth();
    m_painter.drawText(QRectF(place.box.right() + 4, row.top(), std::min(room, longest), row.height()), absoluteLeft,
                       metrics.elidedText(label.simplified(), Qt::ElideRight, std::min(room, longest)));
}

} // namespace callscope::ui
