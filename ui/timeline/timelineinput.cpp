#include "ui/common/text.h"
#include "ui/timeline/timelinetexts.h"
#include "ui/timeline/timelineview.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QStyleHints>
#include <QToolTip>

#include <cmath>

// Mouse and keyboard of TimelineView, and what is under the mouse.

namespace callscope::ui {

namespace {

constexpr int keyStep = 10; // pixels
constexpr double wheelStep = 0.1; // of the width, for a notch
constexpr double notch = 120;
constexpr double zoomStep = 1.25;
constexpr qsizetype mostInToolTip = 4;

} // namespace

QRect TimelineView::itemRect(int index) const
{
    const TimeItem &item = m_marks.item(index);
    if (isBar(item.kind))
        return barRect(item, m_window, m_rows).toAlignedRect();
    const QRect &row = rowOf(item.kind, m_rows);
    const int side = std::max(1, row.height());
    return { static_cast<int>(std::floor(xOf(item.range.begin))) - side / 2, row.top(), side, row.height() };
}

std::vector<int> TimelineView::itemsAt(QPointF point) const
{
    const QPoint pixel = point.toPoint();
    std::vector<int> found;
    for (const QRect &row : { m_rows.turnMarks, m_rows.signalMarks }) {
        if (!row.contains(pixel))
            continue;
        for (const MarkPlace &place : placeMarks(m_marks, m_window, m_rows, row, point.x() - 1, point.x() + 1)) {
            if (place.box.adjusted(-2, -row.height(), 2, row.height()).contains(point)) {
                found = place.sharing;
                std::stable_partition(found.begin(), found.end(), [&](int index) { return index == place.item; });
                return found;
            }
        }
    }
    const bool isCaller = m_rows.callerStrip.united(m_rows.callerWave).contains(pixel);
    const bool isBot = m_rows.botStrip.united(m_rows.botWave).contains(pixel);
    const auto [first, end] = m_marks.near({ timeAt(point.x() - 2), timeAt(point.x() + 2) });
    for (int index = first; index < end && (isCaller || isBot); ++index) {
        const TimeItem &item = m_marks.item(index);
        const QRectF bar = barRect(item, m_window, m_rows);
        if (item.kind == (isCaller ? ItemKind::Speech : ItemKind::Sentence) && bar.left() - 1 <= point.x()
            && point.x() <= bar.right() + 1)
            found.push_back(index);
    }
    // What was never heard lies below what was.
    std::stable_partition(found.begin(), found.end(), [&](int index) {
        const TimeItem &item = m_marks.item(index);
        return item.kind == ItemKind::Speech || timeAt(point.x()) <= item.heardUntil;
    });
    return found;
}

std::optional<int> TimelineView::itemAt(QPointF point) const
{
    const std::vector<int> items = itemsAt(point);
    return items.empty() ? std::nullopt : std::optional(items.front());
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    showToolTip(help->pos(), help->globalPos());
    return true;
}

void TimelineView::showToolTip(const QPoint &local, const QPoint &global)
{
    QStringList texts;
    const std::vector<int> items = itemsAt(local);
    for (const int index : items) {
        if (texts.size() < mostInToolTip)
            texts << TimelineTexts::toolTip(m_marks.item(index));
    }
    if (const auto more = static_cast<int>(items.size() - static_cast<std::size_t>(texts.size())); more > 0)
        texts << tr("%n more here", nullptr, more);
    if (texts.isEmpty() && m_rows.ruler.contains(local))
        texts << tr("Drag to move in time, Ctrl and wheel to zoom.");
    QToolTip::showText(global, texts.join(QStringLiteral("\n\n")), this);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool byPage = event->modifiers() & Qt::ControlModifier;
    const CallTime place = m_cursor.value_or(timeAt(width() / 2.0));
    const auto aside = [&](double pixels) {
        m_current.reset();
        placeCursor(timeAt(xOf(place) + pixels));
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return aside(byPage ? -0.5 * width() : -keyStep);
    case Qt::Key_Right:
        return aside(byPage ? 0.5 * width() : keyStep);
    case Qt::Key_PageUp:
        return aside(-0.9 * width());
    case Qt::Key_PageDown:
        return aside(0.9 * width());
    case Qt::Key_Up:
        return step(-1);
    case Qt::Key_Down:
        return step(1);
    case Qt::Key_Home:
        m_current.reset();
        return placeCursor(CallTime(0));
    case Qt::Key_End:
        m_current.reset();
        return placeCursor(m_window.extent());
    case Qt::Key_Escape:
        return m_selection.clearStretch();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & Qt::ShiftModifier)
            return m_selection.seek(place);
        if (const std::optional<int> item = currentItem())
            return choose(*item);
        if (const std::optional<int> turn = m_marks.turnAt(place))
            return selectStretch(m_marks.stretchOfTurn(*turn));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    const double turned = (angle.y() != 0 ? angle.y() : angle.x()) / notch;
    const double x = event->position().x();
    if (event->modifiers() & Qt::ControlModifier)
        changeWindow([=](TimeWindow &window) { window.zoom(std::pow(zoomStep, turned), x); });
    else if (!event->pixelDelta().isNull() && event->pixelDelta().x() != 0)
        changeWindow([=](TimeWindow &window) { window.pan(-event->pixelDelta().x()); });
    else
        changeWindow([=, this](TimeWindow &window) { window.pan(-turned * wheelStep * width()); });
    hover(timeAt(x));
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const bool pans = event->button() == Qt::MiddleButton
        || (event->button() == Qt::LeftButton && m_rows.ruler.contains(event->position().toPoint()));
    if (!pans && event->button() != Qt::LeftButton)
        return;
    m_drag = pans ? Drag::Pan : Drag::Press;
    m_pressed = m_draggedTo = event->position();
    if (pans)
        setCursor(Qt::ClosedHandCursor);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag != Drag::None)
        dragTo(event->position());
    else
        setCursor(m_rows.ruler.contains(event->position().toPoint()) ? Qt::OpenHandCursor : Qt::ArrowCursor);
    hover(timeAt(event->position().x()));
}

