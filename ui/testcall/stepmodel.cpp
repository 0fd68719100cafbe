#include "ui/testcall/stepmodel.h"

#include "ui/common/text.h"
#include "ui/testcall/endings.h"

#include <QFileInfo>

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;
using simulate::EventRecord;
using simulate::StageRecord;
using simulate::TurnRecord;

namespace {

const QString errorPrefix = u"error "_s;

int codeOf(const EventRecord &error)
{
    return QStringView(error.what).sliced(errorPrefix.size()).toInt();
}

} // namespace

void StepModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_answered = {};
    endResetModel();
}

void StepModel::append(Row row)
{
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back(std::move(row));
    endInsertRows();
}

void StepModel::addStage(const StageRecord &stage)
{
    append(stage);
}

void StepModel::addNote(const EventRecord &event)
{
    if (event.what == "answered"_L1)
        m_answered = event.at;
    if (event.what == "answered"_L1 || event.what == "hang-up"_L1 || event.what.startsWith(errorPrefix))
        append(event);
}

void StepModel::setTurn(int number, const TurnRecord &turn)
{
    const auto isIt = [number](const Row &row) {
        const auto *step = std::get_if<TurnStep>(&row);
        return step && step->number == number;
    };
    const auto found = std::ranges::find_if(m_rows, isIt);
    if (found == m_rows.end())
        return append(TurnStep { number, turn });
    *found = TurnStep { number, turn };
    const int row = static_cast<int>(found - m_rows.begin());
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCountOfSteps - 1));
}

void StepModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCountOfSteps - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCountOfSteps - 1));
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCountOfSteps;
}

std::chrono::milliseconds StepModel::timeOf(const Row &row) const
{
    if (const auto *stage = std::get_if<StageRecord>(&row))
        return stage->at + stage->took; // rows come when a stage is reached
    if (const auto *event = std::get_if<EventRecord>(&row))
        return event->at;
    return m_answered + std::get<TurnStep>(row).turn.speechStart;
}

StepModel::State StepModel::stateOf(const Row &row) const
{
    if (const auto *stage = std::get_if<StageRecord>(&row))
        return stage->ok ? State::Good : State::Bad;
    if (const auto *event = std::get_if<EventRecord>(&row))
        return event->what.startsWith(errorPrefix) ? stateOf(codeOf(*event)) : State::Plain;
    const TurnRecord &turn = std::get<TurnStep>(row).turn;
    return turn.finished && (turn.replyStart || !turn.expectsReply) ? State::Good : State::Running;
}

StepModel::State StepModel::stateOf(int twilioCode)
{
    return simulate::severityOf(twilioCode) == simulate::Severity::Warning ? State::Warned : State::Bad;
}

QString StepModel::stepText(const Row &row) const
{
    if (const auto *stage = std::get_if<StageRecord>(&row)) {
        if (stage->name == "webhook"_L1)
            return tr("Webhook answered");
        if (stage->name == "twiml"_L1)
            return tr("TwiML read");
        if (stage->name == "handshake"_L1)
            return tr("Media stream connected");
        if (stage->name == "start"_L1)
            return tr("Media stream started");
        return stage->name == "first audio"_L1 ? tr("First sound heard") : bidiIsolated(stage->name);
    }
    if (const auto *event = std::get_if<EventRecord>(&row)) {
        if (event->what.startsWith(errorPrefix))
            return (stateOf(row) == State::Warned ? tr("Twilio warning %1") : tr("Twilio error %1"))
                .arg(bidiIsolated(QString::number(codeOf(*event))));
        return event->what == "answered"_L1 ? tr("Call answered") : tr("Call ended");
    }
    return tr("The caller's turn %1").arg(std::get<TurnStep>(row).number + 1);
}

QString StepModel::outcomeText(const Row &row) const
{
    switch (stateOf(row)) {
    case State::Good:
        return std::holds_alternative<TurnStep>(row) ? tr("answered") : tr("done");
    case State::Bad:
        return tr("failed");
    case State::Warned:
        return tr("warned");
    case State::Running:
        return std::get<TurnStep>(row).turn.finished ? tr("waiting") : tr("speaking");
    case State::Plain:
        break;
    }
    return {};
}

QString StepModel::glyphOf(const Row &row) const
{
    switch (stateOf(row)) {
    case State::Good:
        return u"✓"_s;
    case State::Bad:
        return u"✗"_s;
    case State::Warned:
        return u"△"_s;
    case State::Running:
        return u"…"_s;
    case State::Plain:
        break;
    }
    return {};
}

Tone StepModel::toneOf(const Row &row, Column column) const
{
    if (column == Time)
        return Tone::Faint;
    const State state = stateOf(row);
    if (state == State::Bad)
        return Tone::Problem;
    if (column != Outcome || state == State::Plain)
        return Tone::Plain;
    return state == State::Good ? Tone::Good : Tone::Warning;
}

QString StepModel::tookText(const Row &row) const
{
    if (const auto *stage = std::get_if<StageRecord>(&row))
        return stage->took.count() > 0 ? bidiIsolated(latencyText(stage->took)) : QString();
    const auto *step = std::get_if<TurnStep>(&row);
    const auto latency = step ? step->turn.latency() : std::nullopt;
    return latency ? bidiIsolated(latencyText(*latency)) : QString();
}

QString StepModel::detailText(const Row &row) const
{
    if (const auto *stage = std::get_if<StageRecord>(&row))
        return bidiIsolated(stage->text);
    if (const auto *event = std::get_if<EventRecord>(&row))
        return event->what == "hang-up"_L1 ? endingText(event->text) : bidiIsolated(event->text);
    const TurnRecord &turn = std::get<TurnStep>(row).turn;
    const QString said = bidiIsolated(QFileInfo(turn.said).fileName());
    if (turn.yieldedAfter)
        return tr("%1; the bot fell silent after %2").arg(said, bidiIsolated(latencyText(*turn.yieldedAfter)));
    return turn.bargedIn ? tr("%1; into the bot's words").arg(said) : said;
}

QString StepModel::text(const Row &row, Column column) const
{
    switch (column) {
    case Time:
        return bidiIsolated(preciseText(timeOf(row)));
    case Step:
        return stepText(row);
    case Outcome:
        return outcomeText(row);
    case Took:
        return tookText(row);
    case Detail:
        return detailText(row);
    case ColumnCountOfSteps:
        break;
    }
    return {};
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole || (role == Qt::ToolTipRole && column == Detail))
        return text(row, column);
    if (role == Qt::TextAlignmentRole && column == Took)
        return QVariant(Qt::AlignVCenter | Qt::AlignTrailing);
    if (role == GlyphRole && column == Outcome)
        return glyphOf(row);
    return role == ToneRole ? QVariant(static_cast<int>(toneOf(row, column))) : QVariant();
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == Took)
        return QVariant(Qt::AlignVCenter | Qt::AlignTrailing);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case Step:
        return tr("Step");
    case Outcome:
        return tr("Outcome");
    case Took:
        return tr("Took");
    case Detail:
        return tr("Detail");
    case ColumnCountOfSteps:
        break;
    }
    return {};
}

} // namespace callscope::ui
