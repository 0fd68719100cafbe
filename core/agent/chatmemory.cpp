#include "core/agent/chatmemory.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace callscope::agent {

namespace {

const QString notDone = QStringLiteral(R"({"error":"not done: the caller spoke first"})");

/// Servers that read the arguments refuse what is no JSON object, though it is what the model itself wrote.
QString readableArguments(const QString &arguments)
{
    return QJsonDocument::fromJson(arguments.toUtf8()).isObject() ? arguments : QStringLiteral("{}");
}

} // namespace

void ChatMemory::addCaller(int number, const QString &text)
{
    if (!hasCaller(number))
        m_turns[number].messages.push_back({ Role::Caller, text });
    forgetOldest();
}

bool ChatMemory::hasCaller(int number) const
{
    const auto turn = m_turns.find(number);
    return turn != m_turns.end()
        && std::any_of(turn->second.messages.begin(), turn->second.messages.end(),
                       [](const Message &message) { return message.role == Role::Caller; });
}

void ChatMemory::addBot(int number, const QString &spoken, const std::vector<AnsweredCall> &calls)
{
    if (spoken.isEmpty() && calls.empty())
        return;
    std::vector<Message> &messages = m_turns[number].messages;
    Message said { Role::Bot, spoken };
    for (const AnsweredCall &answered : calls)
        said.calls.push_back(answered.call);
    messages.push_back(std::move(said));
    for (const auto &[call, answer, isLineAction] : calls)
        messages.push_back({ Role::Tool, answer, {}, call.id, isLineAction });
    forgetOldest();
}

bool ChatMemory::hasFiller(int number) const
{
    const auto known = m_turns.find(number);
    return known != m_turns.end() && known->second.hasFiller;
}

void ChatMemory::cut(int number, const QString &heard)
{
    const auto known = m_turns.find(number);
    if (known == m_turns.end())
        return;
    Turn &cut = known->second;
    QString rest = heard;
    for (Message &message : cut.messages) {
        if (message.isLineAction)
            message.text = notDone;
        if (message.role != Role::Bot)
            continue;
        const QString whole = std::exchange(message.text, rest.left(message.text.size()));
        rest = rest.mid(whole.size()).trimmed();
    }
    std::erase_if(cut.messages, [](const Message &message) {
        return message.role == Role::Bot && message.text.isEmpty() && message.calls.empty();
    });
    addBot(number, rest); // of an answer that was still under way
}

QJsonArray ChatMemory::messages(const QString &systemPrompt) const
{
    QJsonArray messages { QJsonObject { { QStringLiteral("role"), QStringLiteral("system") },
                                        { QStringLiteral("content"), systemPrompt } } };
    for (const auto &[number, turn] : m_turns) {
        for (const Message &message : turn.messages)
            messages.append(jsonOf(message));
    }
    return messages;
}

QJsonObject ChatMemory::jsonOf(const Message &message)
{
    static const QString role = QStringLiteral("role");
    static const QString content = QStringLiteral("content");
    if (message.role == Role::Caller)
        return { { role, QStringLiteral("user") }, { content, message.text } };
    if (message.role == Role::Tool)
        return { { role, QStringLiteral("tool") },
                 { QStringLiteral("tool_call_id"), message.callId },
                 { content, message.text } };
    QJsonObject said { { role, QStringLiteral("assistant") }, { content, message.text } };
    QJsonArray calls;
    for (const ToolCall &call : message.calls)
        calls.append(
            QJsonObject { { QStringLiteral("id"), call.id },
                          { QStringLiteral("type"), QStringLiteral("function") },
                          { QStringLiteral("function"),
                            QJsonObject { { QStringLiteral("name"), call.name },
                                          { QStringLiteral("arguments"), readableArguments(call.arguments) } } } });
    if (!calls.isEmpty())
        said.insert(QStringLiteral("tool_calls"), calls);
    return said;
}

qsizetype ChatMemory::sizeOf(const Turn &turn)
{
    qsizetype size = 0;
    for (const Message &message : turn.messages) {
        size += message.text.size();
        for (const ToolCall &call : message.calls)
            size += call.name.size() + call.arguments.size();
    }
    return size;
}

void ChatMemory::forgetOldest()
{
    qsizetype characters = 0;
    for (const auto &[number, turn] : m_turns)
        characters += sizeOf(turn);
    const auto most = static_cast<std::size_t>(m_bounds.turns);
    while (m_turns.size() > 1 && (m_turns.size() > most || characters > m_bounds.characters))
        characters -= sizeOf(m_turns.extract(m_turns.begin()).mapped());
}

} // namespace callscope::agent
