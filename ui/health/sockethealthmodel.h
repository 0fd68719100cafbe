#pragma once

#include "core/base/clock.h"
#include "ui/common/session.h"
#include "ui/health/healthtexts.h"

#include <QAbstractTableModel>

namespace callscope::ui {

/// The sockets of all running calls of live sources, a row each, the newest last. It folds each event once; rows come
/// and go with the calls, and what they show is told by `refresh`. Lives on the GUI thread.
class SocketHealthModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int columnTotal = healthColumnCount;
    /// QList<double> in milliseconds, oldest first. Of the column Trend.
    static constexpr int trendRole = Qt::UserRole;

    /// Both must outlive the model.
    SocketHealthModel(const Session &session, const base::Clock &clock, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Tells that all rows may differ: what came in, and time, which makes the last byte older.
    void refresh();
    void retranslate();

    CallKey keyAt(int row) const { return m_rows[static_cast<std::size_t>(row)].key; }
    std::optional<int> rowOf(const CallKey &key) const;
    const SocketHealth &healthAt(int row) const { return m_rows[static_cast<std::size_t>(row)].health; }
    std::optional<std::chrono::milliseconds> ageAt(int row) const;

private:
    struct Row
    {
        CallKey key {};
        SocketHealth health {};
    };

    void take(EventId first, EventId end);
    void insert(std::vector<Row> rows);
    void removeEnded(const QList<CallKey> &keys);
    void number();
    void noteOffset(int source, base::Monotonic happened);

    const Session &m_session;
    const base::Clock &m_clock;
    std::vector<Row> m_rows {};
    QHash<CallKey, int> m_rowOf {};
    /// By source: our clock less the gateway's, as small as it was ever seen; includes the time to get here.
    QHash<int, base::Monotonic::duration> m_offsets {};
};

} // namespace callscope::ui
