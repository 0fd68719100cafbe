#include "ui/calls/callmodel.h"

#include <QPointF>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace callscope::ui {

namespace {

constexpr auto firstColumn = static_cast<CallColumn>(0), lastColumn = static_cast<CallColumn>(callColumnCount - 1);

/// Meters move in steps that one can see; what is between two of them is no reason to paint.
int meterStep(double rms)
{
    constexpr double steps = 32;
    return static_cast<int>(std::lround(meterPart(rms) * steps));
}

bool levelsDiffer(const CallSummary &a, const CallSummary &b)
{
    if (a.levels == b.levels)
        return false;
    return meterStep(a.levels[0]) != meterStep(b.levels[0]) || meterStep(a.levels[1]) != meterStep(b.levels[1]);
}

/// Without sound and passing time.
bool contentsDiffer(const CallSummary &a, const CallSummary &b)
{
    const auto contents = [](const CallSummary &call) {
        return std::tie(call.state, call.errors, call.turns, call.worstLatency, call.botMuted, call.length, call.from,
                        call.to, call.direction, call.endCause, call.lastError);
    };
    return contents(a) != contents(b);
}

Qt::Alignment alignmentOf(CallColumn column)
{
    switch (column) {
    case CallColumn::Duration:
    case CallColumn::Latency:
    case CallColumn::Turns:
        return Qt::AlignTrailing | Qt::AlignVCenter;
    default:
        return Qt::AlignLeading | Qt::AlignVCenter;
    }
}

} // namespace

CallModel::CallModel(const Session &session, const base::Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_clock(clock)
{
    m_flush.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &CallModel::flush);
    connect(&m_sieve, &CallSieve::tested, this, &CallModel::takeVerdicts);
    connect(&session, &Session::callsAdded, this, &CallModel::addCalls);
    connect(&session, &Session::callsChanged, this, &CallModel::markChanged);
    connect(&session, &Session::peaksAdded, this, &CallModel::markChanged);
    addCalls(0, static_cast<int>(session.calls().size()));
}

int CallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.rows().size());
}

int CallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : callColumnCount;
}

QVariant CallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Known &known = inRow(index.row());
    const auto column = static_cast<CallColumn>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(alignmentOf(column));
    if (role == levelsRole && column == CallColumn::Level && known.shown.isRunning())
        return QPointF(meterPart(known.shown.levels[0]), meterPart(known.shown.levels[1]));
    switch (role) {
    case Qt::DisplayRole:
        return CallTexts::cell(column, known.shown, around(known)).text;
    case GlyphRole:
        return CallTexts::cell(column, known.shown, around(known)).glyph;
    case ToneRole:
        return static_cast<int>(CallTexts::cell(column, known.shown, around(known)).tone);
    case Qt::ToolTipRole:
        return CallTexts::cell(column, known.shown, around(known)).tip;
    case Qt::AccessibleTextRole:
        return CallTexts::cell(column, known.shown, around(known)).spoken;
    default:
        return {};
    }
}

QVariant CallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= callColumnCount)
        return {};
    const auto column = static_cast<CallColumn>(section);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(alignmentOf(column));
    return role == Qt::DisplayRole ? CallTexts::header(column) : QVariant();
}

void CallModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, callColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, callColumnCount - 1));
}

std::optional<int> CallModel::rowOf(const CallKey &key) const
{
    return m_order.rowOf(m_indices.value(key, -1));
}

CallModel::Counts CallModel::counts() const
{
    Counts counts { .shown = rowCount() };
    for (const Known &known : m_known) {
        counts.all += !known.hidden;
        counts.running += known.shown.isRunning();
    }
    return counts;
}

void CallModel::tellCounts()
{
    if (std::exchange(m_told, counts()) != m_told)
        Q_EMIT countsChanged();
}

CallCircumstances CallModel::around(const Known &known) const
{
    CallCircumstances around { .duration = known.shown.length.value_or(known.shown.newest),
                               .budget = m_budget,
                               .source = m_session.sourceName(known.key.source),
                               .now = m_clock.utc() };
    // From when the newest event was seen, as a gateway elsewhere has a clock of its own.
    if (known.shown.isRunning())
        around.duration += std::chrono::duration_cast<CallTime>(m_clock.monotonic() - known.newestSeen);
    return around;
}

// --- what comes from the session ----------------------------------------------------------------------------------

void CallModel::addCalls(int first, int count)
{
    std::vector<int> added;
    for (int call = first; call < first + count; ++call) {
        const CallKey &key = m_session.calls()[static_cast<std::size_t>(call)];
        Known known {
            .key = key, .shown = *m_session.call(key), .newestSeen = m_clock.monotonic(), .accepted = !m_sieve.hasTest()
        };
        m_order.setKey(call, sortKey(m_sortColumn, known.shown, around(known)));
        m_known.push_back(std::move(known));
        m_indices.insert(key, call);
        added.push_back(call);
    }
    if (m_sieve.hasTest())
        m_sieve.add(added);
    else
        place(added);
    tellCounts();
}

void CallModel::markChanged(const QList<CallKey> &keys)
{
    for (const CallKey &key : keys) {
        const int call = m_indices.value(key, -1);
        if (call >= 0 && !std::exchange(at(call).dirty, true))
            m_dirty.push_back(call);
    }
    if (!m_dirty.empty() && !m_flush.isActive())
        m_flush.start(flushEvery);
}

CallModel::Differences CallModel::takeDifferences()
{
    Differences differences;
    for (const int call : std::exchange(m_dirty, {})) {
        Known &known = at(call);
        const CallSummary &now = *m_session.call(known.key);
        known.dirty = false;
        if (contentsDiffer(known.shown, now))
            differences.contents.push_back(call);
        else if (levelsDiffer(known.shown, now))
            differences.levels.push_back(call);
        if (known.shown.newest != now.newest)
            known.newestSeen = m_clock.monotonic();
        known.shown = now;
    }
    return differences;
}

