#include "ui/requests/requestmodel.h"

#include "ui/common/glyphdelegate.h"
#include "ui/common/text.h"

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

QString statusText(const RequestFacts &facts)
{
    if (facts.status)
        return bidiIsolated(QString::number(*facts.status));
    return facts.codes.empty() ? QString() : bidiIsolated(QString::number(facts.codes.front()));
}

bool isRefused(const RequestFacts &facts)
{
    return facts.verdict == Verdict::Wrong || facts.verdict == Verdict::Missing;
}

Tone toneOf(const RequestFacts &facts, RequestModel::Column column)
{
    if (column == RequestModel::Signature)
        return isRefused(facts) ? Tone::Problem : facts.verdict == Verdict::Valid ? Tone::Good : Tone::Faint;
    if (column == RequestModel::Time || column == RequestModel::Call)
        return Tone::Faint;
    return facts.problem ? Tone::Problem : Tone::Plain;
}

QString glyphOf(const RequestFacts &facts, RequestModel::Column column)
{
    if (column == RequestModel::Signature)
        return verdictGlyph(facts.verdict);
    if (column != RequestModel::What)
        return {};
    return facts.resent ? u"↻"_s : facts.problem ? u"✗"_s : u" "_s;
}

} // namespace

RequestModel::RequestModel(const Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
    connect(&session, &Session::eventsAppended, this, &RequestModel::append);
    connect(&session, &Session::eventsDropped, this, &RequestModel::drop);
}

void RequestModel::showCall(const CallKey &call)
{
    if (!m_all && m_call == call)
        return;
    m_all = false;
    m_call = call;
    refill();
}

void RequestModel::showAll()
{
    if (m_all)
        return;
    m_all = true;
    refill();
}

void RequestModel::refill()
{
    beginResetModel();
    m_rows.clear();
    const auto take = [this](EventId id) {
        if (belongs(id))
            m_rows.push_back(id);
    };
    if (m_all) {
        for (EventId id = m_session.firstEvent(); id < m_session.endEvent(); ++id)
            take(id);
    } else if (!m_call.isEmpty()) {
        for (const EventId id : m_session.eventsOf(m_call))
            take(id);
    }
    endResetModel();
}

bool RequestModel::belongs(EventId id) const
{
    const Session::Entry &entry = m_session.entry(id);
    const bool wanted = m_all || (!m_call.isEmpty() && m_session.keyOf(entry) == m_call);
    return wanted && requestFacts(entry.event);
}

void RequestModel::append(EventId first, EventId end)
{
    std::vector<EventId> fresh;
    for (EventId id = first; id < end; ++id) {
        if (belongs(id))
            fresh.push_back(id);
    }
    if (fresh.empty())
        return;
    const int at = rowCount();
    beginInsertRows({}, at, at + static_cast<int>(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    endInsertRows();
}

void RequestModel::drop(EventId first)
{
    const auto kept = std::ranges::lower_bound(m_rows, first);
    const auto count = static_cast<int>(kept - m_rows.begin());
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_rows.erase(m_rows.begin(), kept);
    endRemoveRows();
}

int RequestModel::rowOf(EventId id) const
{
    const auto found = std::ranges::lower_bound(m_rows, id);
    return found != m_rows.end() && *found == id ? static_cast<int>(found - m_rows.begin()) : -1;
}

void RequestModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCountOfRequests - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCountOfRequests - 1));
}

int RequestModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RequestModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCountOfRequests;
}

QString RequestModel::text(EventId id, const RequestFacts &facts, Column column) const
{
    const event::Event &event = m_session.entry(id).event;
    switch (column) {
    case Time:
        return bidiIsolated(clockText(event.utc, true));
    case What:
        return facts.resent ? tr("%1, resent").arg(bidiIsolated(facts.what)) : bidiIsolated(facts.what);
    case Subject:
        return bidiIsolated(facts.subject);
    case Status:
        return statusText(facts);
    case Took:
        return facts.milliseconds ? bidiIsolated(QString::number(*facts.milliseconds, 'f', 1)) : QString();
    case Signature:
        return verdictText(facts.verdict);
    case Call:
        return bidiIsolated(shortSid(event.callSid.toString()));
    case ColumnCountOfRequests:
        break;
    }
    return {};
}

QString RequestModel::toolTip(EventId id, const RequestFacts &facts) const
{
    const QString call = m_session.entry(id).event.callSid.toString();
    return bidiIsolated(facts.what + u' ' + facts.subject) + (call.isEmpty() ? QString() : u'\n' + bidiIsolated(call));
}

QVariant RequestModel::data(const QModelIndex &index, int role) const
{
    const EventId id = index.isValid() ? eventAt(index.row()) : -1;
    if (id < m_session.firstEvent())
        return {}; // gone already, while its row is being removed
    const auto column = static_cast<Column>(index.column());
    const bool number = column == Status || column == Took;
    switch (role) {
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (number ? Qt::AlignTrailing : Qt::AlignLeading));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(id, *requestFacts(m_session.entry(id).event), column);
    case Qt::ToolTipRole:
        return toolTip(id, *requestFacts(m_session.entry(id).event));
    case GlyphRole:
        return glyphOf(*requestFacts(m_session.entry(id).event), column);
    case ToneRole:
        return static_cast<int>(toneOf(*requestFacts(m_session.entry(id).event), column));
    default:
        return {};
    }
}

QVariant RequestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && (section == Status || section == Took))
        return QVariant(Qt::AlignVCenter | Qt::AlignTrailing);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Time:
        return tr("Time");
    case What:
        return tr("Request");
    case Subject:
        return tr("Path");
    case Status:
        return tr("Status");
    case Took:
        return tr("ms");
    case Signature:
        return tr("Signature");
    case Call:
        return tr("Call");
    case ColumnCountOfRequests:
        break;
    }
    return {};
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        break;
    case Verdict::Valid:
        return RequestModel::tr("valid");
    case Verdict::Wrong:
        return RequestModel::tr("wrong");
    case Verdict::Missing:
        return RequestModel::tr("missing");
    case Verdict::NotChecked:
        return RequestModel::tr("not checked");
    case Verdict::Unknown:
        return RequestModel::tr("unknown");
    }
    return {};
}

QString verdictGlyph(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        break;
    case Verdict::Valid:
        return u"✓"_s;
    case Verdict::Wrong:
    case Verdict::Missing:
        return u"✗"_s;
    case Verdict::NotChecked:
        return u"○"_s;
    case Verdict::Unknown:
        return u"?"_s;
    }
    return {};
}

} // namespace callscope::ui
