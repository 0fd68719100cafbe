#include "ui/requests/namevaluemodel.h"

#include "ui/common/glyphdelegate.h"
#include "ui/common/text.h"

namespace callscope::ui {

using namespace Qt::StringLiterals;

void NameValueModel::setPairs(std::vector<Parameter> pairs)
{
    beginResetModel();
    m_pairs = std::move(pairs);
    endResetModel();
}

void NameValueModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCountOfPairs - 1);
    if (!m_pairs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCountOfPairs - 1));
}

QString NameValueModel::plainText(int row) const
{
    return withoutBidiControls(at(row).name + u": "_s + at(row).value);
}

int NameValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

int NameValueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCountOfPairs;
}

QVariant NameValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Parameter &pair = at(index.row());
    if (role == Qt::ToolTipRole)
        return bidiIsolated(pair.value);
    if (role == ToneRole)
        return static_cast<int>(index.column() == Name ? Tone::Faint : Tone::Plain);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Value)
        return bidiIsolated(pair.value.simplified());
    return pair.inQuery ? tr("%1 (query)").arg(bidiIsolated(pair.name)) : bidiIsolated(pair.name);
}

QVariant NameValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == Name ? tr("Name") : tr("Value");
}

} // namespace callscope::ui
