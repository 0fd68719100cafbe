#include "ui/latency/latencymodel.h"

#include "ui/common/text.h"
#include "ui/latency/latencyparts.h"
#include "ui/latency/stages.h"

#include <algorithm>

namespace callscope::ui {

void LatencyModel::restart()
{
    beginResetModel();
    m_turns = {};
    m_rows.clear();
    m_shown = 0;
    m_anyChanged = false;
    measure();
    endResetModel();
}

void LatencyModel::take(const event::Event &event, CallTime time)
{
    const auto first = m_turns.take(event, time);
    if (!first)
        return;
    for (int index = *first; index < static_cast<int>(m_turns.turns().size()); ++index) {
        const Turn &turn = m_turns.turns()[static_cast<std::size_t>(index)];
        if (turn.number && std::find(m_rows.rbegin(), m_rows.rend(), index) == m_rows.rend())
            m_rows.push_back(index);
    }
    m_anyChanged = true;
}

void LatencyModel::settle()
{
    if (!std::exchange(m_anyChanged, false))
        return;
    measure();
    const int count = static_cast<int>(m_rows.size());
    if (m_shown > 0) // the scale is common: any turn may change the bars of all
        Q_EMIT dataChanged(index(0, 0), index(m_shown - 1, ColumnCount - 1));
    if (count == m_shown)
        return;
    beginInsertRows({}, m_shown, count - 1);
    m_shown = count;
    endInsertRows();
}

void LatencyModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (m_shown > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_shown - 1, ColumnCount - 1));
}

void LatencyModel::setBudget(std::chrono::milliseconds budget)
{
    m_budget = budget;
    measure();
    retranslate();
}

/// Everything that hangs on all turns together.
void LatencyModel::measure()
{
    m_samples = {};
    m_scale = m_budget;
    for (const int index : m_rows) {
        const Turn &turn = m_turns.turns()[static_cast<std::size_t>(index)];
        m_samples.add(turn);
        m_scale = std::max(m_scale, endOf(partsOf(turn)));
    }
    m_scale += m_scale / 20;
}

int LatencyModel::overBudget() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [this](int index) {
        return isOverBudget(m_turns.turns()[static_cast<std::size_t>(index)]);
    }));
}

int LatencyModel::rowOf(std::optional<int> number, CallTime time) const
{
    int found = -1;
    for (int row = 0; row < m_shown; ++row) {
        if (number ? turn(row).number == number : turn(row).range().begin <= time)
            found = row;
    }
    return found;
}

int LatencyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int LatencyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LatencyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Turn &one = turn(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Bar ? QString() : text(one, index.column());
    case Qt::AccessibleTextRole:
        return withoutBidiControls(index.column() == Bar ? describe(one) : text(one, index.column()));
    case Qt::ToolTipRole:
        return describe(one);
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignTrailing | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant LatencyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool isStage = section >= FirstStage && section < Unaccounted;
    const auto stage = static_cast<Stage>(section - FirstStage);
    if (role == Qt::ToolTipRole && isStage)
        return stageMeaning(stage);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Bar ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Turn");
    case Bar:
        return tr("Stages, from 0 to %1").arg(bidiIsolated(latencyText(m_scale)));
    case VoiceToVoice:
        return tr("Voice to voice");
    case Unaccounted:
        return tr("Unaccounted");
    case ToPlayed:
        return tr("To the ear");
    default:
        return tr("%1 %2").arg(bidiIsolated(stageSign(stage)), stageName(stage));
    }
}

QString LatencyModel::text(const Turn &turn, int column) const
{
    switch (column) {
    case Number:
        return bidiIsolated(QString::number(*turn.number));
    case VoiceToVoice:
        return voiceToVoiceText(turn);
    case Unaccounted: {
        const auto rest = unaccounted(turn);
        return rest ? bidiIsolated(latencyText(rest)) : QStringLiteral("–");
    }
    case ToPlayed:
        return turn.utterance ? bidiIsolated(latencyText(turn.toPlayed)) : QStringLiteral("–");
    default:
        return stageText(turn, static_cast<Stage>(column - FirstStage));
    }
}

QString LatencyModel::voiceToVoiceText(const Turn &turn) const
{
    if (!turn.utterance)
        return kindText(turn);
    if (!turn.voiceToVoice && !turn.reply)
        return turn.cut ? tr("never spoken") : QStringLiteral("…");
    const QString value = bidiIsolated(latencyText(turn.voiceToVoice));
    return isOverBudget(turn) ? tr("▲ %1 over").arg(value) : value;
}

QString LatencyModel::stageText(const Turn &turn, Stage stage) const
{
    return hasStage(turn, stage) ? bidiIsolated(latencyText(stageOf(turn, stage))) : QStringLiteral("–");
}

/// Why a turn has no voice-to-voice.
QString LatencyModel::kindText(const Turn &turn) const
{
    if (turn.byOperator)
        return tr("operator");
    return turn.number == 1 ? tr("greeting") : tr("no speech");
}

QString LatencyModel::describe(const Turn &turn) const
{
    QStringList lines { tr("Turn %1, at %2 of the call")
                            .arg(bidiIsolated(QString::number(*turn.number)),
                                 bidiIsolated(preciseText(turn.range().begin))) };
    if (!turn.utterance)
        lines << tr("Not counted, nobody had spoken before: %1").arg(kindText(turn));
    for (int number = 0; number < stageCount; ++number) {
        const auto stage = static_cast<Stage>(number);
        if (hasStage(turn, stage))
            lines << tr("%1 %2: %3").arg(bidiIsolated(stageSign(stage)), stageName(stage), stageText(turn, stage));
    }
    if (const auto rest = unaccounted(turn))
        lines << tr("Unaccounted: %1").arg(bidiIsolated(latencyText(rest)));
    if (turn.utterance)
        lines << tr("Voice to voice: %1").arg(voiceToVoiceText(turn))
              << tr("Until the caller heard it: %1").arg(bidiIsolated(latencyText(turn.toPlayed)));
    if (isOverBudget(turn))
        lines << tr("Over the budget of %1").arg(bidiIsolated(latencyText(m_budget)));
    return lines.join(u'\n');
}

} // namespace callscope::ui
