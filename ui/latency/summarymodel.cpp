#include "ui/latency/summarymodel.h"

#include "ui/common/text.h"
#include "ui/latency/stages.h"

#include <QFont>

namespace callscope::ui {

namespace {

constexpr double median = 0.50, high = 0.95;

int measureOf(int row)
{
    const auto stage = SummaryModel::stageOfRow(row);
    return stage ? static_cast<int>(*stage) : voiceToVoiceMeasure;
}

} // namespace

void SummaryModel::setCall(const LatencySamples &samples)
{
    m_call = samples;
    Q_EMIT dataChanged(index(0, CallMedian), index(measureCount - 1, CallHigh));
}

void SummaryModel::setAll(const LatencySamples &samples)
{
    m_all = samples;
    Q_EMIT dataChanged(index(0, AllMedian), index(measureCount - 1, AllHigh));
}

void SummaryModel::setBudget(std::chrono::milliseconds budget)
{
    m_budget = budget;
    Q_EMIT dataChanged(index(0, 0), index(0, ColumnCount - 1));
}

void SummaryModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    Q_EMIT dataChanged(index(0, 0), index(measureCount - 1, ColumnCount - 1));
}

int SummaryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : measureCount;
}

int SummaryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SummaryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return withoutBidiControls(isOverBudget(index.row(), index.column())
                                       ? tr("%1, over budget").arg(latencyText(value(index.row(), index.column())))
                                       : text(index.row(), index.column()));
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>((index.column() == Name ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (!stageOfRow(index.row())) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant SummaryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == Name ? Qt::AlignLeading : Qt::AlignTrailing) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Stage");
    case CallMedian:
        return tr("Call p50");
    case CallHigh:
        return tr("Call p95");
    case AllMedian:
        return tr("All p50");
    case AllHigh:
        return tr("All p95");
    default:
        return {};
    }
}

std::optional<std::chrono::milliseconds> SummaryModel::value(int row, int column) const
{
    if (column == Name)
        return std::nullopt;
    return samples(column).percentile(measureOf(row), column == CallMedian || column == AllMedian ? median : high);
}

bool SummaryModel::isOverBudget(int row, int column) const
{
    return !stageOfRow(row) && value(row, column).value_or(std::chrono::milliseconds(0)) > m_budget;
}

QString SummaryModel::text(int row, int column) const
{
    const auto stage = stageOfRow(row);
    if (column == Name)
        return stage ? stageName(*stage) : tr("Voice to voice");
    const auto latency = value(row, column);
    const QString shown = latency ? bidiIsolated(latencyText(latency)) : QStringLiteral("–");
    return isOverBudget(row, column) ? tr("▲ %1").arg(shown) : shown;
}

QString SummaryModel::toolTip(int row, int column) const
{
    const auto stage = stageOfRow(row);
    if (column == Name)
        return stage ? stageMeaning(*stage) : tr("From the caller's last word to the reply's first sound to Twilio.");
    const int count = samples(column).count(measureOf(row));
    const QString basis = count > 0 ? tr("Of %n turn(s)", nullptr, count) : tr("No turn has told it yet.");
    return isOverBudget(row, column) ? tr("Over budget") + u'\n' + basis : basis;
}

} // namespace callscope::ui
