#include "ui/health/sockethealthmodel.h"

namespace callscope::ui {

SocketHealthModel::SocketHealthModel(const Session &session, const base::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_clock(clock)
{
    connect(&session, &Session::eventsAppended, this, &SocketHealthModel::take);
    connect(&session, &Session::callsChanged, this, &SocketHealthModel::removeEnded);
    take(session.firstEvent(), session.endEvent());
}

int SocketHealthModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SocketHealthModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnTotal;
}

QVariant SocketHealthModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<HealthColumn>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(HealthTexts::alignment(column));
    const SocketHealth &health = healthAt(index.row());
    if (role == trendRole && column == HealthColumn::Trend)
        return QVariant::fromValue(QList<double>(health.roundTrips().begin(), health.roundTrips().end()));
    const CallSummary *call = m_session.call(keyAt(index.row()));
    const HealthCell cell = HealthTexts::cell(column, health, ageAt(index.row()), call ? *call : CallSummary {});
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case GlyphRole:
        return cell.glyph;
    case ToneRole:
        return static_cast<int>(cell.tone);
    case Qt::ToolTipRole:
        return cell.tip;
    case Qt::AccessibleTextRole:
        return cell.spoken;
    default:
        return {};
    }
}

QVariant SocketHealthModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnTotal)
        return {};
    const auto column = static_cast<HealthColumn>(section);
    switch (role) {
    case Qt::DisplayRole:
        return HealthTexts::header(column);
    case Qt::ToolTipRole:
        return HealthTexts::headerTip(column);
    case Qt::TextAlignmentRole:
        return static_cast<int>(HealthTexts::alignment(column));
    default:
        return {};
    }
}

void SocketHealthModel::refresh()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnTotal - 1));
}

void SocketHealthModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnTotal - 1);
    refresh();
}

std::optional<int> SocketHealthModel::rowOf(const CallKey &key) const
{
    const auto found = m_rowOf.constFind(key);
    return found == m_rowOf.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<std::chrono::milliseconds> SocketHealthModel::ageAt(int row) const
{
    const Row &one = m_rows[static_cast<std::size_t>(row)];
    if (!one.health.lastByte())
        return std::nullopt;
    const auto age = m_clock.monotonic() - m_offsets.value(one.key.source) - *one.health.lastByte();
    return std::chrono::duration_cast<std::chrono::milliseconds>(age);
}

void SocketHealthModel::noteOffset(int source, base::Monotonic happened)
{
    const auto offset = m_clock.monotonic() - happened;
    const auto known = m_offsets.find(source);
    if (known == m_offsets.end())
        m_offsets.insert(source, offset);
    else
        *known = std::min(*known, offset);
}

void SocketHealthModel::take(EventId first, EventId end)
{
    std::vector<Row> coming;
    QHash<CallKey, int> places;
    for (EventId id = first; id < end; ++id) {
        const Session::Entry &entry = m_session.entry(id);
        const CallKey key = m_session.keyOf(entry);
        if (m_session.isRecorded(key.source))
            continue;
        noteOffset(key.source, entry.event.monotonic);
        if (const auto row = m_rowOf.constFind(key); row != m_rowOf.constEnd()) {
            m_rows[static_cast<std::size_t>(*row)].health.take(entry.event);
            continue;
        }
        if (!places.contains(key)) {
            if (!std::holds_alternative<event::StreamStarted>(entry.event.payload) || !m_session.call(key)->isRunning())
                continue;
            places.insert(key, static_cast<int>(coming.size()));
            coming.push_back({ key, {} });
        }
        coming[static_cast<std::size_t>(places.value(key))].health.take(entry.event);
    }
    insert(std::move(coming));
}

void SocketHealthModel::insert(std::vector<Row> rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.size()) - 1);
    for (Row &row : rows)
        m_rows.push_back(std::move(row));
    number();
    endInsertRows();
}

void SocketHealthModel::removeEnded(const QList<CallKey> &keys)
{
    for (const CallKey &key : keys) {
        const auto row = rowOf(key);
        if (!row || m_session.call(key)->isRunning())
            continue;
        beginRemoveRows({}, *row, *row);
        m_rows.erase(m_rows.begin() + *row);
        number();
        endRemoveRows();
    }
}

void SocketHealthModel::number()
{
    m_rowOf.clear();
    for (int row = 0; row < rowCount(); ++row)
        m_rowOf.insert(keyAt(row), row);
}

} // namespace callscope::ui
