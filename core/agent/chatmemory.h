#pragma once

#include "core/agent/toolcallpieces.h"

#include <QJsonArray>
#include <QString>

#include <map>
#include <vector>

namespace callscope::agent {

/// What a language model is told of one call: what the caller said, what the caller heard, and what was looked up, turn
/// by turn and bounded. Agents that stand in for each other share one, so each goes on where another stopped; what is
/// told twice of a turn is kept once. Lives on the call's thread.
class ChatMemory
{
public:
    struct Bounds
    {
        int turns = 40; ///< the oldest are forgotten first, each as a whole; the newest never
        qsizetype characters = 24000;
    };
    /// A call and the JSON or text that came of it.
    struct AnsweredCall
    {
        ToolCall call;
        QString answer;
        bool isLineAction = false; ///< done only when the caller has heard the turn to its end
    };

    ChatMemory()
        : ChatMemory(Bounds {})
    { }
    explicit ChatMemory(Bounds bounds)
        : m_bounds(bounds)
    { }

    void addCaller(int turn, const QString &text);
    /// The caller's words of that turn are here.
    bool hasCaller(int turn) const;
    /// What was said, and the calls that the model made with it. Nothing is kept of neither.
    void addBot(int turn, const QString &spoken, const std::vector<AnsweredCall> &calls = {});
    /// A filler was said in that turn. It is no part of the talk, but one is enough, whoever answers.
    void noteFiller(int turn) { m_turns[turn].hasFiller = true; }
    bool hasFiller(int turn) const;
    /// Of what the bot said in `turn` the caller heard only `heard`.
    void cut(int turn, const QString &heard);

    /// As `messages` of a request, behind a system message.
    QJsonArray messages(const QString &systemPrompt) const;

private:
    enum class Role { Caller, Bot, Tool };
    struct Message
    {
        Role role;
        QString text;
        std::vector<ToolCall> calls {}; ///< of Bot
        QString callId {}; ///< of Tool
        bool isLineAction = false; ///< of Tool
    };
    struct Turn
    {
        std::vector<Message> messages {};
        bool hasFiller = false;
    };

    void forgetOldest();
    static qsizetype sizeOf(const Turn &turn);
    static QJsonObject jsonOf(const Message &message);

    Bounds m_bounds;
    std::map<int, Turn> m_turns {}; ///< by their numbers, which ascend
};

} // namespace callscope::agent
