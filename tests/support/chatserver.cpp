#include "tests/support/chatserver.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

namespace callscope::tests {

namespace {

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QByteArray event(const QJsonObject &object)
{
    return "data: " + QJsonDocument(object).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray delta(const QJsonObject &object)
{
    return event({ { QStringLiteral("id"), QStringLiteral("c1") },
                   { QStringLiteral("object"), QStringLiteral("chat.completion.chunk") },
                   { QStringLiteral("choices"),
                     QJsonArray { QJsonObject { { QStringLiteral("index"), 0 },
                                                { QStringLiteral("delta"), object },
                                                { QStringLiteral("finish_reason"), QJsonValue::Null } } } } });
}

/// Tool calls that still lack an answer while the messages are read in order; a complaint when they are in none.
class MessageOrder
{
public:
    QString take(const QJsonObject &message)
    {
        const QString role = text(message, "role");
        if (!message.value(QLatin1String("content")).isString())
            return QStringLiteral("content of %1 is no text").arg(role);
        if (role == QLatin1String("tool"))
            return m_open.remove(text(message, "tool_call_id")) ? QString()
                                                                : QStringLiteral("a tool message answers no call");
        if (!m_open.isEmpty())
            return QStringLiteral("tool_calls must be followed by tool messages");
        if (role == QLatin1String("system"))
            return m_first.isEmpty() ? std::exchange(m_first, role).left(0) : QStringLiteral("a second system message");
        if (m_first.isEmpty())
            return QStringLiteral("no system message");
        return role == QLatin1String("assistant") ? takeCalls(message)
            : role == QLatin1String("user")       ? QString()
                                                  : QStringLiteral("unknown role ") + role;
    }
    bool isOpen() const { return !m_open.isEmpty(); }

private:
    QString takeCalls(const QJsonObject &message)
    {
        for (const QJsonValue &call : message.value(QLatin1String("tool_calls")).toArray()) {
            const QJsonObject function = call.toObject().value(QLatin1String("function")).toObject();
            if (text(call.toObject(), "type") != QLatin1String("function") || text(function, "name").isEmpty())
                return QStringLiteral("a tool call is no function");
            if (!QJsonDocument::fromJson(text(function, "arguments").toUtf8()).isObject())
                return QStringLiteral("arguments of a tool call are no object");
            m_open.insert(text(call.toObject(), "id"));
        }
        return {};
    }

    QSet<QString> m_open {};
    QString m_first {};
};

QString complaintAboutMessages(const QJsonArray &messages)
{
    MessageOrder order;
    for (const QJsonValue &message : messages) {
        if (const QString complaint = order.take(message.toObject()); !complaint.isEmpty())
            return complaint;
    }
    return order.isOpen() ? QStringLiteral("a tool call has no answer") : QString();
}

QString complaintAboutTools(const QJsonObject &body)
{
    static const QRegularExpression goodName(QStringLiteral("^[a-zA-Z0-9_-]{1,64}$"));
    const QJsonArray tools = body.value(QLatin1String("tools")).toArray();
    if (tools.isEmpty() && (body.contains(QLatin1String("tools")) || body.contains(QLatin1String("tool_choice"))))
        return QStringLiteral("tools are empty");
    for (const QJsonValue &tool : tools) {
        const QJsonObject function = tool.toObject().value(QLatin1String("function")).toObject();
        const QJsonObject parameters = function.value(QLatin1String("parameters")).toObject();
        if (!goodName.match(text(function, "name")).hasMatch() || text(parameters, "type") != QLatin1String("object"))
            return QStringLiteral("a tool is no function");
    }
    return {};
}

QString complaintAbout(const QJsonObject &body)
{
    if (!body.value(QLatin1String("stream")).toBool() || body.value(QLatin1String("max_tokens")).toInt() <= 0)
        return QStringLiteral("not streamed, or without a limit");
    const QString complaint = complaintAboutMessages(body.value(QLatin1String("messages")).toArray());
    return complaint.isEmpty() ? complaintAboutTools(body) : complaint;
}

QStringList lineOf(const QJsonObject &message)
{
    QStringList lines;
    const QString content = text(message, "content");
    if (!content.isEmpty())
        lines << text(message, "role") + QStringLiteral(": ") + content;
    for (const QJsonValue &call : message.value(QLatin1String("tool_calls")).toArray()) {
        const QJsonObject function = call.toObject().value(QLatin1String("function")).toObject();
        lines << QStringLiteral("assistant calls %1 %2").arg(text(function, "name"), text(function, "arguments"));
    }
    return lines;
}

} // namespace

ChatServer::ChatServer()
    : m_http([this](const ScriptedHttp::Request &request) { return answer(request); })
{ }

ChatServer::Answer ChatServer::answer(const ScriptedHttp::Request &request)
{
    const auto refuse = [this](int status, const QString &why) {
        m_refusals << why;
        return refusing(status, why.toUtf8());
    };
    if (request.method != "POST" || request.target != "/v1/chat/completions")
        return refuse(404, QStringLiteral("no such page"));
    if (request.header("Authorization") != "Bearer " + key())
        return refuse(401, QStringLiteral("invalid_api_key"));
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (request.header("Content-Type") != "application/json" || !document.isObject())
        return refuse(400, QStringLiteral("no JSON object"));
    if (text(document.object(), "model") != model())
        return refuse(404, QStringLiteral("model_not_found"));
    if (const QString complaint = complaintAbout(document.object()); !complaint.isEmpty())
        return refuse(400, complaint);
    m_requests.push_back(document.object());
    if (m_answers.empty())
        return refuse(500, QStringLiteral("the test gave no answer"));
    const Answer next = m_answers.front();
    m_answers.pop_front();
    return next;
}

QStringList ChatServer::talk(std::size_t request) const
{
    QStringList lines;
    for (const QJsonValue &message : m_requests.at(request).value(QLatin1String("messages")).toArray()) {
        if (text(message.toObject(), "role") != QLatin1String("system"))
            lines += lineOf(message.toObject());
    }
    return lines;
}

QByteArray ChatServer::words(const QString &content)
{
    return delta({ { QStringLiteral("content"), content } });
}

QByteArray ChatServer::calls(const std::vector<Call> &calls)
{
    QJsonArray array;
    for (const auto &[id, name, arguments] : calls)
        array.append(QJsonObject {
            { QStringLiteral("index"), array.size() },
            { QStringLiteral("id"), id },
            { QStringLiteral("type"), QStringLiteral("function") },
            { QStringLiteral("function"),
              QJsonObject { { QStringLiteral("name"), name }, { QStringLiteral("arguments"), arguments } } } });
    return delta({ { QStringLiteral("content"), QJsonValue::Null }, { QStringLiteral("tool_calls"), array } });
}

QByteArray ChatServer::end(const QString &reason)
{
    const QJsonObject choice { { QStringLiteral("index"), 0 },
                               { QStringLiteral("delta"), QJsonObject {} },
                               { QStringLiteral("finish_reason"), reason } };
    const QJsonObject usage { { QStringLiteral("prompt_tokens"), 90 }, { QStringLiteral("completion_tokens"), 12 } };
    return event({ { QStringLiteral("choices"), QJsonArray { choice } } })
        + event({ { QStringLiteral("choices"), QJsonArray {} }, { QStringLiteral("usage"), usage } })
        + "data: [DONE]\n\n";
}

ChatServer::Answer ChatServer::saying(const QStringList &deltas)
{
    return calling({}, deltas);
}

ChatServer::Answer ChatServer::calling(const std::vector<Call> &made, const QStringList &deltas)
{
    Answer answer { 200, { { "Content-Type", "text/event-stream" } } };
    answer.pieces.push_back(delta({ { QStringLiteral("role"), QStringLiteral("assistant") } }));
    for (const QString &content : deltas)
        answer.pieces.push_back(words(content));
    if (!made.empty())
        answer.pieces.push_back(calls(made));
    answer.pieces.push_back(end(made.empty() ? QStringLiteral("stop") : QStringLiteral("tool_calls")));
    return answer;
}

ChatServer::Answer ChatServer::refusing(int status, const QByteArray &code, const net::Headers &headers)
{
    Answer answer { status, headers };
    answer.headers.push_back({ "Content-Type", "application/json" });
    answer.pieces = { R"({"error":{"message":"scripted: )" + code + R"(","type":"error","param":null,"code":")" + code
                      + R"("}})" };
    return answer;
}

} // namespace callscope::tests
