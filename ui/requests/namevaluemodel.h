#pragma once

#include "ui/requests/requestfacts.h"

#include <QAbstractTableModel>

namespace callscope::ui {

/// Names and values of one request: headers, parameters or fields. Values are content, each isolated. Lives on the GUI
/// thread.
class NameValueModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCountOfPairs };

    using QAbstractTableModel::QAbstractTableModel;

    void setPairs(std::vector<Parameter> pairs);
    void retranslate();
    /// "Name: value" without bidi controls, for the clipboard.
    QString plainText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Parameter &at(int row) const { return m_pairs[static_cast<std::size_t>(row)]; }

    std::vector<Parameter> m_pairs {};
};

} // namespace callscope::ui
