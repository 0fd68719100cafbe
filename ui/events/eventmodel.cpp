#include "ui/events/eventmodel.h"

#include "core/event/textform.h"
#include "ui/common/text.h"
#include "ui/events/eventcell.h"
#include "ui/events/mediaframes.h"

#include <algorithm>

namespace callscope::ui {

EventModel::EventModel(const Session &session, const Bookmarks &bookmarks, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_bookmarks(bookmarks)
{
    connect(&bookmarks, &Bookmarks::changed, this, &EventModel::allDataChanged);
}

void EventModel::reset(const std::vector<EventId> &ids)
{
    beginResetModel();
    m_rows.clear();
    m_rows.reserve(ids.size());
    for (const EventId id : ids)
        m_rows.push_back({ id });
    endResetModel();
}

void EventModel::append(std::span<const EventId> ids)
{
    if (ids.empty())
        return;
    Q_ASSERT(m_rows.empty() || m_rows.back().id < ids.front());
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(ids.size()) - 1);
    for (const EventId id : ids)
        m_rows.push_back({ id });
    endInsertRows();
}

void EventModel::dropBefore(EventId first)
{
    const int count = rowFrom(first);
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    endRemoveRows();
}

bool EventModel::canUnfold(int row) const
{
    const auto frames = framesOf(m_session.entry(idAt(row)).event);
    return !isFrame(row) && frames && frames->count > 0;
}

bool EventModel::isUnfolded(int row) const
{
    return row + 1 < rowCount() && isFrame(row + 1) && !isFrame(row);
}

void EventModel::unfold(int row)
{
    if (!canUnfold(row) || isUnfolded(row))
        return;
    const int count = framesOf(m_session.entry(idAt(row)).event)->count;
    std::vector<Row> frames;
    frames.reserve(static_cast<std::size_t>(count));
    for (int frame = 0; frame < count; ++frame)
        frames.push_back({ idAt(row), frame });
    beginInsertRows({}, row + 1, row + count);
    m_rows.insert(m_rows.begin() + row + 1, frames.begin(), frames.end());
    endInsertRows();
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void EventModel::fold(int row)
{
    const int event = rowOf(idAt(row));
    if (!isUnfolded(event))
        return;
    const int end = rowFrom(idAt(event) + 1);
    beginRemoveRows({}, event + 1, end - 1);
    m_rows.erase(m_rows.begin() + event + 1, m_rows.begin() + end);
    endRemoveRows();
    Q_EMIT dataChanged(index(event, 0), index(event, columns - 1));
}

int EventModel::rowFrom(EventId id) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                        [](const Row &row, EventId wanted) { return row.id < wanted; });
    return static_cast<int>(found - m_rows.begin());
}

int EventModel::rowOf(EventId id) const
{
    const int row = rowFrom(id);
    return row < rowCount() && idAt(row) == id ? row : -1;
}

std::vector<EventId> EventModel::shownEvents() const
{
    std::vector<EventId> ids;
    ids.reserve(m_rows.size());
    for (const Row &row : m_rows)
        if (row.frame < 0)
            ids.push_back(row.id);
    return ids;
}

QString EventModel::textOf(int row) const
{
    if (!isFrame(row))
        return QString::fromUtf8(event::toTextLine(m_session.entry(idAt(row)).event));
    QStringList cells;
    for (const int column : { Time, Name, Summary })
        cells.append(withoutBidiControls(index(row, column).data().toString()));
    return QStringLiteral("    ") + cells.join(u' ');
}

void EventModel::setClock(Clock clock)
{
    if (m_clock == clock)
        return;
    m_clock = clock;
    allDataChanged();
}

void EventModel::setStretch(const CallKey &call, const std::optional<TimeRange> &range)
{
    if (m_stretchCall == call && m_stretch == range)
        return;
    m_stretchCall = call;
    m_stretch = range;
    allDataChanged();
}

bool EventModel::isInStretch(int row) const
{
    const EventId id = idAt(row);
    return m_stretch && m_session.keyOf(m_session.entry(id)) == m_stretchCall
        && m_stretch->contains(m_session.timeOf(id));
}

void EventModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    allDataChanged();
}

void EventModel::allDataChanged()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    if (idAt(row) < m_session.firstEvent())
        return {}; // gone from the session; its row goes next
    if (role == InStretchRole)
        return isInStretch(row);
    const bool callTime = m_clock == Clock::OfCall;
    if (isFrame(row))
        return FrameCell(m_session, idAt(row), m_rows[static_cast<std::size_t>(row)].frame, callTime)
            .data(index.column(), role);
    int before = row - 1;
    while (before >= 0 && isFrame(before))
        --before;
    const auto previous
        = before < 0 || idAt(before) < m_session.firstEvent() ? std::nullopt : std::optional(idAt(before));
    const bool isMarked = m_bookmarks.contains(m_session.entry(idAt(row)).event);
    return EventCell(m_session, idAt(row), { previous, callTime, isUnfolded(row), isMarked })
        .data(index.column(), role);
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation == Qt::Vertical || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case Time:
        return isTip ? tr("Time since the call began, or time of day when all calls are shown") : tr("Time");
    case Gap:
        return isTip ? tr("Time since the row above") : tr("Δt");
    case Direction:
        return isTip ? tr("← from Twilio, → to Twilio, • here") : tr("⇄");
    case Call:
        return tr("Call");
    case Name:
        return tr("Event");
    case Summary:
        return tr("Details");
    default:
        return {};
    }
}

} // namespace callscope::ui
