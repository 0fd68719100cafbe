#include "ui/settings/settingsmodel.h"

#include "ui/common/glyphdelegate.h"
#include "ui/common/text.h"

namespace callscope::ui {

using namespace Qt::StringLiterals;

void SettingsModel::setRows(std::vector<config::SettingRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void SettingsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCountOfSettings - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCountOfSettings - 1));
}

int SettingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SettingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCountOfSettings;
}

QVariant SettingsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const config::SettingRow &row = at(index.row());
    const bool isSet = sourceOf(row) != SettingSource::Default;
    if (role == ToneRole)
        return static_cast<int>(isSet || index.column() == Key ? Tone::Plain : Tone::Faint);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Key:
        return bidiIsolated(row.key);
    case Value:
        return bidiIsolated(row.value);
    case Source:
        return SettingWords::source(row);
    case Meaning:
        return SettingWords::meaning(row);
    case ColumnCountOfSettings:
        break;
    }
    return {};
}

QVariant SettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Key:
        return tr("Setting");
    case Value:
        return tr("Value");
    case Source:
        return tr("Set by");
    case Meaning:
        return tr("Meaning");
    case ColumnCountOfSettings:
        break;
    }
    return {};
}

} // namespace callscope::ui
