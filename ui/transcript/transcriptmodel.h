#pragma once

#include "ui/common/selection.h"
#include "ui/transcript/transcriptentry.h"

#include <QAbstractListModel>

#include <climits>

namespace callscope::ui {

/// The conversation of one call as rows in the order in which they began, each growing in its place. Owns the entries
/// and lives on the GUI thread. What is taken shows with the next settle(), in one insertion.
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void restart();
    void take(EventId id, const event::Event &event, CallTime time);
    void settle();
    /// The language has changed.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const TranscriptEntry &entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// What is to be looked at when a row is chosen.
    Stretch stretchOf(int row) const;
    /// The rows of what is looked at: those of its turn, or the one at its time.
    QList<int> rowsOf(const Stretch &stretch) const;

    /// "Caller", "Bot", "Operator"; empty for a remark.
    QString nameOf(const TranscriptEntry &entry) const;
    /// The words on the screen.
    QString textOf(const TranscriptEntry &entry) const;
    /// Finals only, a line each: "Caller: …". Without bidi controls.
    QString copyOf(QList<int> rows) const;

private:
    struct Rows
    {
        int caller = -1, reply = -1;
    };

    void takeTurns(int first, EventId id, const event::Event &event, CallTime time);
    void takeSaid(int index, EventId id, const event::Event &event, CallTime time);
    void takeReply(int index, EventId id, const event::Event &event, CallTime time);
    void takeFinal(const base::StreamSid &stream, const event::FinalRecognized &final);
    void takeRemark(EventId id, const event::Event &event, CallTime time);
    void takeDigit(EventId id, const event::Event &event, CallTime time, const QString &digit);
    std::optional<TranscriptRemark> lineRemark(const event::Event &event);
    int append(TranscriptEntry entry, EventId id, const event::Event &event);
    TranscriptEntry &change(int row);
    QString marked(const HeardSpans &spans) const;
    QString accessibleText(const TranscriptEntry &entry) const;
    QString toolTip(const TranscriptEntry &entry) const;

    std::vector<TranscriptEntry> m_entries {};
    int m_shown = 0; ///< those after it come with the next settle()
    int m_firstChanged = INT_MAX, m_lastChanged = -1;
    TurnList m_turns {};
    std::vector<Rows> m_rows {}; ///< of each turn
    int m_streams = 0;
    bool m_lineIsDown = true; ///< closed, or stopped in order
};

} // namespace callscope::ui
