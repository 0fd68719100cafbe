#include "ui/events/eventtable.h"

#include "ui/common/text.h"
#include "ui/events/eventdelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace callscope::ui {

EventTable::EventTable(EventModel *model, QWidget *parent)
    : QTableView(parent)
    , m_events(model)
    , m_newRows(new QPushButton(this))
{
    setLayoutDirection(Qt::LeftToRight);
    setModel(model);
    setItemDelegate(new EventDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    adaptToFont();
    m_newRows->setObjectName(QStringLiteral("events.newRows"));
    m_newRows->setFocusPolicy(Qt::NoFocus); // End does the same
    m_newRows->hide();
    connect(m_newRows, &QPushButton::clicked, this, [this] { setFollowing(true); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isMoving && m_isFollowing && value < verticalScrollBar()->maximum())
            setFollowing(false);
    });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_new = 0;
        if (m_isFollowing)
            setFollowing(true);
        placeButton();
    });
}

void EventTable::setFollowing(bool following)
{
    const bool changed = std::exchange(m_isFollowing, following) != following;
    if (following) {
        const QScopedValueRollback moving(m_isMoving, true);
        m_new = 0;
        scrollToBottom();
    }
    placeButton();
    if (changed)
        Q_EMIT followingChanged(following);
}

void EventTable::goTo(EventId id)
{
    const int row = m_events->rowOf(id);
    if (row < 0)
        return;
    setFollowing(false);
    setCurrentIndex(m_events->index(row, EventModel::Name));
    scrollTo(currentIndex(), PositionAtCenter);
}

void EventTable::restore(EventId id)
{
    const int row = m_events->rowOf(id);
    if (row < 0 || currentEvent() == id)
        return;
    const QScopedValueRollback quiet(m_isQuiet, true);
    const QScopedValueRollback moving(m_isMoving, true);
    selectionModel()->setCurrentIndex(m_events->index(row, EventModel::Name),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (m_isFollowing)
        scrollToBottom();
    else
        scrollTo(currentIndex(), PositionAtCenter);
}

void EventTable::forgetCurrent()
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    clearSelection();
    setCurrentIndex({});
}

std::vector<int> EventTable::selectedRowNumbers() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::optional<EventId> EventTable::currentEvent() const
{
    return currentIndex().isValid() ? std::optional(m_events->idAt(currentIndex().row())) : std::nullopt;
}

void EventTable::setCurrentUnfolded(bool unfolded)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    if (unfolded) {
        m_events->unfold(current.row());
        return;
    }
    const EventId event = m_events->idAt(current.row());
    if (m_events->isFrame(current.row())) // the row it stands on goes
        setCurrentIndex(m_events->index(m_events->rowOf(event), current.column()));
    m_events->fold(m_events->rowOf(event));
}

void EventTable::retranslate()
{
    setAccessibleName(tr("Events"));
    m_events->retranslate();
    placeButton();
}

void EventTable::adaptToFont()
{
    const QFontMetrics metrics = fontMetrics();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(rowHeightOf(metrics));
    const int margins = metrics.height();
    const auto width
        = [&](const char *widest) { return metrics.horizontalAdvance(QString::fromUtf8(widest)) + margins; };
    setColumnWidth(EventModel::Time, width("00:00:00.000"));
    setColumnWidth(EventModel::Gap, width("000.00 ms"));
    setColumnWidth(EventModel::Direction, width("⇄"));
    setColumnWidth(EventModel::Call, width("CA…00000000"));
    setColumnWidth(EventModel::Name, width("FALLBACK_RECORDING") + margins);
}

void EventTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        adaptToFont();
}

void EventTable::resizeEvent(QResizeEvent *event)
{
    {
        const QScopedValueRollback moving(m_isMoving, true);
        QTableView::resizeEvent(event);
        if (m_isFollowing)
            scrollToBottom();
    }
    placeButton();
}

/// Qt makes the first row the current one then; nobody chose it.
void EventTable::focusInEvent(QFocusEvent *event)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    const QScopedValueRollback moving(m_isMoving, true);
    QTableView::focusInEvent(event);
    if (m_isFollowing)
        scrollToBottom();
}

bool EventTable::takesKey(const QKeyEvent &event)
{
    if (event.modifiers() & ~Qt::KeypadModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Right:
    case Qt::Key_Left:
        setCurrentUnfolded(event.key() == Qt::Key_Right);
        return true;
    case Qt::Key_End:
        if (m_events->rowCount() > 0)
            setCurrentIndex(m_events->index(m_events->rowCount() - 1, EventModel::Name));
        setFollowing(true);
        return true;
    case Qt::Key_Home:
        if (m_events->rowCount() > 0)
            setCurrentIndex(m_events->index(0, EventModel::Name));
        return true;
    default:
        return false;
    }
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if (!takesKey(*event))
        QTableView::keyPressEvent(event);
}

bool EventTable::isOnFoldMark(const QModelIndex &index, const QPoint &position) const
{
    if (!index.isValid() || index.column() != EventModel::Name)
        return false;
    return position.x() < visualRect(index).left() + 2 * fontMetrics().height();
}

void EventTable::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && isOnFoldMark(index, event->pos()))
        setCurrentUnfolded(!m_events->isUnfolded(index.row()));
}

void EventTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_isQuiet && current.isValid() && current.row() != previous.row())
        Q_EMIT chosen(m_events->idAt(current.row()));
}

void EventTable::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    const bool isNew = end == m_events->rowCount() - 1 && !m_events->isFrame(start);
    if (isNew)
        countNew(end - start + 1);
}

void EventTable::countNew(int rows)
{
    if (m_isFollowing) {
        const QScopedValueRollback moving(m_isMoving, true);
        scrollToBottom();
        return;
    }
    m_new += rows;
    placeButton();
}

/// Qt moves the current row to a neighbour and lets the rows below move up; here they stay where they are.
void EventTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    const int row = currentIndex().row();
    if (row >= start && row <= end) {
        clearSelection();
        setCurrentIndex({});
    }
    QTableView::rowsAboutToBeRemoved(parent, start, end);
    if (start == 0)
        keepPlace(end + 1);
}

void EventTable::keepPlace(int removedRows)
{
    const int before = verticalScrollBar()->value();
    connect(
        m_events, &QAbstractItemModel::rowsRemoved, this,
        [this, before, removedRows] {
            const QScopedValueRollback moving(m_isMoving, true);
            updateGeometries();
            const int gone = removedRows * verticalHeader()->defaultSectionSize();
            verticalScrollBar()->setValue(m_isFollowing ? verticalScrollBar()->maximum() : std::max(0, before - gone));
        },
        Qt::SingleShotConnection);
}

void EventTable::placeButton()
{
    m_newRows->setVisible(!m_isFollowing && m_new > 0);
    if (!m_newRows->isVisibleTo(this))
        return;
    m_newRows->setLayoutDirection(parentWidget()->layoutDirection()); // a sentence, unlike the rows
    m_newRows->setText(tr("▼ %n new", nullptr, m_new));
    m_newRows->setToolTip(tr("Go to the newest event and follow (End)"));
    m_newRows->adjustSize();
    const QRect area = viewport()->geometry();
    m_newRows->move(area.center().x() - m_newRows->width() / 2,
                    area.bottom() - m_newRows->height() - fontMetrics().height() / 2);
    m_newRows->raise();
}

} // namespace callscope::ui
