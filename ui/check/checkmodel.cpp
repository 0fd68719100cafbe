#include "ui/check/checkmodel.h"

#include "ui/check/checktexts.h"
#include "ui/common/text.h"

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

CheckModel::CheckModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    start({ check::allStages.begin(), check::allStages.end() });
}

void CheckModel::start(const std::vector<check::Stage> &stages)
{
    beginResetModel();
    m_rows.clear();
    for (const check::Stage stage : stages)
        m_rows.push_back({ stage });
    endResetModel();
}

int CheckModel::rowOf(check::Stage stage) const
{
    const auto row = std::ranges::find(m_rows, stage, &Row::stage);
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

void CheckModel::changed(int row)
{
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void CheckModel::begin(check::Stage stage)
{
    const int row = rowOf(stage);
    if (row < 0)
        return;
    m_rows[static_cast<std::size_t>(row)].state = State::Running;
    changed(row);
}

void CheckModel::end(const check::Finding &finding)
{
    const int row = rowOf(finding.stage);
    if (row < 0)
        return;
    m_rows[static_cast<std::size_t>(row)] = { finding.stage, State::Over, finding };
    changed(row);
}

void CheckModel::finish()
{
    for (Row &row : m_rows) {
        if (row.state != State::Over)
            row.state = row.state == State::Running ? State::Stopped : State::NotReached;
    }
    retranslate();
}

void CheckModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

const check::Finding *CheckModel::finding(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto &finding = m_rows[static_cast<std::size_t>(row)].finding;
    return finding ? &*finding : nullptr;
}

int CheckModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CheckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString CheckModel::text(const Row &row, Column column) const
{
    switch (column) {
    case Topic:
        return u"%1: %2"_s.arg(bidiIsolated(check::stageName(row.stage)), CheckTexts::topic(row.stage));
    case Outcome:
        return row.finding                   ? CheckTexts::verdict(row.finding->verdict)
            : row.state == State::Running    ? tr("running")
            : row.state == State::Stopped    ? tr("stopped")
            : row.state == State::NotReached ? tr("not reached")
                                             : tr("waiting");
    case Summary:
        return row.finding ? CheckTexts::sentence(row.finding->summary) : QString();
    case Took:
        return row.finding ? bidiIsolated(latencyText(row.finding->took)) : QString();
    }
    Q_UNREACHABLE();
}

QString CheckModel::glyph(const Row &row)
{
    if (row.finding)
        return CheckTexts::glyph(row.finding->verdict);
    return row.state == State::Running ? u"…"_s : row.state == State::Stopped ? u"■"_s : u" "_s;
}

Tone CheckModel::tone(const Row &row)
{
    if (row.finding)
        return CheckTexts::tone(row.finding->verdict);
    return row.state == State::Running ? Tone::Plain : Tone::Faint;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && (column == Topic || column == Summary)))
        return text(row, column);
    if (role == Qt::TextAlignmentRole && column == Took)
        return QVariant(Qt::AlignVCenter | Qt::AlignTrailing);
    if (role == GlyphRole && column == Outcome)
        return glyph(row);
    if (role == ToneRole)
        return static_cast<int>(column == Outcome || !row.finding ? tone(row) : Tone::Plain);
    return {};
}

QVariant CheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == Took)
        return QVariant(Qt::AlignVCenter | Qt::AlignTrailing);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Topic:
        return tr("What is looked at");
    case Outcome:
        return tr("Outcome");
    case Summary:
        return tr("What was found");
    case Took:
        return tr("Took");
    }
    return {};
}

} // namespace callscope::ui
