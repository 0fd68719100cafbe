#pragma once

#include "core/base/clock.h"
#include "ui/calls/callorder.h"
#include "ui/calls/callsieve.h"
#include "ui/common/session.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace callscope::ui {

/// The list of calls as rows: filtered by an index of its own, sorted only when asked to, newest first until then. Rows
/// show a copy of each call as of the last flush, which comes at most 17 times a second, as often as a meter has to
/// move, and tells only what can be seen to differ. Lives on the GUI thread.
class CallModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds flushEvery { 60 };
    /// QPointF: the parts of the caller's and the bot's meter that light up, 0 to 1. Of the column Level; nothing once
    /// the call is over.
    static constexpr int levelsRole = Qt::UserRole;

    using Filter = CallSieve::Test;
    struct Counts
    {
        int all = 0, shown = 0, running = 0;
        friend bool operator==(const Counts &, const Counts &) = default;
    };

    /// Both must outlive the model.
    CallModel(const Session &session, const base::Clock &clock, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Once: rows stay where they are however their values change. New calls find their place among them.
    void sort(int column, Qt::SortOrder order) override;

    /// Rows stay those of the filter before until all calls have been put to the new one, on another thread. An empty
    /// function shows all calls, at once.
    void setFilter(Filter filter);
    void setBudget(std::chrono::milliseconds budget);
    /// Takes a call off the list; the session keeps it.
    void hide(const CallKey &key);
    /// Brings a hidden call back: it was opened again.
    void show(const CallKey &key);
    /// Time has passed: durations go on. To be called once a second.
    void tick();
    /// Shows what has come since the last one; also called by itself in time.
    void flush();
    void retranslate();

    CallKey keyAt(int row) const { return inRow(row).key; }
    /// Nothing: the filter hides it, or there is no such call.
    std::optional<int> rowOf(const CallKey &key) const;
    Counts counts() const;
    /// No call waits for the filter's verdict.
    bool isSettled() const { return m_sieve.isSettled(); }

Q_SIGNALS:
    /// New calls have got their rows: at once, or when the filter lets them through. Indices of Session::calls(), which
    /// ascend.
    void callsArrived(const std::vector<int> &calls);
    void countsChanged();

private:
    /// A call as it is shown.
    struct Known
    {
        CallKey key {};
        CallSummary shown {};
        base::Monotonic newestSeen {}; ///< when `shown.newest` had just moved
        bool accepted = true; ///< by the filter
        bool isNew = true; ///< not placed yet
        bool hidden = false, dirty = false;
    };
    struct Differences
    {
        std::vector<int> levels, contents; ///< calls
    };

    void addCalls(int first, int count);
    void markChanged(const QList<CallKey> &keys);
    Differences takeDifferences();
    void tell(const std::vector<int> &calls, CallColumn first, CallColumn last);
    void tellEach(const std::vector<int> &calls);
    void takeVerdicts(const CallSieve::Verdicts &verdicts);
    void place(const std::vector<int> &calls);
    void replace(std::vector<int> coming, std::vector<int> going);
    void reset();
    void insert(std::vector<int> calls);
    void remove(std::vector<int> rows);
    void tellCounts();

    CallCircumstances around(const Known &known) const;
    static bool belongs(const Known &known) { return known.accepted && !known.hidden; }
    CallSieve::Candidate describe(int call) const { return { call, at(call).shown, around(at(call)) }; }
    std::vector<int> allCalls() const;
    Known &at(int call) { return m_known[static_cast<std::size_t>(call)]; }
    const Known &inRow(int row) const { return at(m_order.rows().at(static_cast<std::size_t>(row))); }
    const Known &at(int call) const { return m_known[static_cast<std::size_t>(call)]; }

    const Session &m_session;
    const base::Clock &m_clock;
    std::vector<Known> m_known {}; ///< indexed as Session::calls()
    QHash<CallKey, int> m_indices {};
    CallOrder m_order {}; ///< of m_known
    CallColumn m_sortColumn = CallColumn::Start;
    std::vector<int> m_dirty {};
    CallSieve m_sieve { [this](int call) { return describe(call); } };
    std::chrono::milliseconds m_budget { 1500 };
    QTimer m_flush {};
    Counts m_told {};
};

} // namespace callscope::ui
