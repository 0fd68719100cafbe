#include "core/realtime/sessionmessages.h"

#include "core/agent/chatrequest.h"

#include <QUrlQuery>

namespace callscope::realtime {

namespace {

/// Of sound and text together: some three minutes of speech. How long a reply may be is counted here in characters.
constexpr int mostTokens = 4096;

const QString typeKey = QStringLiteral("type");

QJsonObject messageItem(const QString &role, const QString &contentType, const QString &text)
{
    const QJsonObject content { { typeKey, contentType }, { QStringLiteral("text"), text } };
    return { { typeKey, QStringLiteral("message") },
             { QStringLiteral("role"), role },
             { QStringLiteral("content"), QJsonArray { content } } };
}

/// Those of chat completions, a level flatter.
QJsonArray toolsOf(const agent::Tools &tools)
{
    QJsonArray flat;
    for (const QJsonValue &definition : agent::toolDefinitions(tools)) {
        QJsonObject function = definition.toObject().value(QLatin1String("function")).toObject();
        function.insert(typeKey, QStringLiteral("function"));
        flat.append(function);
    }
    return flat;
}

} // namespace

provider::SocketPlace placeOf(const RealtimeSettings &settings)
{
    QUrl url = provider::socketUrl(settings.mind.url, QStringLiteral("/v1/realtime"));
    QUrlQuery query(url);
    query.addQueryItem(QStringLiteral("model"), settings.mind.model);
    url.setQuery(query);
    provider::SocketPlace place {
        .provider = settings.mind.provider, .url = url, .headers = {}, .connectWithin = settings.connectWithin
    };
    if (!settings.mind.key.isEmpty())
        place.headers = { { "Authorization", "Bearer " + settings.mind.key.reveal() } };
    return place;
}

QJsonObject sessionOf(const RealtimeSettings &settings, const QDate &today)
{
    const QJsonObject muLaw { { typeKey, QStringLiteral("audio/pcmu") } };
    const QJsonObject input { { QStringLiteral("format"), muLaw },
                              { QStringLiteral("turn_detection"), QJsonValue::Null } };
    const QJsonObject output { { QStringLiteral("format"), muLaw }, { QStringLiteral("voice"), settings.voice } };
    QJsonObject session { { typeKey, QStringLiteral("realtime") },
                          { QStringLiteral("output_modalities"), QJsonArray { QStringLiteral("audio") } },
                          { QStringLiteral("instructions"), agent::systemPrompt(settings.mind, today) },
                          { QStringLiteral("max_output_tokens"), mostTokens },
                          { QStringLiteral("audio"),
                            QJsonObject { { QStringLiteral("input"), input },
                                          { QStringLiteral("output"), output } } } };
    const QJsonArray tools = toolsOf(settings.mind.tools);
    if (!tools.isEmpty()) {
        session.insert(QStringLiteral("tools"), tools);
        session.insert(QStringLiteral("tool_choice"), QStringLiteral("auto"));
    }
    return session;
}

QJsonArray itemsOf(const agent::ChatMemory &memory)
{
    QJsonArray items;
    for (const QJsonValue &value : memory.messages({})) {
        const QJsonObject message = value.toObject();
        const QString role = message.value(QLatin1String("role")).toString();
        const QString text = message.value(QLatin1String("content")).toString();
        if (text.isEmpty())
            continue;
        if (role == QLatin1String("user"))
            items.append(callerItem(text));
        else if (role == QLatin1String("assistant"))
            items.append(messageItem(role, QStringLiteral("output_text"), text));
    }
    return items;
}

QJsonObject callerItem(const QString &text)
{
    return messageItem(QStringLiteral("user"), QStringLiteral("input_text"), text);
}

QJsonObject answerItem(const QString &callId, const QString &answer)
{
    return { { typeKey, QStringLiteral("function_call_output") },
             { QStringLiteral("call_id"), callId },
             { QStringLiteral("output"), answer } };
}

QJsonObject noteItem(const QString &text)
{
    return messageItem(QStringLiteral("system"), QStringLiteral("input_text"), text);
}

QJsonObject sayExactly(const QString &text)
{
    return { { QStringLiteral("instructions"),
               QStringLiteral("Say to the caller exactly the following, in its own language, and nothing else:\n%1")
                   .arg(text) } };
}

QJsonObject withoutCalls()
{
    return { { QStringLiteral("tool_choice"), QStringLiteral("none") } };
}

} // namespace callscope::realtime
