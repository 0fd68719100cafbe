#pragma once

#include "ui/latency/latencysamples.h"

#include <QAbstractTableModel>

namespace callscope::ui {

/// Percentiles of voice-to-voice, in the first row, and of each stage below, for the call and for all calls; the first
/// column is the legend of the bars. Lives on the GUI thread.
class SummaryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, CallMedian, CallHigh, AllMedian, AllHigh, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Which stage a row is of; nothing: voice-to-voice.
    static std::optional<Stage> stageOfRow(int row)
    {
        return row > 0 ? std::optional(static_cast<Stage>(row - 1)) : std::nullopt;
    }

    void setCall(const LatencySamples &samples);
    void setAll(const LatencySamples &samples);
    void setBudget(std::chrono::milliseconds budget);
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;
    QString toolTip(int row, int column) const;
    std::optional<std::chrono::milliseconds> value(int row, int column) const;
    bool isOverBudget(int row, int column) const;
    const LatencySamples &samples(int column) const { return column <= CallHigh ? m_call : m_all; }

    LatencySamples m_call {}, m_all {};
    std::chrono::milliseconds m_budget { 1500 };
};

} // namespace callscope::ui
