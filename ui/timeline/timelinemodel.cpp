#include "ui/timeline/timelinemodel.h"

#include "ui/timeline/timelinetexts.h"

namespace callscope::ui {

TimelineModel::TimelineModel(const TimelineMarks &marks, QObject *parent)
    : QAbstractTableModel(parent)
    , m_marks(marks)
    , m_rows(static_cast<int>(marks.items().size()))
{ }

void TimelineModel::reset()
{
    beginResetModel();
    m_rows = static_cast<int>(m_marks.items().size());
    endResetModel();
}

void TimelineModel::catchUp(int first)
{
    const auto now = static_cast<int>(m_marks.items().size());
    const int known = m_rows;
    if (now > known) {
        beginInsertRows({}, known, now - 1);
        m_rows = now;
        endInsertRows();
    }
    if (first < known)
        Q_EMIT dataChanged(index(first, 0), index(known - 1, ColumnTotal - 1));
}

void TimelineModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnTotal - 1);
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnTotal - 1));
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnTotal);
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimeItem &item = m_marks.item(index.row());
    if (role == Qt::ToolTipRole)
        return TimelineTexts::toolTip(item);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == TimeColumn)
        return TimelineTexts::timeText(item);
    if (index.column() == WhatColumn)
        return item.byOperator ? tr("Operator speaks") : TimelineTexts::kindName(item.kind);
    return item.text.simplified();
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == TimeColumn ? tr("Time") : section == WhatColumn ? tr("What") : tr("Text");
}

} // namespace callscope::ui
