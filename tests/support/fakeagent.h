#pragma once

#include "core/agent/agent.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace callscope::tests {

/// A mind that answers as scripted: the greeting, then "answer to: …" for whatever it hears, in as many sentences as
/// the test wants, at once or when the test lets it.
class FakeAgent final : public agent::Agent
{
    Q_OBJECT

public:
    struct Script
    {
        QString greeting;
        int sentences = 1;
        bool holdsReplies = false; ///< until `release`
        bool holdsGreeting = false; ///< for ever
        bool returnsAudio = false;
        bool fails = false;
        std::optional<agent::LineAction> action; ///< asked for with each reply
        std::vector<agent::Utterance> heard;
        QString pressed;
        std::vector<std::pair<int, agent::Heard>> interrupted;
        std::vector<int> held;
    };

    explicit FakeAgent(std::shared_ptr<Script> script)
        : m_script(std::move(script))
    { }

    QString provider() const override { return QStringLiteral("scripted"); }
    bool returnsAudio() const override { return m_script->returnsAudio; }

    void greet(int turn) override
    {
        if (m_script->holdsGreeting)
            return;
        if (!m_script->greeting.isEmpty())
            Q_EMIT sentenceReady(turn, m_script->greeting, QStringLiteral("en-US"));
        Q_EMIT replied(turn);
    }

    void hear(int turn, const agent::Utterance &utterance) override
    {
        m_script->heard.push_back(utterance);
        if (m_script->fails)
            Q_EMIT failed(turn, { base::ErrorCode::Unavailable, QStringLiteral("scripted failure") });
        else if (m_script->holdsReplies)
            m_script->held.push_back(turn);
        else
            reply(turn, QStringLiteral("answer to: ") + utterance.text);
    }

    void press(int turn, QChar digit) override
    {
        m_script->pressed += digit;
        reply(turn, QStringLiteral("pressed ") + digit);
    }

    void interrupted(int turn, const agent::Heard &heard) override { m_script->interrupted.emplace_back(turn, heard); }

    void release()
    {
        for (const int turn : std::exchange(m_script->held, {}))
            reply(turn, QStringLiteral("late answer"));
    }

private:
    void reply(int turn, const QString &text)
    {
        for (int i = 0; i < m_script->sentences; ++i)
            Q_EMIT sentenceReady(turn, text, QStringLiteral("en-US"));
        if (m_script->action)
            Q_EMIT lineActionAsked(turn, *m_script->action);
        Q_EMIT replied(turn);
    }

    std::shared_ptr<Script> m_script;
};

} // namespace callscope::tests
