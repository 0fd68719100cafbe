#pragma once

#include "core/config/settingstext.h"

#include <QAbstractTableModel>
#include <QCoreApplication>

namespace callscope::ui {

/// Which source a value of the gateway came from.
enum class SettingSource { Default, Flag, Environment, File };
SettingSource sourceOf(const config::SettingRow &row);

/// What the settings of the gateway mean and how each is changed, in the language of the screen.
class SettingWords
{
    Q_DECLARE_TR_FUNCTIONS(SettingWords)

public:
    static QString meaning(const config::SettingRow &row);
    static QString source(const config::SettingRow &row);
    /// HTML of some lines: where it is set now, and the ways to set it.
    static QString howToChange(const config::SettingRow &row);
};

/// Every setting of the gateway: key, value, source and meaning. Lives on the GUI thread.
class SettingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Key, Value, Source, Meaning, ColumnCountOfSettings };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<config::SettingRow> rows);
    const config::SettingRow &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// To be called when the language has changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<config::SettingRow> m_rows {};
};

} // namespace callscope::ui
