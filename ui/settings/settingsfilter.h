#pragma once

#include <QSortFilterProxyModel>

namespace callscope::ui {

/// Rows that hold all words of a search, in any column, whatever their case, niqqud and bidi marks. Lives on the GUI
/// thread.
class SettingsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void search(const QString &words);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words {};
};

} // namespace callscope::ui
