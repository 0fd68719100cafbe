#pragma once

#include "core/simulate/callreport.h"
#include "ui/common/glyphdelegate.h"

#include <QAbstractTableModel>

#include <variant>

namespace callscope::ui {

/// What happens in a test call, step by step as it happens: stages, the caller's turns, errors, the end. A turn's row
/// changes until it is answered. Lives on the GUI thread.
class StepModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Step, Outcome, Took, Detail, ColumnCountOfSteps };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void addStage(const simulate::StageRecord &stage);
    /// Errors, the answer and the hang-up; other notes have no row.
    void addNote(const simulate::EventRecord &event);
    void setTurn(int number, const simulate::TurnRecord &turn);
    /// To be called when the language has changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct TurnStep
    {
        int number = 0;
        simulate::TurnRecord turn {};
    };
    using Row = std::variant<simulate::StageRecord, simulate::EventRecord, TurnStep>;
    /// How a row turned out.
    enum class State { Running, Good, Bad, Warned, Plain };

    void append(Row row);
    std::chrono::milliseconds timeOf(const Row &row) const;
    State stateOf(const Row &row) const;
    static State stateOf(int twilioCode);
    QString stepText(const Row &row) const;
    QString outcomeText(const Row &row) const;
    QString glyphOf(const Row &row) const;
    Tone toneOf(const Row &row, Column column) const;
    QString tookText(const Row &row) const;
    QString detailText(const Row &row) const;
    QString text(const Row &row, Column column) const;

    std::vector<Row> m_rows {};
    std::chrono::milliseconds m_answered { 0 };
};

} // namespace callscope::ui