void TimelineView::dragTo(QPointF point)
{
    const double moved = point.x() - m_draggedTo.x();
    if (m_drag == Drag::Pan)
        changeWindow([=](TimeWindow &window) { window.pan(-moved); });
    m_draggedTo = point;
    const bool isFar = std::abs(point.x() - m_pressed.x()) >= QGuiApplication::styleHints()->startDragDistance();
    if (m_drag == Drag::Press && isFar)
        m_drag = Drag::Select;
    if (m_drag != Drag::Select)
        return;
    const CallTime a = timeAt(m_pressed.x()), b = timeAt(point.x()), last = m_window.extent();
    m_rubber
        = TimeRange { std::clamp(std::min(a, b), CallTime(0), last), std::clamp(std::max(a, b), CallTime(0), last) };
    update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    unsetCursor();
    if (drag == Drag::Press)
        click(event->position());
    const std::optional<TimeRange> dragged = std::exchange(m_rubber, std::nullopt);
    if (drag == Drag::Select && dragged && !dragged->isEmpty())
        selectStretch({ *dragged, {}, {} });
    update();
}

/// The item there, else the turn that takes in its pause for thought, else nothing.
void TimelineView::click(QPointF point)
{
    const CallTime time = timeAt(point.x());
    placeCursor(time);
    const std::optional<int> item = itemAt(point);
    const std::optional<int> turn = m_marks.turnAt(time);
    m_current = item ? std::optional(m_marks.item(*item)) : std::nullopt;
    if (item)
        choose(*item);
    else if (turn && m_rows.lanes().contains(point.toPoint()))
        selectStretch(m_marks.stretchOfTurn(*turn));
    else
        m_selection.clearStretch();
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_selection.call() == m_call && !m_call.isEmpty())
        m_selection.seek(std::clamp(timeAt(event->position().x()), CallTime(0), m_window.extent()));
}

void TimelineView::leaveEvent(QEvent *)
{
    hover(std::nullopt);
}

} // namespace callscope::ui
