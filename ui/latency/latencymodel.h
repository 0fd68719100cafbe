#pragma once

#include "ui/latency/latencysamples.h"

#include <QAbstractTableModel>

namespace callscope::ui {

/// The turns of one call that the bot answered, with the time each stage took. Lives on the GUI thread. What is taken
/// shows with the next settle(). Every value can be read as text.
class LatencyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// After Bar and VoiceToVoice a column for each stage, from FirstStage on.
    enum Column { Number, Bar, VoiceToVoice, FirstStage, Unaccounted = FirstStage + stageCount, ToPlayed, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void restart();
    void take(const event::Event &event, CallTime time);
    void settle();
    void retranslate();
    void setBudget(std::chrono::milliseconds budget);
    std::chrono::milliseconds budget() const { return m_budget; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const Turn &turn(int row) const
    {
        return m_turns.turns()[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)])];
    }
    /// Of the turn with that number, or without a number of the last that began by then; -1: none.
    int rowOf(std::optional<int> number, CallTime time) const;
    bool isOverBudget(const Turn &turn) const { return turn.voiceToVoice && *turn.voiceToVoice > m_budget; }
    int overBudget() const; ///< how many turns are
    /// What the common axis of all bars ends with.
    std::chrono::milliseconds scale() const { return m_scale; }
    const LatencySamples &samples() const { return m_samples; }

private:
    QString text(const Turn &turn, int column) const;
    QString voiceToVoiceText(const Turn &turn) const;
    QString stageText(const Turn &turn, Stage stage) const;
    QString kindText(const Turn &turn) const;
    QString describe(const Turn &turn) const;
    void measure();

    TurnList m_turns {};
    std::vector<int> m_rows {}; ///< indices of turns
    int m_shown = 0;
    bool m_anyChanged = false;
    std::chrono::milliseconds m_budget { 1500 };
    std::chrono::milliseconds m_scale { 1500 };
    LatencySamples m_samples {};
};

} // namespace callscope::ui
