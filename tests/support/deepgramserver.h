#pragma once

#include "tests/support/scriptedsocket.h"

#include <QQueue>

namespace callscope::tests {

/// Deepgram's `/v1/listen` as a test scripts it: it refuses what Deepgram would, knows how much sound has come, and
/// says of which stretch of it a result is. Lives on the test's thread.
class DeepgramServer : public QObject
{
    Q_OBJECT

public:
    explicit DeepgramServer(const QByteArray &key);

    ScriptedSocket socket {};
    QQueue<QString> finals {}; ///< what each Finalize is answered with; empty queue: nothing was said
    bool answersFinalize = true; ///< else `sendFinalized` does

    int finalizes() const { return m_finalizes; }
    int keepAlives() const { return m_keepAlives; }
    /// Samples that have come on this connection.
    qint64 heard() const { return m_heard; }

    /// Results of what is not yet settled.
    void sendInterim(const QString &text) { sendResult(text, m_heard, {}); }
    void sendSettled(const QString &text, bool speechFinal = false);
    /// Answers the oldest Finalize without an answer, with what had come before it.
    void sendFinalized(const QString &text);
    /// Leaves it without one, as Deepgram does when there is next to no sound: what was not settled is dropped.
    void passOverFinalize() { m_settled = m_awaiting.dequeue(); }

private:
    struct Flags
    {
        bool isFinal = false, speechFinal = false, fromFinalize = false;
    };

    std::optional<int> judge(const ScriptedSocket::Handshake &handshake) const;
    void read(const QByteArray &text);
    void sendResult(const QString &text, qint64 until, Flags flags);

    QByteArray m_key;
    qint64 m_heard = 0, m_settled = 0;
    QQueue<qint64> m_awaiting {}; ///< where in the sound a Finalize came
    int m_finalizes = 0, m_keepAlives = 0;
};

} // namespace callscope::tests
