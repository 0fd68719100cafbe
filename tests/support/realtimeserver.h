#pragma once

#include "tests/support/scriptedsocket.h"

#include <QJsonObject>

namespace callscope::tests {

/// What OpenAI's Realtime sockets have in common: the key, the session, the caller's sound. Lives on the test's thread.
class RealtimeServer : public QObject
{
    Q_OBJECT

public:
    ScriptedSocket socket {};
    bool answersClears = true;

    /// As it was accepted; empty: it was not, or not yet.
    const QJsonObject &session() const { return m_session; }
    /// µ-law that was committed, one entry an utterance.
    const QList<QByteArray> &committed() const { return m_committed; }
    const QByteArray &buffered() const { return m_buffer; }
    int clears() const { return m_clears; }
    /// The item of commit `number`, from 1.
    QString committedItem(int number) const { return m_items.at(number - 1); }

    /// An error that answers the client's event of that id; empty: of the server's own.
    void sendError(const QString &type, const QString &code, const QString &event = {});
    void sendCleared();

protected:
    explicit RealtimeServer(const QByteArray &key);

    virtual bool accepts(const QJsonObject &session) const = 0;
    virtual void onCommitted(const QString &) { }
    /// False: no such event.
    virtual bool take(const QString &, const QJsonObject &) { return false; }
    virtual void onOpened() { }

    QString currentItem() const { return QStringLiteral("item_%1").arg(m_item); }
    QString newItem();
    void send(const QString &type, QJsonObject members);
    void refuse(const QJsonObject &message, const QString &code);

private:
    void read(const QByteArray &text);
    void update(const QJsonObject &message);
    void commit(const QJsonObject &message);

    QJsonObject m_session {};
    QByteArray m_buffer {};
    QList<QByteArray> m_committed {};
    QStringList m_items {};
    int m_item = 1, m_clears = 0;
};

} // namespace callscope::tests
