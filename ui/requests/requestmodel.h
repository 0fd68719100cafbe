#pragma once

#include "ui/common/session.h"
#include "ui/requests/requestfacts.h"

#include <QAbstractTableModel>

#include <deque>

namespace callscope::ui {

/// The webhooks of one call or of all, and what Twilio told or was refused, in the order in which they came. It holds
/// the numbers of the events and reads them in the session. Lives on the GUI thread.
class RequestModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, What, Subject, Status, Took, Signature, Call, ColumnCountOfRequests };

    /// The session must outlive the model.
    explicit RequestModel(const Session &session, QObject *parent = nullptr);

    /// The requests of that call alone; of an empty key there are none.
    void showCall(const CallKey &call);
    /// Of every call, and those that belong to none.
    void showAll();

    EventId eventAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1: it has no row.
    int rowOf(EventId id) const;
    /// To be called when the language has changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refill();
    void append(EventId first, EventId end);
    void drop(EventId first);
    bool belongs(EventId id) const;
    QString text(EventId id, const RequestFacts &facts, Column column) const;
    QString toolTip(EventId id, const RequestFacts &facts) const;

    const Session &m_session;
    std::deque<EventId> m_rows {};
    CallKey m_call {};
    bool m_all = false;
};

/// The verdict in a word, and its glyph: for people who see no colours.
QString verdictText(Verdict verdict);
QString verdictGlyph(Verdict verdict);

} // namespace callscope::ui
