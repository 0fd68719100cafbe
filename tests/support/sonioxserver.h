#pragma once

#include "tests/support/scriptedsocket.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QQueue>

namespace callscope::tests {

/// Soniox' transcription socket as a test scripts it: it wants its configuration before any sound, refuses what Soniox
/// would, and says of which stretch of the sound a token is. Lives on the test's thread.
class SonioxServer : public QObject
{
    Q_OBJECT

public:
    explicit SonioxServer(const QByteArray &key);

    ScriptedSocket socket {};
    QQueue<QString> finals {}; ///< what each finalize is answered with, before its `<fin>`; empty queue: nothing
    bool answersFinalize = true; ///< else `sendFinalized` does

    const QJsonObject &configuration() const { return m_configuration; }
    int finalizes() const { return m_finalizes; }
    int keepAlives() const { return m_keepAlives; }
    qint64 heard() const { return m_heard; }

    /// A token of the end of what has come; final, it settles that.
    QJsonObject token(const QString &text, bool isFinal, const QString &language = QStringLiteral("he"));
    void send(const QJsonArray &tokens);
    /// Answers the oldest finalize without an answer, with what had come before it.
    void sendFinalized(const QString &text);
    /// Leaves it without one.
    void passOverFinalize() { m_settled = m_awaiting.dequeue(); }
    void sendError(int code, const QString &message);

private:
    void read(const QByteArray &text);
    void configure(const QJsonObject &configuration);
    QJsonObject tokenUntil(qint64 until, const QString &text, bool isFinal, const QString &language);

    QByteArray m_key;
    QJsonObject m_configuration {};
    qint64 m_heard = 0, m_settled = 0; ///< samples
    QQueue<qint64> m_awaiting {}; ///< where in the sound a finalize came
    int m_finalizes = 0, m_keepAlives = 0;
};

} // namespace callscope::tests
