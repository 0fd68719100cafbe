#pragma once

#include "tests/support/scriptedsocket.h"

#include <QJsonObject>
#include <QQueue>

namespace callscope::tests {

/// OpenAI's Realtime socket with a transcription session, as a test scripts it: names items before they are committed,
/// refuses what OpenAI would. Lives on the test's thread.
class RealtimeTranscriptionServer : public QObject
{
    Q_OBJECT

public:
    explicit RealtimeTranscriptionServer(const QByteArray &key);

    ScriptedSocket socket {};
    QQueue<QString> finals {}; ///< what each commit is answered with; empty queue: nothing was said
    bool answersCommits = true; ///< else they are only named, and `complete` answers
    bool answersClears = true;

    const QJsonObject &session() const { return m_session; }
    /// µ-law that was committed, one entry an utterance.
    const QList<QByteArray> &committed() const { return m_committed; }
    const QByteArray &buffered() const { return m_buffer; }
    int clears() const { return m_clears; }
    QString currentItem() const { return itemNumber(m_item); }
    /// The item of commit `number`, from 1.
    QString committedItem(int number) const { return m_items.at(number - 1); }

    void sendDelta(const QString &item, const QString &delta);
    void complete(const QString &item, const QString &transcript);
    void fail(const QString &item, const QString &code);
    /// An error that answers the client's event of that id; empty: of the server's own.
    void sendError(const QString &type, const QString &code, const QString &event = {});
    void sendCleared();

private:
    static QString itemNumber(int number) { return QStringLiteral("item_%1").arg(number); }
    void read(const QByteArray &text);
    void update(const QJsonObject &message);
    void commit(const QJsonObject &message);
    void send(const QString &type, QJsonObject members);

    QByteArray m_key;
    QJsonObject m_session {};
    QByteArray m_buffer {};
    QList<QByteArray> m_committed {};
    QStringList m_items {};
    int m_item = 1, m_clears = 0;
};

} // namespace callscope::tests