void CallModel::flush()
{
    const Differences differences = takeDifferences();
    tell(differences.levels, CallColumn::Level, CallColumn::Level);
    if (differences.contents.empty())
        return;
    tellEach(differences.contents);
    if (m_sieve.hasTest())
        m_sieve.add(differences.contents);
    tellCounts();
}

void CallModel::tick()
{
    std::vector<int> running;
    for (int call = 0; call < static_cast<int>(m_known.size()); ++call)
        if (at(call).shown.isRunning())
            running.push_back(call);
    tell(running, CallColumn::Duration, CallColumn::Duration);
    if (m_sieve.hasTest())
        m_sieve.add(running);
    tellCounts();
}

/// As one range over all of them: a view paints what of it is on the screen.
void CallModel::tell(const std::vector<int> &calls, CallColumn first, CallColumn last)
{
    int top = rowCount(), bottom = -1;
    for (const int call : calls) {
        if (const auto row = m_order.rowOf(call))
            top = std::min(top, *row), bottom = std::max(bottom, *row);
    }
    if (bottom >= 0)
        Q_EMIT dataChanged(index(top, static_cast<int>(first)), index(bottom, static_cast<int>(last)));
}

void CallModel::tellEach(const std::vector<int> &calls)
{
    constexpr std::size_t few = 16;
    if (calls.size() > few)
        return tell(calls, firstColumn, lastColumn);
    for (const int call : calls)
        tell({ call }, firstColumn, lastColumn);
}

void CallModel::setBudget(std::chrono::milliseconds budget)
{
    m_budget = budget;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, static_cast<int>(CallColumn::Latency)),
                           index(rowCount() - 1, static_cast<int>(CallColumn::Latency)));
}

// --- which rows, in which order -----------------------------------------------------------------------------------

void CallModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= callColumnCount)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    m_sortColumn = static_cast<CallColumn>(column);
    for (int call = 0; call < static_cast<int>(m_known.size()); ++call)
        m_order.setKey(call, sortKey(m_sortColumn, at(call).shown, around(at(call))));
    const std::vector<int> old = m_order.rows();
    m_order.sort(order);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &one : before)
        after.append(createIndex(*m_order.rowOf(old[static_cast<std::size_t>(one.row())]), one.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void CallModel::insert(std::vector<int> calls)
{
    for (const CallOrder::Block &block : m_order.blocksOf(std::move(calls))) {
        beginInsertRows({}, block.row, block.row + static_cast<int>(block.calls.size()) - 1);
        m_order.insert(block);
        endInsertRows();
    }
}

void CallModel::remove(std::vector<int> rows)
{
    for (const CallOrder::Run &run : CallOrder::runsOf(std::move(rows))) {
        beginRemoveRows({}, run.first, run.last);
        m_order.remove(run);
        endRemoveRows();
    }
}

void CallModel::takeVerdicts(const CallSieve::Verdicts &verdicts)
{
    std::vector<int> calls;
    for (const CallSieve::Verdict &verdict : verdicts) {
        at(verdict.call).accepted = verdict.accepted;
        calls.push_back(verdict.call);
    }
    place(calls);
    tellCounts();
}

/// Gives each of the calls its row or takes it away, as it belongs.
void CallModel::place(const std::vector<int> &calls)
{
    std::vector<int> coming, going, arrived;
    for (const int call : calls) {
        const bool belongsHere = belongs(at(call));
        const auto row = m_order.rowOf(call);
        if (belongsHere && !row)
            coming.push_back(call);
        else if (!belongsHere && row)
            going.push_back(*row);
        if (std::exchange(at(call).isNew, false) && belongsHere)
            arrived.push_back(call);
    }
    replace(std::move(coming), std::move(going));
    if (!arrived.empty())
        Q_EMIT callsArrived(arrived);
}

/// Each step costs views as much as all rows together, so that beyond some of them a fresh start is cheaper.
void CallModel::replace(std::vector<int> coming, std::vector<int> going)
{
    constexpr std::size_t mostSteps = 64;
    if (coming.size() + going.size() > mostSteps
        && m_order.blocksOf(coming).size() + CallOrder::runsOf(going).size() > mostSteps)
        return reset();
    remove(std::move(going));
    insert(std::move(coming));
}

void CallModel::reset()
{
    std::vector<int> shown = allCalls();
    std::erase_if(shown, [this](int call) { return !belongs(at(call)); });
    beginResetModel();
    m_order.reset(std::move(shown));
    endResetModel();
}

std::vector<int> CallModel::allCalls() const
{
    std::vector<int> calls(m_known.size());
    std::iota(calls.begin(), calls.end(), 0);
    return calls;
}

void CallModel::setFilter(Filter filter)
{
    m_sieve.setTest(std::move(filter));
    if (m_sieve.hasTest())
        return m_sieve.add(allCalls());
    for (Known &known : m_known)
        known.accepted = true;
    place(allCalls());
    tellCounts();
}

void CallModel::show(const CallKey &key)
{
    const int call = m_indices.value(key, -1);
    if (call < 0 || !std::exchange(at(call).hidden, false))
        return;
    if (at(call).accepted)
        place({ call });
    tellCounts();
}

void CallModel::hide(const CallKey &key)
{
    const int call = m_indices.value(key, -1);
    if (call < 0 || std::exchange(at(call).hidden, true))
        return;
    if (const auto row = m_order.rowOf(call))
        remove({ *row });
    tellCounts();
}

} // namespace callscope::ui
