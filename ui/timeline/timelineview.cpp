#include "ui/timeline/timelineview.h"

#include "ui/common/language.h"
#include "ui/timeline/repaintpace.h"
#include "ui/timeline/timelineaccessible.h"

#include <QPaintEvent>

#include <cmath>

namespace callscope::ui {

TimelineView::TimelineView(const Session &session, Selection &selection, const TimelineMarks &marks, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_marks(marks)
    , m_pace(new RepaintPace(this))
{
    TimelineAccessible::install();
    setLayoutDirection(Qt::LeftToRight);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    watchSession();
    onLanguageChange(this, [this] {
        setAccessibleName(tr("Timeline of the call"));
        setAccessibleDescription(tr("Left and Right move in time, Up and Down go from item to item, Enter selects."));
        update();
    });
}

void TimelineView::watchSession()
{
    connect(&m_session, &Session::peaksAdded, this, [this](const QList<CallKey> &keys) {
        if (keys.contains(m_call))
            takeSound();
    });
    connect(&m_session, &Session::callsChanged, this, [this](const QList<CallKey> &keys) {
        if (keys.contains(m_call))
            takeSound();
    });
    connect(&m_selection, &Selection::stretchChanged, this, &TimelineView::takeStretch);
    connect(&m_selection, &Selection::playheadMoved, this, &TimelineView::movePlayhead);
}

void TimelineView::restart(const CallKey &call)
{
    m_call = call;
    m_current.reset();
    m_cursor.reset();
    m_rubber.reset();
    m_drag = Drag::None;
    for (WaveTiles &tiles : m_tiles)
        tiles.clear();
    m_wasRunning = isRunning();
    Q_EMIT runningChanged();
    changeWindow([this](TimeWindow &window) {
        const CallSummary *summary = m_session.call(m_call);
        window.release();
        window.setExtent(summary ? summary->newest : CallTime(0));
        if (!isRunning())
            return window.showAll();
        window.showSpan(TimeWindow::usualSpan);
        window.follow();
    });
    m_pace->askAll();
}

void TimelineView::takeMarks()
{
    m_pace->askAll();
}

bool TimelineView::isRunning() const
{
    const CallSummary *summary = m_session.call(m_call);
    return summary && summary->isRunning();
}

/// New sound, or more that is known of the call.
void TimelineView::takeSound()
{
    const CallSummary *summary = m_session.call(m_call);
    if (!summary)
        return;
    const double origin = m_window.origin(), perPixel = m_window.millisecondsPerPixel();
    changeWindow([summary](TimeWindow &window) { window.setExtent(summary->newest); });
    for (const media::Lane lane : { media::Lane::Left, media::Lane::Right }) {
        const auto changed = m_tiles[static_cast<std::size_t>(lane)].catchUp(peaks(lane));
        if (changed.first == changed.end || origin != m_window.origin() || perPixel != m_window.millisecondsPerPixel())
            continue;
        const auto from = std::floor(xOf(media::lengthOf((changed.first - 1) * media::samplesPerPeak)));
        const auto to = std::ceil(xOf(media::lengthOf((changed.end + 1) * media::samplesPerPeak)));
        const double left = std::max(0.0, from), right = std::min<double>(width(), to + 1);
        if (left < right)
            m_pace->ask(QRect(int(left), 0, int(right - left), height()));
    }
    if (m_wasRunning == isRunning())
        return;
    m_wasRunning = isRunning();
    if (!m_wasRunning)
        setFollowing(false);
    m_pace->askAll();
    Q_EMIT runningChanged();
}

/// All changes of the window come through here: who shows whether it follows is told.
void TimelineView::changeWindow(const std::function<void(TimeWindow &)> &change)
{
    const TimeWindow before = m_window;
    change(m_window);
    if (before.isFollowing() != m_window.isFollowing())
        Q_EMIT followingChanged(m_window.isFollowing());
    if (before.origin() != m_window.origin() || before.millisecondsPerPixel() != m_window.millisecondsPerPixel())
        m_pace->askAll();
}

void TimelineView::zoom(double factor)
{
    const std::optional<CallTime> wanted = m_cursor && hasFocus() ? m_cursor : m_selection.playhead();
    const double x = wanted ? xOf(*wanted) : -1;
    const bool isSeen = x >= 0 && x <= width();
    changeWindow([=, this](TimeWindow &window) { window.zoom(factor, isSeen ? x : width() / 2.0); });
}

void TimelineView::showAll()
{
    changeWindow([](TimeWindow &window) { window.showAll(); });
}

void TimelineView::setFollowing(bool follow)
{
    changeWindow([=](TimeWindow &window) { follow ? window.follow() : window.release(); });
}

void TimelineView::takeStretch()
{
    if (m_selection.stretch() && !m_isSelecting)
        changeWindow([this](TimeWindow &window) { window.reveal(m_selection.stretch()->range); });
    m_pace->askAll();
}

/// While something is played and seen, the window turns the page when the playhead comes to its edge.
void TimelineView::movePlayhead()
{
    const std::optional<CallTime> before = std::exchange(m_playhead, m_selection.playhead());
    askMoment(before);
    askMoment(m_playhead);
    if (!before || !m_playhead || m_window.isFollowing())
        return;
    const double wasAt = xOf(*before), isAt = xOf(*m_playhead);
    if (wasAt >= 0 && wasAt <= width() && isAt > width())
        changeWindow([=, this](TimeWindow &window) { window.pan(isAt - width() / 10.0); });
}

void TimelineView::askMoment(std::optional<CallTime> time)
{
    if (!time)
        return;
    const int x = static_cast<int>(std::clamp(xOf(*time), -20.0, width() + 20.0)), reach = m_rows.ruler.height();
    m_pace->ask(QRegion(m_rows.ruler) + QRect(x - reach, 0, 2 * reach, height()));
}

void TimelineView::hover(std::optional<CallTime> time)
{
    askMoment(std::exchange(m_hover, time));
    askMoment(m_hover);
}

void TimelineView::placeCursor(CallTime time)
{
    askMoment(m_cursor);
    m_cursor = std::clamp(time, CallTime(0), std::max(CallTime(0), m_window.extent()));
    changeWindow([this](TimeWindow &window) { window.reveal({ *m_cursor, *m_cursor }); });
    askMoment(m_cursor);
}

std::optional<int> TimelineView::currentItem() const
{
    if (!m_current)
        return std::nullopt;
    const std::vector<TimeItem> &items = m_marks.items();
    const auto found = std::find_if(items.begin(), items.end(), [this](const TimeItem &item) {
        return item.kind == m_current->kind && item.event == m_current->event && item.number == m_current->number;
    });
    return found != items.end() ? std::optional(static_cast<int>(found - items.begin())) : std::nullopt;
}

/// To the next item, or from the cursor's place to the one beside it.
void TimelineView::step(int direction)
{
    const auto count = static_cast<int>(m_marks.items().size());
    const CallTime place = m_cursor.value_or(m_window.visible().begin);
    const std::vector<TimeItem> &items = m_marks.items();
    const auto later
        = std::find_if(items.begin(), items.end(), [place](const TimeItem &item) { return item.range.begin >= place; });
    const int beside = static_cast<int>(later - items.begin()) - (direction > 0 ? 0 : 1);
    const std::optional<int> known = currentItem();
    const int wanted = known ? *known + direction : beside;
    if (wanted < 0 || wanted >= count)
        return;
    placeCursor(m_marks.item(wanted).range.begin);
    m_current = m_marks.item(wanted);
    m_pace->askAll();
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(wanted);
    QAccessible::updateAccessibility(&focus);
}

void TimelineView::goToNextTurn(int direction)
{
    const std::vector<Turn> &turns = m_marks.turns().turns();
    const auto &stretch = m_selection.stretch();
    const CallTime place
        = stretch ? stretch->range.begin : m_cursor.value_or(direction > 0 ? CallTime(-1) : m_window.extent());
    std::optional<int> wanted;
    for (int index = 0; index < static_cast<int>(turns.size()); ++index) {
        const CallTime begin = turns[static_cast<std::size_t>(index)].range().begin;
        if (direction < 0 ? begin < place : begin > place && !wanted)
            wanted = index;
    }
    if (!wanted)
        return;
    const Stretch turn = m_marks.stretchOfTurn(*wanted);
    m_current.reset();
    placeCursor(turn.range.begin);
    m_selection.selectStretch(turn); // not selectStretch: it is to come into view
}

void TimelineView::choose(int item)
{
    selectStretch(m_marks.stretchOf(m_marks.item(item)));
}

void TimelineView::selectStretch(const Stretch &stretch)
{
    m_isSelecting = true;
    m_selection.selectStretch(stretch);
    m_isSelecting = false;
}

QString TimelineView::hintText() const
{
    const CallSummary *summary = m_session.call(m_call);
    if (!summary)
        return tr("Select a call to see its sound and what happened in it.");
    if (peaks(media::Lane::Left).size() > 0 || peaks(media::Lane::Right).size() > 0)
        return {};
    if (summary->recorded)
        return tr("There is no sound of this call: it was not recorded, or is still being read.");
    if (summary->state == CallState::Announced)
        return tr("No sound yet: the call's media stream has not started.");
    if (summary->isRunning())
        return tr("No sound yet: the media stream runs, its first frames have not come.");
    return tr("No sound came in this call.");
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    const QPalette shown = palette();
    TimelineScene scene {
        .marks = m_marks,
        .window = m_window,
        .rows = m_rows,
        .peaks = { &peaks(media::Lane::Left), &peaks(media::Lane::Right) },
        .tiles = m_tiles,
        .palette = shown,
        .stretch = m_selection.stretch(),
        .rubber = m_rubber,
        .playhead = m_playhead,
        .hover = m_hover,
        .cursor = hasFocus() ? m_cursor : std::nullopt,
        .current = m_current && hasFocus() ? m_current->event : std::nullopt,
        .isRunning = isRunning(),
        .hint = hintText(),
    };
    QPainter painter(this);
    TimelinePainter(painter, scene, event->region().boundingRect()).paint();
    if (hasFocus()) {
        painter.setPen(shown.color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineView::arrange()
{
    m_rows = TimelineRows::arranged(size(), fontMetrics());
    changeWindow([this](TimeWindow &window) { window.setWidth(width()); });
    Q_EMIT rowsChanged();
    update();
}

void TimelineView::resizeEvent(QResizeEvent *)
{
    arrange();
}

void TimelineView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        arrange();
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

QSize TimelineView::sizeHint() const
{
    return { 900, 11 * (fontMetrics().height() + 4) };
}

QSize TimelineView::minimumSizeHint() const
{
    return { 200, 5 * (fontMetrics().height() + 4) };
}

} // namespace callscope::ui
