#include "ui/transcript/transcriptmodel.h"

#include <algorithm>

namespace callscope::ui {

using Kind = TranscriptEntry::Kind;

void TranscriptModel::restart()
{
    beginResetModel();
    m_entries.clear();
    m_rows.clear();
    m_turns = {};
    m_shown = 0;
    m_firstChanged = INT_MAX;
    m_lastChanged = -1;
    m_streams = 0;
    m_lineIsDown = true;
    endResetModel();
}

void TranscriptModel::take(EventId id, const event::Event &event, CallTime time)
{
    if (const auto first = m_turns.take(event, time))
        takeTurns(*first, id, event, time);
    if (const auto *final = std::get_if<event::FinalRecognized>(&event.payload))
        takeFinal(event.streamSid, *final);
    else if (const auto *pressed = std::get_if<event::DigitPressed>(&event.payload))
        takeDigit(id, event, time, pressed->digit);
    else
        takeRemark(id, event, time);
}

void TranscriptModel::settle()
{
    if (m_lastChanged >= 0)
        Q_EMIT dataChanged(index(m_firstChanged), index(m_lastChanged));
    m_firstChanged = INT_MAX;
    m_lastChanged = -1;
    const int count = static_cast<int>(m_entries.size());
    if (count == m_shown)
        return;
    beginInsertRows({}, m_shown, count - 1);
    m_shown = count;
    endInsertRows();
}

void TranscriptModel::retranslate()
{
    for (TranscriptEntry &one : m_entries)
        ++one.version;
    if (m_shown > 0)
        Q_EMIT dataChanged(index(0), index(m_shown - 1));
}

void TranscriptModel::takeTurns(int first, EventId id, const event::Event &event, CallTime time)
{
    const int count = static_cast<int>(m_turns.turns().size());
    m_rows.resize(static_cast<std::size_t>(count));
    for (int turnIndex = first; turnIndex < count; ++turnIndex) {
        takeSaid(turnIndex, id, event, time);
        takeReply(turnIndex, id, event, time);
    }
}

void TranscriptModel::takeSaid(int turnIndex, EventId id, const event::Event &event, CallTime time)
{
    const Turn &turn = m_turns.turns()[static_cast<std::size_t>(turnIndex)];
    int &row = m_rows[static_cast<std::size_t>(turnIndex)].caller;
    if (!turn.speech && turn.said.isEmpty() && !turn.saidIsFinal)
        return;
    if (row < 0)
        row = append(
            { .kind = Kind::Caller, .time = turn.speech ? turn.speech->begin : turn.began, .turnIndex = turnIndex }, id,
            event);
    const QString before = joined(entry(row).spans);
    if (before == turn.said && entry(row).isFinal == turn.saidIsFinal)
        return;
    TranscriptEntry &changed = change(row);
    changed.isFinal = turn.saidIsFinal;
    changed.spans = turn.said.isEmpty() ? HeardSpans {} : HeardSpans { { turn.said, true } };
    if (!turn.saidIsFinal && !turn.said.isEmpty())
        changed.revisions.push_back({ time, turn.said });
    if (changed.revisions.size() > TranscriptEntry::mostRevisions)
        changed.revisions.pop_front();
}

void TranscriptModel::takeReply(int turnIndex, EventId id, const event::Event &event, CallTime time)
{
    const Turn &turn = m_turns.turns()[static_cast<std::size_t>(turnIndex)];
    int &row = m_rows[static_cast<std::size_t>(turnIndex)].reply;
    const HeardSpans spans = heardSpans(turn);
    if (!turn.number || (spans.empty() && !turn.reply))
        return;
    if (row < 0)
        row = append({ .kind = turn.byOperator ? Kind::Operator : Kind::Bot,
                       .time = turn.reply ? turn.reply->begin : time,
                       .turnIndex = turnIndex },
                     id, event);
    const Kind kind = turn.byOperator ? Kind::Operator : Kind::Bot;
    const bool isFinal = turn.answerIsWhole || turn.cut;
    if (entry(row).spans == spans && entry(row).isFinal == isFinal && entry(row).kind == kind)
        return;
    TranscriptEntry &changed = change(row);
    changed.kind = kind;
    changed.spans = spans;
    changed.isFinal = isFinal;
}

void TranscriptModel::takeFinal(const base::StreamSid &stream, const event::FinalRecognized &final)
{
    const auto &turns = m_turns.turns();
    const auto found = std::find_if(turns.rbegin(), turns.rend(), [&](const Turn &turn) {
        return turn.utterance == final.utterance && turn.stream == stream;
    });
    const auto turnIndex = static_cast<std::size_t>(turns.rend() - found) - 1;
    if (found == turns.rend() || m_rows[turnIndex].caller < 0)
        return;
    TranscriptEntry &changed = change(m_rows[turnIndex].caller);
    changed.language = final.language;
    changed.confidence = final.confidence;
}

void TranscriptModel::takeRemark(EventId id, const event::Event &event, CallTime time)
{
    auto remark = lineRemark(event);
    if (!remark)
        remark = remarkOn(event);
    if (!remark)
        return;
    const bool isTwice = !m_entries.empty() && m_entries.back().kind == Kind::Remark
        && m_entries.back().remark == *remark && m_entries.back().time == time;
    if (!isTwice) // one barge-in may cut several replies
        append({ .kind = Kind::Remark, .time = time, .isFinal = true, .remark = *remark }, id, event);
}

/// The remarks that depend on what was before.
std::optional<TranscriptRemark> TranscriptModel::lineRemark(const event::Event &event)
{
    using Remark = TranscriptRemark::Kind;
    if (std::holds_alternative<event::StreamStarted>(event.payload)) {
        m_lineIsDown = false;
        return m_streams++ > 0 ? std::optional(TranscriptRemark { Remark::StreamBack, {}, {} }) : std::nullopt;
    }
    if (std::holds_alternative<event::StreamStopped>(event.payload))
        m_lineIsDown = true;
    if (const auto *closed = std::get_if<event::WebSocketClosed>(&event.payload); closed
        && !std::exchange(m_lineIsDown, true)
        && !(closed->code == 1000 && closed->closedBy == QLatin1String("gateway"))) // hung up, or going down
        return TranscriptRemark { Remark::StreamLost, QString::number(closed->code), {} };
    if (const auto *barged = std::get_if<event::BargedIn>(&event.payload)) {
        const auto found = m_turns.find(barged->turn);
        const bool byCaller = found && m_turns.turns()[static_cast<std::size_t>(*found)].cutByCaller;
        return TranscriptRemark { byCaller ? Remark::CallerBargedIn : Remark::BotStopped, {}, {} };
    }
    return std::nullopt;
}

/// Keys in a row stand in one row.
void TranscriptModel::takeDigit(EventId id, const event::Event &event, CallTime time, const QString &digit)
{
    if (!m_entries.empty() && m_entries.back().kind == Kind::Keys) {
        change(static_cast<int>(m_entries.size()) - 1).spans.front().text += u' ' + digit;
        return;
    }
    append({ .kind = Kind::Keys, .time = time, .spans = { { digit, true } }, .isFinal = true }, id, event);
}

int TranscriptModel::append(TranscriptEntry added, EventId id, const event::Event &event)
{
    added.event = id;
    added.utc = event.utc;
    m_entries.push_back(std::move(added));
    return static_cast<int>(m_entries.size()) - 1;
}

TranscriptEntry &TranscriptModel::change(int row)
{
    if (row < m_shown) {
        m_firstChanged = std::min(m_firstChanged, row);
        m_lastChanged = std::max(m_lastChanged, row);
    }
    TranscriptEntry &changed = m_entries[static_cast<std::size_t>(row)];
    ++changed.version;
    return changed;
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

Stretch TranscriptModel::stretchOf(int row) const
{
    const TranscriptEntry &one = entry(row);
    if (one.turnIndex < 0)
        return { .range = { one.time, one.time }, .turn = {}, .event = one.event };
    const Turn &turn = m_turns.turns()[static_cast<std::size_t>(one.turnIndex)];
    return { .range = turn.range(), .turn = turn.number ? turn.number : turn.joinedTo, .event = {} };
}

QList<int> TranscriptModel::rowsOf(const Stretch &stretch) const
{
    QList<int> rows;
    int latest = -1;
    for (int row = 0; row < m_shown; ++row) {
        const TranscriptEntry &one = entry(row);
        if (stretch.turn && one.turnIndex >= 0 && stretchOf(row).turn == stretch.turn)
            rows << row;
        if (one.time <= stretch.range.begin && (latest < 0 || entry(latest).time <= one.time))
            latest = row;
    }
    return rows.isEmpty() && latest >= 0 ? QList<int> { latest } : rows;
}

} // namespace callscope::ui
