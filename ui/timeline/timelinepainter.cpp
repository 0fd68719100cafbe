#include "ui/timeline/timelinepainter.h"

#include "ui/common/text.h"
#include "ui/timeline/markpainter.h"

#include <cmath>

namespace callscope::ui {

namespace {

/// Words on a filled bar.
QColor inkOn(const QColor &ground)
{
    return ground.lightness() > 140 ? QColor(0x10, 0x14, 0x1A) : QColor(Qt::white);
}

} // namespace

TimelinePainter::TimelinePainter(QPainter &painter, const TimelineScene &scene, const QRect &exposed)
    : m_painter(painter)
    , m_scene(scene)
    , m_rows(scene.rows)
    , m_exposed(exposed)
    , m_colors(colorsOf(scene.palette))
    , m_text(scene.palette.color(QPalette::Text))
    , m_base(scene.palette.color(QPalette::Base))
    , m_ground(mixed(m_base, m_text, isDark(scene.palette) ? 0.045 : 0.03))
{ }

void TimelinePainter::paint()
{
    m_painter.setLayoutDirection(Qt::LayoutDirectionAuto); // each text has its own
    paintGround();
    paintGrid();
    if (m_scene.stretch)
        paintStretch(m_scene.stretch->range, false);
    if (m_scene.rubber)
        paintStretch(*m_scene.rubber, true);
    paintWaves();
    paintBars();
    MarkPainter marks(m_painter, m_scene, m_exposed);
    marks.paintRow(m_rows.turnMarks);
    marks.paintRow(m_rows.signalMarks);
    paintRuler();
    paintHint();
    if (m_scene.hover) {
        paintMoment(*m_scene.hover, QPen(faded(m_text, 70), 1));
        writeTime(*m_scene.hover, m_text, m_colors.grid);
    }
    if (m_scene.cursor) {
        paintMoment(*m_scene.cursor, QPen(m_text, 1, Qt::DotLine));
        writeTime(*m_scene.cursor, m_base, m_colors.faint);
    }
    if (m_scene.playhead)
        paintPlayhead(*m_scene.playhead);
}

/// The lanes are the paper; what is around them is a shade apart.
void TimelinePainter::paintGround()
{
    m_painter.fillRect(m_exposed, m_ground);
    const QRect waves = m_rows.callerWave.united(m_rows.botWave);
    m_painter.fillRect(waves.intersected(m_exposed), m_base);
    m_painter.setPen(m_colors.grid);
    for (const QRect &row : { m_rows.callerStrip, m_rows.botWave, m_rows.turnMarks })
        m_painter.drawLine(m_exposed.left(), row.top(), m_exposed.right(), row.top());
    m_painter.setPen(faded(m_colors.grid, 150));
    for (const QRect &wave : { m_rows.callerWave, m_rows.botWave })
        m_painter.drawLine(m_exposed.left(), wave.center().y(), m_exposed.right(), wave.center().y());
}

double TimelinePainter::tickPixels() const
{
    const bool isFine = m_scene.window.millisecondsPerPixel() < 10;
    return m_painter.fontMetrics().horizontalAdvance(isFine ? QStringLiteral("00:00.000") : QStringLiteral("0:00:00"))
        + 28;
}

void TimelinePainter::paintGrid()
{
    const CallTime step = tickStep(m_scene.window.millisecondsPerPixel(), tickPixels());
    const CallTime from = m_scene.window.timeAt(m_exposed.left()), to = m_scene.window.timeAt(m_exposed.right() + 1);
    m_painter.setPen(faded(m_colors.grid, 150));
    for (CallTime time = std::max(CallTime(0), from - from % step); time <= to; time += step) {
        const int x = static_cast<int>(std::floor(m_scene.window.xOf(time)));
        m_painter.drawLine(x, m_rows.lanes().top(), x, m_rows.whole().bottom());
    }
}

void TimelinePainter::paintWaves()
{
    const double scale = m_painter.device()->devicePixelRatioF();
    const double perColumn = m_scene.window.millisecondsPerPixel() * media::samplesPerMillisecond / scale;
    const auto originColumn
        = static_cast<qint64>(std::llround(m_scene.window.origin() * media::samplesPerMillisecond / perColumn));
    const int from = static_cast<int>(std::floor(m_exposed.left() * scale));
    const int count = static_cast<int>(std::ceil((m_exposed.right() + 1) * scale)) - from;
    for (std::size_t lane = 0; lane < 2; ++lane) {
        const QRect &row = lane == 0 ? m_rows.callerWave : m_rows.botWave;
        const QColor color = lane == 0 ? m_colors.caller : m_colors.bot;
        const QColor peak = mixed(m_base, color, 0.45);
        const int top = static_cast<int>(std::round((row.top() + 2) * scale));
        const int height = static_cast<int>(std::floor((row.height() - 4) * scale));
        m_scene.tiles[lane].setLook({ perColumn, height, peak, color, m_colors.problem });
        m_scene.tiles[lane].paint(m_painter, QPointF(from / scale, top / scale), { originColumn + from, count }, scale,
                                  *m_scene.peaks[lane]);
    }
}

void TimelinePainter::paintBars()
{
    const TimeWindow &window = m_scene.window;
    const auto [first, end]
        = m_scene.marks.near({ window.timeAt(m_exposed.left() - 4), window.timeAt(m_exposed.right() + 5) });
    for (int index = first; index < end; ++index)
        paintUnheard(m_scene.marks.item(index)); // below all: another sentence may lie where it would have been
    MarkPainter marks(m_painter, m_scene, m_exposed);
    for (int index = first; index < end; ++index) {
        const TimeItem &item = m_scene.marks.item(index);
        if (isBar(item.kind))
            paintBar(item);
        else
            marks.paintInLanes(item);
    }
}

/// Hatched is what the caller never heard of a sentence.
void TimelinePainter::paintUnheard(const TimeItem &item)
{
    if (item.kind != ItemKind::Sentence || item.heardUntil >= item.range.end)
        return;
    QRectF lost = barRect(item, m_scene.window, m_rows);
    lost.setLeft(std::max(lost.left(), m_scene.window.xOf(item.heardUntil)));
    m_painter.fillRect(lost, m_ground);
    m_painter.fillRect(lost, QBrush(m_colors.warning, Qt::BDiagPattern));
    m_painter.setPen(QPen(m_colors.warning, 1));
    m_painter.drawRect(lost.adjusted(.5, .5, -.5, -.5));
}

/// Solid is what was heard, an outline what is still to come.
void TimelinePainter::paintBar(const TimeItem &item)
{
    QRectF bar = barRect(item, m_scene.window, m_rows);
    const bool isSentence = item.kind == ItemKind::Sentence;
    if (isSentence && item.heardUntil < item.range.end)
        bar.setRight(m_scene.window.xOf(item.heardUntil));
    if (bar.right() <= bar.left() || bar.right() < m_exposed.left() || bar.left() > m_exposed.right())
        return;
    const QColor color = !isSentence ? m_colors.caller : item.byOperator ? m_colors.operatorVoice : m_colors.bot;
    const QColor fill = mixed(m_base, color, m_scene.isChosen(item) ? 1 : isDark(m_scene.palette) ? 0.34 : 0.22);
    const double now = m_scene.window.xOf(m_scene.window.extent());
    const double solid = m_scene.isRunning && isSentence ? std::clamp(now, bar.left(), bar.right()) : bar.right();
    m_painter.fillRect(QRectF(bar.topLeft(), QPointF(solid, bar.bottom())), fill);
    if (solid < bar.right())
        outline(QRectF(QPointF(solid, bar.top()), bar.bottomRight()), fill);
    m_painter.fillRect(QRectF(bar.left(), bar.top(), 2, bar.height()), color);
    if (item.event && item.event == m_scene.current)
        outline(bar, m_text);
    writeWords(item, bar, m_scene.isChosen(item) && solid == bar.right() ? inkOn(fill) : m_text);
}

void TimelinePainter::outline(const QRectF &bar, const QColor &color)
{
    m_painter.setPen(QPen(color, 1));
    m_painter.drawRect(bar.adjusted(.5, .5, -.5, -.5));
}

void TimelinePainter::writeWords(const TimeItem &item, const QRectF &bar, const QColor &ink)
{
    const QFontMetrics metrics = m_painter.fontMetrics();
    const double left = std::max(bar.left(), 0.0) + 6, room = bar.right() - 4 - left;
    if (!m_rows.stripsHaveText || room < 1.5 * metrics.averageCharWidth())
        return;
    m_painter.setPen(ink);
    m_painter.drawText(QRectF(left, bar.top(), room, bar.height()), absoluteLeft,
                       metrics.elidedText(item.text.simplified(), Qt::ElideRight, int(room)));
}

void TimelinePainter::paintRuler()
{
    const TimeWindow &window = m_scene.window;
    const double wide = tickPixels();
    const CallTime step = tickStep(window.millisecondsPerPixel(), wide), part = step / tickParts(step);
    const CallTime from = window.timeAt(m_exposed.left() - wide), to = window.timeAt(m_exposed.right() + wide);
    const int bottom = m_rows.ruler.bottom();
    for (CallTime time = std::max(CallTime(0), from - from % step); time <= to; time += part) {
        const int x = static_cast<int>(std::floor(window.xOf(time)));
        const bool isMajor = time % step == CallTime(0);
        m_painter.setPen(isMajor ? m_colors.faint : faded(m_colors.faint, 110));
        m_painter.drawLine(x, isMajor ? m_rows.ruler.top() + 2 : bottom - 3, x, bottom);
        if (!isMajor)
            continue;
        const QString text = step < std::chrono::seconds(1) ? preciseText(time) : durationText(time);
        m_painter.drawText(QRectF(x + 4, m_rows.ruler.top(), wide, m_rows.ruler.height()), absoluteLeft, text);
    }
}

void TimelinePainter::paintStretch(TimeRange range, bool isDragged)
{
    const double left = m_scene.window.xOf(range.begin), right = m_scene.window.xOf(range.end);
    const QRectF area(left, m_rows.lanes().top(), std::max(1.0, right - left),
                      m_rows.whole().bottom() - m_rows.lanes().top() + 1);
    m_painter.fillRect(area.intersected(m_exposed), m_colors.selection);
    QColor edge = faded(m_colors.selection, 220);
    m_painter.fillRect(QRectF(left, m_rows.ruler.bottom() - 2, area.width(), 3), edge);
    m_painter.setPen(QPen(edge, 1, isDragged ? Qt::DashLine : Qt::SolidLine));
    m_painter.drawLine(QPointF(left, area.top()), QPointF(left, area.bottom()));
    m_painter.drawLine(QPointF(area.right(), area.top()), QPointF(area.right(), area.bottom()));
}

void TimelinePainter::paintMoment(CallTime time, const QPen &pen)
{
    const int x = static_cast<int>(std::floor(m_scene.window.xOf(time)));
    m_painter.setPen(pen);
    m_painter.drawLine(x, m_rows.ruler.bottom(), x, m_rows.whole().bottom());
}

void TimelinePainter::writeTime(CallTime time, const QColor &ink, const QColor &ground)
{
    const QString text = preciseText(time);
    const int wide = m_painter.fontMetrics().horizontalAdvance(text) + 8;
    const double x
        = std::clamp(m_scene.window.xOf(time) - wide / 2.0, 0.0, std::max(0.0, double(m_scene.window.width() - wide)));
    const QRectF tag(x, m_rows.ruler.top() + 1, wide, m_rows.ruler.height() - 2);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ground);
    m_painter.drawRoundedRect(tag, 3, 3);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(ink);
    m_painter.drawText(tag, Qt::AlignCenter, text);
}

void TimelinePainter::paintPlayhead(CallTime time)
{
    paintMoment(time, QPen(m_colors.problem, 2));
    const double x = std::floor(m_scene.window.xOf(time)), size = m_rows.ruler.height() / 3.0;
    const QPointF head[] = { { x - size, m_rows.ruler.bottom() - size },
                             { x + size, m_rows.ruler.bottom() - size },
                             { x, m_rows.ruler.bottom() + 1.0 } };
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.problem);
    m_painter.drawPolygon(head, 3);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setBrush(Qt::NoBrush);
}

void TimelinePainter::paintHint()
{
    if (m_scene.hint.isEmpty())
        return;
    m_painter.setPen(m_colors.faint);
    const QRect waves = m_rows.callerWave.united(m_rows.botWave);
    m_painter.drawText(waves.adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, m_scene.hint);
}

} // namespace callscope::ui
