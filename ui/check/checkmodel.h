#pragma once

#include "core/check/finding.h"
#include "ui/common/glyphdelegate.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace callscope::ui {

/// The stages of a check, a row each: what is looked at, how it went, what was found. Lives on the GUI thread.
class CheckModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Topic, Outcome, Summary, Took };
    static constexpr int columns = Took + 1;

    explicit CheckModel(QObject *parent = nullptr);

    /// All wait.
    void start(const std::vector<check::Stage> &stages);
    void begin(check::Stage stage);
    void end(const check::Finding &finding);
    /// One that still runs was stopped, those that still wait are not reached.
    void finish();
    void retranslate();

    /// Nothing while there is no finding.
    const check::Finding *finding(int row) const;
    int rowOf(check::Stage stage) const;
    bool isRunning(int row) const { return m_rows[static_cast<std::size_t>(row)].state == State::Running; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    enum class State { Waiting, Running, Over, Stopped, NotReached };
    struct Row
    {
        check::Stage stage = check::Stage::Port;
        State state = State::Waiting;
        std::optional<check::Finding> finding {};
    };

    QString text(const Row &row, Column column) const;
    static QString glyph(const Row &row);
    static Tone tone(const Row &row);
    void changed(int row);

    std::vector<Row> m_rows {};
};

} // namespace callscope::ui
