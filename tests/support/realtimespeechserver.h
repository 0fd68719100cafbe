#pragma once

#include "tests/support/realtimeserver.h"

#include <QQueue>

#include <vector>

namespace callscope::tests {

/// OpenAI's Realtime socket with a session that talks, as a test scripts it; refuses what OpenAI would: a second
/// response beside one that runs, a cut behind a message's end. Lives on the test's thread.
class RealtimeSpeechServer final : public RealtimeServer
{
    Q_OBJECT

public:
    struct Piece
    {
        QString words {};
        QByteArray sound {}; ///< µ-law
    };
    struct Call
    {
        QString id, name, arguments;
    };
    struct Response
    {
        std::vector<Piece> pieces {};
        std::vector<Call> calls {};
        bool holds = false; ///< not done by itself
        QString failure {}; ///< code; empty: none
    };
    struct Cut
    {
        QString item;
        int ms;
    };

    explicit RealtimeSpeechServer(const QByteArray &key)
        : RealtimeServer(key)
    { }
    /// µ-law of `length`, none of it silence.
    static QByteArray sound(std::chrono::milliseconds length);
    /// Words and sound of `length` each.
    static Response saying(const QStringList &words, std::chrono::milliseconds length);

    QQueue<Response> responses {}; ///< empty queue: says nothing
    std::function<void()> onResponse; ///< before the first word of one

    /// `instructions` of each response that was asked for.
    const QStringList &asked() const { return m_asked; }
    /// Messages and answers that the client put in, as "user: text", "assistant: text", "output call_1: {…}".
    const QStringList &items() const { return m_items; }
    const std::vector<Cut> &cuts() const { return m_cuts; }
    const QStringList &refusals() const { return m_refusals; }
    int cancels() const { return m_cancels; }
    QString spokenItem() const { return m_spokenItem; }

    /// More of the response that runs.
    void say(const Piece &piece);
    void finish();

protected:
    bool accepts(const QJsonObject &session) const override;
    bool take(const QString &type, const QJsonObject &message) override;
    void onOpened() override;

private:
    void respond(const QJsonObject &message);
    void cancel(const QJsonObject &message);
    void truncate(const QJsonObject &message);
    void noteItem(const QJsonObject &item);
    void end(const QString &status, const QString &code = {});
    void deny(const QJsonObject &message, const QString &code);

    bool m_isResponding = false;
    int m_responses = 0, m_cancels = 0;
    QString m_spokenItem {};
    QHash<QString, qsizetype> m_spokenBytes {}; ///< by item
    QStringList m_asked {}, m_items {}, m_refusals {};
    std::vector<Cut> m_cuts {};
    std::vector<Call> m_calls {};
};

} // namespace callscope::tests
